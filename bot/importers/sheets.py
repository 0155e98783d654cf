"""A file of a feed that was looked through: what it is, its encoding, its header, its date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

# What records stand in: rows of a sheet (CSV or a workbook), JSON, JSON lines, XML, a saved page, a calendar.
MEDIA = ("sheet", "json", "lines", "xml", "page", "calendar")
WORKBOOK = ".xlsx"
MEDIA_BY_SUFFIX = {
    ".csv": "sheet", ".txt": "sheet", ".tsv": "sheet", WORKBOOK: "sheet", ".json": "json", ".jsonld": "json",
    ".jsonl": "lines", ".ndjson": "lines", ".xml": "xml", ".xcri": "xml", ".html": "page", ".htm": "page",
    ".ics": "calendar",
}  # fmt: skip
# How many bytes a file may have: many where a record is read at a time, few where all of it is held at once.
MAX_BYTES = {
    "sheet": 2_000_000_000, "json": 100_000_000, "lines": 2_000_000_000, "xml": 1_000_000_000,
    "page": 5_000_000, "calendar": 2_000_000,
}  # fmt: skip
MAX_WORKBOOK_BYTES = 20_000_000

Record = Mapping[str, str]
Moved = Callable[[int], None]  # told how many bytes of a file are read


class BadFeed(ValueError):
    """A file that cannot be used at all; its message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was looked through once: readable, not empty, not too big.

    ``header``: the names of a sheet's columns, or the fields of the first object of JSON lines, as we compare
    them; the keys of JSON's (first) object; the local name of the root element of XML; else nothing.
    ``saved``: the day it was saved, where that is not when our copy of it was.
    """

    path: Path
    size: int
    sha256: str
    encoding: str
    header: tuple[str, ...]
    delimiter: str = ","
    saved: date | None = None

    @property
    def medium(self) -> str:
        """Return what its records stand in: one of ``MEDIA``, by its name."""
        return medium_of(self.path)

    @property
    def is_workbook(self) -> bool:
        """Return whether its rows are those of a workbook and not of a CSV file."""
        return self.path.suffix.lower() == WORKBOOK

    @property
    def dated(self) -> date:
        """Return the date in the file's name (of a lone year, its first day), or else when it was saved."""
        found = date_in(self.path.stem) or self.saved
        return found or datetime.fromtimestamp(self.path.stat().st_mtime, UTC).date()


def medium_of(path: Path) -> str:
    """Return what the records of a file stand in, by its name; a sheet where the name does not say."""
    return MEDIA_BY_SUFFIX.get(path.suffix.lower(), "sheet")


def column_name(name: str) -> str:
    """Return a column's name as we compare it: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def date_in(stem: str) -> date | None:
    """Return the date, or the first day of the year, that a file's name has in it; None where it has none."""
    found = re.search(r"(?<!\d)(20\d{2})[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)", stem)
    if found:
        return date.fromisoformat("-".join(found.groups()))
    year = re.search(r"(?<!\d)(20[0-4]\d)(?!\d)", stem)
    return date(int(year[1]), 1, 1) if year else None
