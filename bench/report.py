"""What is printed: tables to quote, and plainly what could not be measured."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version

from bench.figures import Figures, Row, memory_rows, seconds, table, turn_row
from bench.learners import TAPPED, THREE_QUESTIONS, TYPED
from bench.processes import NotMeasured
from bench.stock_assistant import PYTHON_VERSION

STOCK, OURS = "Stock Rasa", "Onward"
THREE, THREE_API = "three", "three, chat API"
FULL, FULL_API = "full", "full, chat API"
LAST_OF_THREE = THREE_QUESTIONS[-1]
ROWS = {
    STOCK: (
        Row("Stock Rasa, REST channel: three questions, tapped", THREE, lambda turn: turn.how == TAPPED),
        Row("Stock Rasa, REST channel: three questions, typed", THREE, lambda turn: turn.how == TYPED),
    ),
    OURS: (
        Row("Onward, private channel: the same three, tapped", THREE, lambda turn: turn.how == TAPPED),
        Row("Onward, private channel: the same three, typed", THREE, lambda turn: turn.how == TYPED),
        Row("… of these, the third, after which courses are matched", THREE,
            lambda turn: turn.asked == LAST_OF_THREE),
        Row("Onward, private channel: every question of the full path", FULL),
        Row("Onward, chat API, all a learner waits for: the same three", THREE_API),
        Row("Onward, chat API, all a learner waits for: the full path", FULL_API),
    ),
}  # fmt: skip


@dataclass(slots=True)
class Report:
    """What there is to print, also where something could not be measured."""

    figures: dict[str, Figures]
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def noting(self, what: str) -> Iterator[None]:
        """Note why something could not be measured, and go on."""
        try:
            yield
        except NotMeasured as problem:
            self.problems.append(f"{what}: {problem}")
            say(f"{what}: not measured")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def markdown(figures: Mapping[str, Figures]) -> str:
    """Return the tables to quote, of the systems that were to be measured."""
    turn_rows = [turn_row(row, figures[name]) for name in figures for row in ROWS[name]]
    once = [
        ["Until the first question is asked", *(seconds(each.starts) for each in figures.values())],
        ["Training", *(seconds(_measured(each.training)) for each in figures.values())],
    ]
    weighed = [row for name, each in figures.items() for row in memory_rows(name, each)]
    return "\n\n".join(
        [
            table(["One answer, in milliseconds", "p50", "p95", "turns"], turn_rows),
            table(["Once", *figures], once),
            table(["Memory after these conversations", "RSS", "PSS"], weighed),
            machine(),
        ]
    )


def _measured(value: float | None) -> list[float]:
    return [] if value is None else [value]


def machine() -> str:
    """Say what it was measured on."""
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()} (stock: {PYTHON_VERSION}), "
        f"Rasa {version('rasa')}, one client, one request at a time, on loopback."
    )
