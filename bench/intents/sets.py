"""The public sets of intents that understanding is measured on, whole or in a quick part."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.processes import NotMeasured

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "nlu"
# What is done to the test messages, and in which file of each set.
NOISE = {
    "clean": "test.jsonl",
    "10 %": "test.mix0.1.jsonl",
    "30 %": "test.mix0.3.jsonl",
    "children's": "test.real0.5.jsonl",
}
OUT_OF_SCOPE = {"clean": "oos_test.jsonl", "30 %": "oos_test.mix0.3.jsonl"}
NAMES = ("banking77", "hwu64", "clinc150")
QUICK_INTENTS = 20
QUICK_MESSAGES = 400

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class IntentSet:
    """One set: utterances to learn from, test messages by noise, and messages out of scope by noise."""

    name: str
    train: list[Row]
    tests: dict[str, list[Row]]
    out_of_scope: dict[str, list[Row]] = field(default_factory=dict)


def whole(names: Sequence[str]) -> list[IntentSet]:
    """Return all of these sets.

    Raises:
        NotMeasured: they are not here.
    """
    return [_read(name) for name in names]


def quick() -> list[IntentSet]:
    """Return a few intents of one set.

    Raises:
        NotMeasured: it is not here.
    """
    return [_first_intents(_read("clinc150"))]


def write(rows: list[Row], path: Path) -> Path:
    """Write messages as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _read(name: str) -> IntentSet:
    folder = DATA / name
    if not folder.is_dir():
        raise NotMeasured(f"the public set of intents {name} is not in ../shared/data/nlu")
    out_of_scope = {noise: file for noise, file in OUT_OF_SCOPE.items() if (folder / file).exists()}
    return IntentSet(
        name,
        list(_rows(folder / "train_10.jsonl")),
        {noise: list(_rows(folder / file)) for noise, file in NOISE.items()},
        {noise: list(_rows(folder / file)) for noise, file in out_of_scope.items()},
    )


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)


def _first_intents(whole: IntentSet) -> IntentSet:
    """Return a part that trains in seconds: every n-th intent by name, and some of its messages."""
    names = sorted({row["intent"] for row in whole.train})
    kept = set(names[:: len(names) // QUICK_INTENTS])

    def part(rows: list[Row]) -> list[Row]:
        return [row for row in rows if row["intent"] in kept][:QUICK_MESSAGES]

    return IntentSet(
        f"{whole.name}, {len(kept)} intents",
        [row for row in whole.train if row["intent"] in kept],
        {noise: part(rows) for noise, rows in whole.tests.items()},
        {noise: rows[:QUICK_MESSAGES] for noise, rows in whole.out_of_scope.items()},
    )
