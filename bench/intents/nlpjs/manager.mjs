// nlp.js as its manual sets it up for English: stemming, its neural network, no built-in entities.
import { dockStart } from '@nlpjs/basic';

export class NlpManager {
  static async create() {
    const dock = await dockStart({
      settings: { nlp: { forceNER: false, languages: ['en'], autoSave: false, autoLoad: false, log: false } },
      use: ['Basic', 'LangEn'],
    });
    return new NlpManager(dock.get('nlp'));
  }

  constructor(nlp) {
    this.nlp = nlp;
  }

  async train(rows) {
    this.nlp.addLanguage('en');
    for (const { text, intent } of rows) this.nlp.addDocument('en', text, intent);
    await this.nlp.train();
  }

  async process(text) {
    const { intent, score } = await this.nlp.process('en', text);
    return { intent, score };
  }
}
