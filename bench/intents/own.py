"""The project's own messages, which nothing was trained on: intents and values, as learners write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bench.figures import NOT_MEASURED, table
from bench.intents.pipeline import Read, read_all
from bench.intents.scores import macro_f1
from bench.intents.sets import ROOT, Row
from bench.intents.systems import System
from bench.processes import NotMeasured
from bench.report import say
from bot.questions import NOT_SURE

NOT_UNDERSTOOD = "not_understood"
# Rasa's ways to say so: the question comes again.
SAME_AS_NOT_UNDERSTOOD = {"nlu_fallback", "out_of_scope", "None", None}

Message = Mapping[str, Any]


def messages(part: str, kind: str) -> list[Message]:
    """Return the messages of ``tests/data/<part>/<kind>*.yml``."""
    paths = sorted((ROOT / "tests" / "data" / part).glob(f"{kind}*.yml"))
    return [row for path in paths for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


def markdown(systems: Sequence[System], folder: Path, part: str) -> str:
    """Return the tables to quote."""
    asked, answers = messages(part, "intents"), messages(part, "answers")
    read = read_all([*asked, *answers], folder)
    whole = _f1([_intent(each) for each in read[: len(asked)]], asked)
    rows = [[system.name, *_alone(system, asked, folder)] for system in systems]
    intents = table(
        [f"{len(asked)} messages of the project's own: intents", "macro-F1", "right, in %"],
        [*rows, ["Onward, the whole pipeline, which knows what is asked", *whole]],
    )
    return f"{intents}\n\n{_values_table(read[len(asked) :], answers)}"


def _alone(system: System, asked: Sequence[Message], folder: Path) -> list[str]:
    """Return the figures of a classifier alone, taught with the project's utterances."""
    say(f"own messages: {system.name} …")
    tests = {"own": [{"text": message["said"], "intent": message["intent"]} for message in asked]}
    try:
        found = system.ask(list(utterances()), tests, folder / f"own-{system.name.replace(' ', '-')}")
    except NotMeasured as problem:
        say(f"Not measured. {problem}")
        return [NOT_MEASURED, NOT_MEASURED]
    return _f1([intent for intent, _, _ in found.predictions["own"]], asked)


def _f1(found: Sequence[str | None], asked: Sequence[Message]) -> list[str]:
    said = [_one_name(intent) for intent in found]
    meant = [_one_name(message["intent"]) for message in asked]
    right = sum(one == other for one, other in zip(said, meant, strict=True)) / len(meant)
    return [f"{macro_f1(said, meant):.3f}", f"{100 * right:.1f}"]


def _intent(read: Read) -> str | None:
    """Return the intent as a learner meets it.

    "Not sure" is the same whether it was read as an answer or not; and what sounds like an answer, but holds
    none that can be read, has the question come again.
    """
    if list(read.values.values()) == [NOT_SURE]:
        return NOT_SURE
    empty = read.intent == "inform" and not read.values and not read.doubtful
    return NOT_UNDERSTOOD if empty else read.intent


def _one_name(intent: str | None) -> str:
    return NOT_UNDERSTOOD if intent in SAME_AS_NOT_UNDERSTOOD else str(intent)


def utterances() -> Iterator[Row]:
    """Return what the project's classifier is taught."""
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in block:
                for text in re.findall(r"^- (.+)$", block["examples"], re.MULTILINE):
                    yield {"text": text, "intent": block["intent"]}


def outcome(read: Read, message: Message) -> str:
    """Return what became of a message: ``exact``, ``offered``, ``asked again``, ``missing`` or ``wrong``.

    ``wrong`` is a value that the learner did not say and that was stored without asking; what is ``missing``
    is asked again later, at the cost of a turn.
    """
    expected = message.get("answers", {})
    if any(expected.get(slot) != value for slot, value in read.values.items()):
        return "wrong"
    if read.values == expected and expected:
        return "exact"
    if "doubtful" in message or (message.get("intent") and not read.values):
        return "exact" if read.intent != "inform" else "wrong"
    if read.doubtful:
        return "offered"
    return "missing" if read.values else "asked again"


def _values_table(read: Sequence[Read], answers: Sequence[Message]) -> str:
    came = Counter(outcome(each, message) for each, message in zip(read, answers, strict=True))
    heads = ["exact", "offered", "asked again", "missing", "wrong"]
    shares = [f"{100 * came[head] / len(answers):.1f}" for head in heads]
    return table(
        [f"{len(answers)} messages of the project's own: values, in %", *heads],
        [["Onward, the whole pipeline", *shares]],
    )
