"""The demo area: its files with dates counted from today, taken in by the real importers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from bot.commands.project import ROOT
from bot.importers import Progress, Terms, run
from bot.store import Store
from bot.store.catalogue_entries import Report

TEMPLATES = ROOT / "data" / "catalogue"
# Each format with its files; support and events are about providers and courses that must be there first.
FILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("course-directory", ("providers.csv", "courses.csv")),
    ("support", ("support.csv",)),
    ("events", ("events.csv",)),
)
DAYS_AHEAD = 120
CLOSED_FROM, OPEN_AGAIN = (12, 20), (1, 4)  # month and day

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)
_BRACES = re.compile(r"\{([^{}]*)\}")
_VISIT = re.compile(rf"\{{({'|'.join(_WEEKDAYS)}), week (\d+) of (\d+)\}}")

Row = Mapping[str, str]


def load(
    store: Store, today: date, folder: Path, progress: Progress | None = None
) -> list[Report]:
    """Write the demo area for today, and import it.

    Args:
        store: a database of the latest shape.
        today: what all dates are counted from.
        folder: where the dated files are kept; it is made if need be.
        progress: told what is being done, and how much of how much of it is.

    Returns:
        A report for each file. Loading again on the same day changes nothing; on a later day, visits
        that are past are withdrawn and new ones are added.
    """
    folder.mkdir(parents=True, exist_ok=True)
    reports: list[Report] = []
    for format_name, names in FILES:
        paths = [_write(TEMPLATES / name, folder / name, today) for name in names]
        reports += run(store, format_name, paths, today, progress, Terms(accept_shrink=True))
    return reports


def _write(template: Path, path: Path, today: date) -> Path:
    with template.open(encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source)
        found = [each for row in rows for each in dated(row, today)]
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return path


def dated(row: Row, today: date) -> Iterator[Row]:
    """Yield a row with dates for what is in braces; a visit that comes again, once for each of its days."""
    for day in _days(row.get("date", ""), today):
        yield {name: _with_dates(cell, today, day) for name, cell in row.items()}


def _with_dates(cell: str, today: date, visit: date) -> str:
    return _BRACES.sub(lambda found: _day(found[1], today, visit), cell)


def _days(when: str, today: date) -> list[date]:
    visit = _VISIT.fullmatch(when)
    if visit is None:
        return [today]
    weekday, week, cycle = _WEEKDAYS.index(visit[1]), int(visit[2]), int(visit[3])
    ahead = (today + timedelta(days=number) for number in range(DAYS_AHEAD + 1))
    return [
        day for day in ahead
        if day.weekday() == weekday and _week(day) % cycle == week % cycle and _is_open(day)
    ]


def _week(day: date) -> int:
    """Number the weeks one after the other, each from its Monday."""
    return (day.toordinal() - 1) // 7


def _is_open(day: date) -> bool:
    return OPEN_AGAIN <= (day.month, day.day) < CLOSED_FROM


def _day(words: str, today: date, visit: date) -> str:
    """Return the date that the words in braces stand for.

    Raises:
        ValueError: they stand for none.
    """
    if words == "this month":
        return today.replace(day=1).isoformat()
    if words == "date" or _VISIT.fullmatch(f"{{{words}}}"):
        return visit.isoformat()
    if before := re.fullmatch(r"(\d+) days before", words):
        return (visit - timedelta(days=int(before[1]))).isoformat()
    if start := re.fullmatch(rf"next ({'|'.join(_MONTHS)})", words):
        return _next_start(_MONTHS.index(start[1]) + 1, today).isoformat()
    raise ValueError(f"{{{words}}} stands for no date: see data/catalogue/README.md")


def _next_start(month: int, today: date) -> date:
    """Return the second Monday of the next such month, which may be today."""
    starts = (_second_monday(today.year + years, month) for years in (0, 1))
    return next(start for start in starts if start >= today)


def _second_monday(year: int, month: int) -> date:
    eighth = date(year, month, 8)
    return eighth + timedelta(days=-eighth.weekday() % 7)
