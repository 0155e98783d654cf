"""What was measured, and the Markdown that says it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

NOT_MEASURED = "–"
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer and how long it took until the reply was there.

    Args:
        asked: the question that was answered.
        how: ``tapped`` or ``typed``.
        milliseconds: from sending the request to the last byte of the reply.
    """

    asked: str
    how: str
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What one process holds, in bytes: RSS, and PSS, which counts a shared page in parts."""

    rss: int
    pss: int


@dataclass(slots=True)
class Figures:
    """Everything measured of one system; what is missing was not measured."""

    training: float | None = None
    starts: list[float] = field(default_factory=list)
    memory: dict[str, Memory] = field(default_factory=dict)
    turns: dict[str, list[Turn]] = field(default_factory=dict)

    def keep(self, way: str, turns: Iterable[Turn]) -> None:
        """Add turns that went one way, such as ``engine, quick``."""
        self.turns.setdefault(way, []).extend(turns)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of turns: its words, which way the turns went, and which of them count."""

    words: str
    way: str
    counts: Callable[[Turn], bool] = lambda _turn: True


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that at least so many per cent of the values do not exceed (nearest rank).

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values")
    rank = math.ceil(percent / 100 * len(values))
    return sorted(values)[max(rank, 1) - 1]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table whose first column is words and whose others are figures."""
    lines = [_line(head), _line(["---", *("---:" for _ in head[1:])])]
    return "\n".join([*lines, *map(_line, rows)])


def turn_row(row: Row, figures: Figures) -> list[str]:
    """Return words, p50, p95 and the number of turns."""
    took = [turn.milliseconds for turn in figures.turns.get(row.way, ()) if row.counts(turn)]
    if not took:
        return [row.words, NOT_MEASURED, NOT_MEASURED, "0"]
    return [row.words, f"{percentile(took, 50):.1f}", f"{percentile(took, 95):.1f}", str(len(took))]


def seconds(values: Sequence[float]) -> str:
    """Return the median in seconds."""
    return f"{median(values):.1f} s" if values else NOT_MEASURED


def memory_rows(system: str, figures: Figures) -> list[list[str]]:
    """Return a row for each process, in MiB, and one for all of them."""
    held = figures.memory
    if not held:
        return [[f"{system}: not measured", NOT_MEASURED, NOT_MEASURED]]
    rows = [_memory_row(f"{system}: {name}", memory) for name, memory in held.items()]
    both = Memory(sum(each.rss for each in held.values()), sum(each.pss for each in held.values()))
    return [*rows, _memory_row(f"**{system}: all**", both)]


def _memory_row(words: str, memory: Memory) -> list[str]:
    return [words, f"{memory.rss / MIB:.0f} MiB", f"{memory.pss / MIB:.0f} MiB"]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
