"""The systems that understanding is measured on: how each is trained, and how it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench import stock_assistant
from bench.intents.scores import Prediction
from bench.intents.sets import ROOT, Row, write
from bench.processes import Command, NotMeasured, run

HERE = Path(__file__).parent
NLPJS = HERE / "nlpjs"
# What of our pipeline reads answers and worries, which these sets have none of.
NOT_INTENTS = {
    "bot.assistant.nlu.AnswerReader",
    "bot.assistant.choices.ChoiceOffer",
    "bot.assistant.safety.SafeguardingNet",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a system made of each file of messages, how long training took, and what it held at most."""

    seconds: float
    memory: int
    predictions: Mapping[str, list[Prediction]]


@dataclass(frozen=True, slots=True)
class RasaSystem:
    """A Rasa with a pipeline: ours, or the stock one in an environment of its own."""

    name: str
    python: Path
    pipeline: Sequence[Mapping[str, Any]]

    def ask(self, train: list[Row], tests: Mapping[str, list[Row]], folder: Path) -> Answered:
        """Train on utterances and ask everything of the tests.

        Raises:
            NotMeasured: it could not be trained or asked.
        """
        folder.mkdir(parents=True)
        config = {"recipe": "default.v1", "assistant_id": "bench", "language": "en"}
        (folder / "config.yml").write_text(yaml.safe_dump({**config, "pipeline": list(self.pipeline)}))
        (folder / "nlu.yml").write_text(_as_rasa(train), encoding="utf-8")
        train_it = ["-m", "rasa", "train", "nlu", "--nlu", "nlu.yml", "--config", "config.yml",
                    "--fixed-model-name", "bench"]  # fmt: skip
        seconds = run(self._command(f"{self.name}, training", train_it, folder))
        files = _written(tests, folder)
        ask_it = [str(HERE / "predict.py"), "models/bench.tar.gz", "out.json", *files.values()]
        run(self._command(f"{self.name}, asking", ask_it, folder))
        found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        return Answered(seconds, found["memory"], _by_name(found["answers"], files))

    def _command(self, name: str, arguments: list[str], folder: Path) -> Command:
        return Command(name, [str(self.python), *arguments], folder, {}, folder / "log.txt")


@dataclass(frozen=True, slots=True)
class NlpJs:
    """nlp.js, in Node."""

    name: str = "nlp.js 4.27"

    def ask(self, train: list[Row], tests: Mapping[str, list[Row]], folder: Path) -> Answered:
        """Train on utterances and ask everything of the tests.

        Raises:
            NotMeasured: it could not be trained or asked.
        """
        folder.mkdir(parents=True)
        files = _written(tests, folder)
        trained_on = str(write(train, folder / "train.jsonl"))
        arguments = ["node", "predict.mjs", trained_on, str(folder / "out.json"), *files.values()]
        run(Command(self.name, arguments, NLPJS, {}, folder / "log.txt"))
        found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
        return Answered(found["seconds"], found["memory"], _by_name(found["answers"], files))


System = RasaSystem | NlpJs


def ours() -> RasaSystem:
    """Return our own understanding of intents: the project's pipeline, refusing nothing."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    pipeline = [component for component in config["pipeline"] if component["name"] not in NOT_INTENTS]
    return RasaSystem("Onward", Path(sys.executable), [_accepting(component) for component in pipeline])


def peers() -> list[System]:
    """Return what it is measured beside, installing what is not there yet.

    Raises:
        NotMeasured: one of them cannot be installed here.
    """
    stock_assistant.install()
    done = subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=NLPJS, check=False)
    if done.returncode != 0:
        raise NotMeasured("nlp.js cannot be installed here: npm ci failed")
    return [
        RasaSystem("Stock Rasa (DIET)", stock_assistant.PYTHON.absolute(), _pipeline("stock")),
        RasaSystem("Rasa, logistic regression", Path(sys.executable), _pipeline("logistic")),
        NlpJs(),
    ]


def _written(tests: Mapping[str, list[Row]], folder: Path) -> dict[str, str]:
    return {name: str(write(rows, folder / f"{at}.jsonl")) for at, (name, rows) in enumerate(tests.items())}


def _by_name(
    answers: Mapping[str, list[Prediction]], files: Mapping[str, str]
) -> dict[str, list[Prediction]]:
    return {name: answers[file] for name, file in files.items()}


def _pipeline(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((HERE / "pipelines.yml").read_text(encoding="utf-8"))[name]


def _accepting(component: Mapping[str, Any]) -> dict[str, Any]:
    return {**component, "threshold": 0.0} if "threshold" in component else dict(component)


def _as_rasa(train: list[Row]) -> str:
    """Return utterances in the form of Rasa's training data."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for row in train:
        by_intent[row["intent"]].append(" ".join(row["text"].split()))
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in by_intent.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True)
