"""A public format, declared: its tables, their columns with checks, and the entries that a row becomes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from bot.courses import Point, Source
from bot.importers.apart import RecordReader, records_apart
from bot.importers.cells import BadCell, text
from bot.importers.records import csv_records, line_records, load_json
from bot.importers.sheets import BadFeed, Moved, Record, Sheet
from bot.importers.workbooks import workbook_records
from bot.store.catalogue_entries import Entry, Listed, Refusal
from bot.store.catalogue_intake import Intake
from bot.store.imports import REFUSALS_KEPT

BATCH = 500
# What a spreadsheet would work out, and could be made to do more than that: =A1, =1+1, =HYPERLINK("…").
_FORMULA = re.compile(r"=\s*[\w@+\-(\"'$#.]")
SHOWN_OF_A_CELL = 120

Cells = Mapping[str, Any]


class BadRow(ValueError):
    """A row whose cells are each readable, but that cannot be taken: which column, and why."""

    def __init__(self, column: str, why: str) -> None:
        """Name the column that a person should look at first."""
        super().__init__(why)
        self.column = column


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        name: as we compare it: small letters and underscores; also its name among the cells.
        read: its check: text in, a value out, or BadCell.
        required: must be in the header, and must be filled.
        also: other names that the same column has had.
        empty: its value where the cell is blank or the column is missing.
    """

    name: str
    read: Callable[[str], Any] = text
    required: bool = False
    also: tuple[str, ...] = ()
    empty: Any = None


@dataclass(slots=True)
class Reading:
    """What a row may need to know besides its cells.

    ``lookups``: what earlier tables left for later ones. ``lines``: where this file first says each entry,
    by the hash of its kind and id.
    """

    today: date
    intake: Intake
    sheet: Sheet
    lookups: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    _providers: set[str] | None = None
    _points: Mapping[str, Point] | None = None
    _lists: set[str] | None = None

    def source(self, name: str, dated: date | None = None, url: str | None = None) -> Source:
        """Return the source of a row; without a date of its own, that of the file."""
        return Source(name, dated or self.sheet.dated, url)

    def lookup(self, name: str) -> dict[str, Any]:
        """Return what an earlier table of this import left for the later ones."""
        return self.lookups.setdefault(name, {})

    def add_provider(self, provider_id: str) -> None:
        """Say that this import brings a provider."""
        self._known_providers().add(provider_id)

    def check_provider(self, provider_id: str, column: str) -> None:
        """Raise BadRow where no list has named this provider."""
        if provider_id not in self._known_providers():
            raise BadRow(column, "no such provider in the catalogue: import the list that names it first")

    def point_of(self, postcode: str) -> Point | None:
        """Return where a postcode is, if the catalogue already knows it."""
        if self._points is None:
            self._points = self.intake.points_by_postcode()
        return self._points.get(postcode)

    def listed(self, of: str, code: str) -> Listed | None:
        """Return a line of a list that an earlier import brought (``Listed.of``), such as a learning aim."""
        if self._lists is None:
            self._lists = self.intake.lists()
        if of not in self._lists:
            return None
        found = self.lookup(f"listed:{of}")
        if code not in found:
            found[code] = self.intake.listed(of, code)
        line: Listed | None = found[code]
        return line

    def _known_providers(self) -> set[str]:
        if self._providers is None:
            self._providers = self.intake.provider_ids()
        return self._providers


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of file of a format.

    Args:
        name: what people call it.
        columns: those that are read; all others are kept in the original.
        entries: what a row becomes; its last entry is the row's own, which no other row may repeat.
        marks: names that only this kind of file has in its header; else its required columns, or, of
            what is no sheet and has a reader of its own, nothing.
        flatten: for JSON, the records in what the file holds, an object or a list of objects.
        needs: a table that must come with it.
        medium: what its files are (``sheets.MEDIA``).
        records_in: for what is neither a sheet, JSON nor JSON lines, its records: each with the line it
            begins on, or a refusal; the second argument is told now and then how many bytes are read.
        explains: brings nothing by itself: its rows say what other files of the format mean.
    """

    name: str
    columns: tuple[Column, ...]
    entries: Callable[[Cells, Record, Reading], Iterable[Entry]]
    marks: tuple[str, ...] = ()
    flatten: Callable[[Any], Iterator[Record]] | None = None
    needs: str | None = None
    medium: str = "sheet"
    records_in: RecordReader | None = None
    explains: bool = False

    @property
    def medium_read(self) -> str:
        """Return what its files are (``sheets.MEDIA``)."""
        return "json" if self.flatten else self.medium

    def recognises(self, sheet: Sheet) -> bool:
        """Return whether a file is of this kind."""
        if sheet.medium != self.medium_read:
            return False
        if self.marks or (self.records_in is not None and self.medium != "sheet"):
            return set(self.marks) <= set(sheet.header)
        return all(_named(column, sheet.header) for column in self.columns if column.required)

    def records(self, sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
        """Yield the records of a file."""
        if self.records_in is not None:
            yield from self.records_in(sheet, moved)
        elif self.flatten is None:
            yield from self._reader(sheet)(sheet, moved)
        else:
            try:
                yield from enumerate(self.flatten(load_json(sheet)), start=1)
            except (TypeError, KeyError, AttributeError) as error:
                raise BadFeed(f"{sheet.path.name} is not of this format: {error}") from error

    def _reader(self, sheet: Sheet) -> RecordReader:
        if self.medium == "lines":
            return line_records
        return workbook_records if sheet.is_workbook else csv_records


@dataclass(frozen=True, slots=True)
class Format:
    """A public format: its name on the command line, and its tables in the order in which they are read.

    ``together``: its feeds, named after it, are small (such as one course each) and shown as one source.
    ``loose``: its columns stand in other lists too: a file is of it where it is of no other.
    """

    name: str
    tables: tuple[Table, ...]
    together: bool = False
    loose: bool = False


# The columns of a table, each with the name it has in this file.
Layout = Sequence[tuple[Column, str]]


@dataclass(slots=True)
class Tally:
    """What one file has brought so far."""

    rows: int = 0
    refused: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, refusals: Sequence[Refusal]) -> None:
        """Count one row as refused, for each of these cells."""
        self.refused += 1
        self.refusals += refusals[: max(0, REFUSALS_KEPT - len(self.refusals))]

    def count(self, row: Sequence[Entry], outcomes: Sequence[str]) -> None:
        """Count one row and its entries; an entry that was passed over is told by the row that has it."""
        self.outcomes[next((each for each in ("added", "changed") if each in outcomes), "unchanged")] += 1
        for entry, outcome in zip(row, outcomes, strict=True):
            if outcome:
                self.counts[entry.feed, entry.kind, outcome] += 1


def read_table(table: Table, reading: Reading, moved: Moved) -> Tally:
    """Take every row of a file in, a batch at a time; bad rows are refused, each with its reasons."""
    tally = Tally()
    layout = [(column, _named(column, reading.sheet.header) or column.name) for column in table.columns]
    reading.lines.clear()
    waiting: list[list[Entry]] = []
    for record in records_apart(table.records, reading.sheet, moved):
        tally.rows += 1
        taken = record if isinstance(record, Refusal) else _take(table, layout, reading, record)
        if isinstance(taken, list):
            waiting.append(taken)
        else:
            tally.refuse([taken] if isinstance(taken, Refusal) else taken)
        if len(waiting) >= BATCH:
            _save(waiting, reading.intake, tally)
            waiting = []
    _save(waiting, reading.intake, tally)
    return tally


def _save(rows: Sequence[Sequence[Entry]], intake: Intake, tally: Tally) -> None:
    outcomes = iter(intake.save([entry for row in rows for entry in row]))
    for row in rows:
        tally.count(row, list(islice(outcomes, len(row))))


def _take(
    table: Table, layout: Layout, reading: Reading, record: tuple[int, Record]
) -> list[Entry] | tuple[Refusal, ...]:
    """Return a row's entries, or why it is refused."""
    line, raw = record
    cells, refusals = _read_cells(layout, line, raw)
    if refusals:
        return refusals
    try:
        entries = list(table.entries(cells, raw, reading))
        _check_new(entries, line, reading.lines)
    except BadRow as bad:
        return (Refusal(line, bad.column, raw.get(bad.column, "")[:SHOWN_OF_A_CELL], str(bad)),)
    return entries


def _check_new(entries: Sequence[Entry], line: int, lines: dict[int, int]) -> None:
    if not entries:
        return
    kind = entries[-1].kind
    own = hash((kind, entries[-1].item.id))
    if own in lines:
        raise BadRow("", f"says the same {kind} again that line {lines[own]} does")
    lines[own] = line


def _read_cells(layout: Layout, line: int, raw: Record) -> tuple[Cells, tuple[Refusal, ...]]:
    cells: dict[str, Any] = {}
    refusals = []
    for column, name in layout:
        value = raw.get(name, "")
        if not value or value.isspace():
            cells[column.name] = column.empty
            if column.required:
                refusals.append(Refusal(line, name, value[:SHOWN_OF_A_CELL], "must be filled"))
            continue
        if value[0] == "=" and _FORMULA.match(value):
            refusals.append(Refusal(line, name, value[:SHOWN_OF_A_CELL], "is a formula: write what it shows"))
            continue
        try:
            cells[column.name] = column.read(value)
            if column.required and cells[column.name] == "":  # it was all of signs that nobody sees
                raise BadCell("must be filled")
        except BadCell as bad:
            refusals.append(Refusal(line, name, value[:SHOWN_OF_A_CELL], str(bad)))
    return cells, tuple(refusals)


def _named(column: Column, names: Iterable[str]) -> str | None:
    """Return which of its names a column has here."""
    present = set(names)
    return next((name for name in (column.name, *column.also) if name in present), None)
