"""Where postcodes are: a list of outward ones (OX14), or of whole ones (OX14 1GG) as the ONS publishes it.

Whole ones are put together: one point for each outward postcode, the middle of those in it. It is all that a
learner is asked for, and a country of them is a few thousand lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.courses import Point
from bot.importers.cells import BadCell, at_most, latitude, longitude, postcode, text
from bot.importers.feed import SHOWN_OF_A_CELL, Cells, Column, Format, Reading, Table
from bot.importers.records import csv_records
from bot.importers.sheets import Moved, Record, Sheet
from bot.importers.workbooks import workbook_records
from bot.store.catalogue_entries import Entry, Listed, Refusal

FEED = "postcodes"
SOURCE = "List of postcodes"
LIST = "outcode"
_OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
# What the lists that there are call their columns; the ONS's first.
_POSTCODE = ("pcds", "pcd", "pcd2", "pcd7", "pcd8", "outcode", "outward_postcode")
# The ONS gives a place at the top of the world to postcodes that it has none for.
_NO_PLACE = "99.9"


def outcode(value: str) -> str:
    """Return the first half of a postcode, given either half or the whole."""
    found = text(value).upper()
    return found if _OUTCODE.fullmatch(found) else postcode(found).partition(" ")[0]


@dataclass(slots=True)
class _Outcode:
    """Where the postcodes of one outward postcode are, added up, and the town that the first of them has."""

    town: str
    north: float = 0.0
    east: float = 0.0
    postcodes: int = 0


def _records(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield a refusal for each bad line, then one record for each outward postcode."""
    names = [_named(column, sheet.header) for column in _COLUMNS]
    found: dict[str, _Outcode] = {}
    read = workbook_records if sheet.is_workbook else csv_records
    for each in read(sheet, moved):
        refusal = each if isinstance(each, Refusal) else _add(each, names, found)
        if refusal:
            yield refusal
    for number, (code, total) in enumerate(found.items(), start=2):
        middle = (f"{degrees / total.postcodes:.5f}" for degrees in (total.north, total.east))
        values = dict(zip(names, (code, *middle, total.town), strict=True))
        yield number, values | {"postcodes": str(total.postcodes)}


def _named(column: Column, header: Sequence[str]) -> str:
    return next((name for name in (column.name, *column.also) if name in header), column.name)


def _add(numbered: tuple[int, Record], names: Sequence[str], found: dict[str, _Outcode]) -> Refusal | None:
    """Add a line to its outward postcode; pass over what is no longer in use, or is nowhere."""
    line, record = numbered
    gone = record.get("doterm", "").strip() or record.get("in_use", "").strip().casefold() == "no"
    if gone or record[names[1]].startswith(_NO_PLACE):
        return None
    values: list[Any] = []
    for column, name in zip(_COLUMNS, names, strict=True):
        try:
            values.append(column.read(record.get(name, "")))
        except BadCell as bad:
            return Refusal(line, name, record[name][:SHOWN_OF_A_CELL], str(bad))
    code, north, east, town = values
    total = found.setdefault(code, _Outcode(town))
    total.north += north
    total.east += east
    total.postcodes += 1
    return None


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    point = Point(cells["latitude"], cells["longitude"])
    listed = Listed(LIST, cells["postcode"], cells["town"], reading.source(SOURCE), point=point)
    yield Entry(listed, FEED, raw)


_COLUMNS = (
    Column("postcode", outcode, required=True, also=_POSTCODE),
    Column("latitude", latitude, required=True, also=("lat",)),
    Column("longitude", longitude, required=True, also=("long", "lon", "lng")),
    Column("town", at_most(255), empty=""),
)

FORMAT = Format(FEED, (Table("postcodes", _COLUMNS, _entries, records_in=_records),), loose=True)
