// Trains nlp.js on one file of utterances and says what it makes of others: `node predict.mjs TRAIN OUT TEST...`
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { NlpManager } from './manager.mjs';

const [train, out, ...tests] = process.argv.slice(2);
const rows = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

const manager = await NlpManager.create();
const begun = performance.now();
await manager.train(rows(train));
const seconds = (performance.now() - begun) / 1000;

const answers = {};
for (const file of tests) {
  answers[file] = [];
  for (const { text } of rows(file)) {
    const started = performance.now();
    const { intent, score } = await manager.process(text);
    answers[file].push([intent, score, performance.now() - started]);
  }
}
writeFileSync(out, JSON.stringify({ seconds, memory: process.memoryUsage().rss, answers }));
