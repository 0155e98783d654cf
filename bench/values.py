"""How well answers are read out of what is typed: exact, in part, offered, missed, stored wrongly.

uv run python bench/values.py                  the messages to practise on, and each that is not read exactly
uv run python bench/values.py --held-out       the messages that measure: rates only
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that this runs as a script

from bench.figures import percentile, table  # noqa: E402
from bot import answers  # noqa: E402
from bot.answers import Reading  # noqa: E402
from bot.questions import BY_NAME, NOT_SURE, Kind  # noqa: E402
from bot.reference.files import read_yaml  # noqa: E402
from bot.reference.vocabulary import vocabulary  # noqa: E402

PRACTICE, HELD_OUT = ROOT / "tests/data/practice", ROOT / "tests/data/held_out"
FILES = ("answers*.yml", "intents*.yml")
# How a row was read. WRONG: something was stored that was not meant; LESS: only a part of what was meant.
EXACT, LESS, OFFERED, MISSED, WRONG = "exact", "in part", "offered", "missed", "stored wrongly"
OUTCOMES = (EXACT, LESS, OFFERED, MISSED, WRONG)
TAKE_ANY_WORDS = {name for name, question in BY_NAME.items() if question.kind is Kind.WORDS}
NOTHING_ASKED = "nothing asked"


@dataclass(frozen=True, slots=True)
class Read:
    """A row, how it was read, what came of that, and how many milliseconds it took."""

    row: Mapping[str, Any]
    reading: Reading
    outcome: str
    milliseconds: float


def outcome(row: Mapping[str, Any], reading: Reading) -> str:
    """Return what came of reading a row; to ask again is right where a value was only to be offered."""
    meant, stored = _plain(row.get("answers") or {}), _plain(reading.values)
    if "intent" in row and (_is_command(row) or _only_not_sure(row, stored)):
        return EXACT
    if any(not _is_meant(value, meant.get(slot)) for slot, value in stored.items()):
        return WRONG
    if "doubtful" in row:
        return EXACT if _plain(reading.doubtful) in ({}, _plain(row["doubtful"])) else MISSED
    if stored == meant:
        return EXACT
    if stored:
        return LESS
    return OFFERED if reading.doubtful else MISSED


def _is_meant(stored: Any, meant: Any) -> bool:
    """Tell whether all that was stored was meant; of several values, some may be missing."""
    if isinstance(stored, list) and isinstance(meant, list):
        return set(stored) <= set(meant)
    return bool(stored == meant)


def _is_command(row: Mapping[str, Any]) -> bool:
    return answers.command(str(row["said"]), vocabulary()) is not None


def _only_not_sure(row: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    return row["intent"] == NOT_SURE and stored == {row["asked"]: NOT_SURE}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as YAML writes them; to skip a question stores nothing."""
    listed = {slot: list(value) if isinstance(value, tuple) else value for slot, value in values.items()}
    return {slot: value for slot, value in listed.items() if value != "skipped"}


def evaluate(rows: Iterable[Mapping[str, Any]]) -> list[Read]:
    """Return how each row was read, and how long that took."""
    known, rows = vocabulary(), list(rows)
    for row in rows:
        answers.read(row["asked"], str(row["said"]), known)  # what is made once is made before the clock runs
    found = []
    for row in rows:
        began = time.perf_counter()
        reading = answers.read(row["asked"], str(row["said"]), known)
        took = 1000 * (time.perf_counter() - began)
        found.append(Read(row, reading, outcome(row, reading), took))
    return found


def rows_of(folder: Path) -> list[dict[str, Any]]:
    """Return every answer, and every message that is none where not any words are an answer."""
    rows = [row for name in FILES for path in sorted(folder.glob(name)) for row in read_yaml(path)]
    return [row for row in rows if "intent" not in row or row["asked"] not in TAKE_ANY_WORDS]


def figures(found: Iterable[Read]) -> str:
    """Return the table: one line for each question and one for all, in per cent of the rows."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        if "intent" in each.row:
            counts["(no answer in it)"][each.outcome] += 1
        else:
            counts[str(each.row["asked"] or NOTHING_ASKED)][each.outcome] += 1
            counts["**all that hold an answer**"][each.outcome] += 1
        counts["**all**"][each.outcome] += 1
    return table(["Asked", "rows", *OUTCOMES], (_line(name, counts[name]) for name in sorted(counts)))


def _line(name: str, counts: Counter[str]) -> list[str]:
    rows = counts.total()
    return [name, str(rows), *(f"{100 * counts[each] / rows:.1f} %" for each in OUTCOMES)]


def misread(found: Iterable[Read]) -> str:
    """Return each row that was not read exactly, what was meant and what was read."""
    return "\n".join(
        f"{each.outcome:14} {each.row['asked']}: {each.row['said']!r}\n"
        f"{'':14} meant {_meant(each.row)}\n"
        f"{'':14} read  {_plain(each.reading.values)} offered {_plain(each.reading.doubtful)}"
        for each in found
        if each.outcome != EXACT
    )


def _meant(row: Mapping[str, Any]) -> Any:
    return {key: row[key] for key in ("answers", "doubtful", "intent") if key in row}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="read the messages that measure")
    arguments = parser.parse_args()
    found = evaluate(rows_of(HELD_OUT if arguments.held_out else PRACTICE))
    if not arguments.held_out:
        print(misread(found), end="\n\n")
    print(figures(found))
    took = [each.milliseconds for each in found]
    print(f"\n{len(took)} messages: p50 {percentile(took, 50):.1f} ms, p95 {percentile(took, 95):.1f} ms")


if __name__ == "__main__":
    main()
