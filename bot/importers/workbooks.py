"""Workbooks (XLSX) as rows of text: looked through before they are read, values only, nothing evaluated.

A workbook is a zip file of XML. What it says of itself is not believed: it is unpacked once, counting, before
anything in it is read. Macros, links to other files and all that is drawn are left alone.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from bot.importers.records import row_record
from bot.importers.sheets import BadFeed, Record, Sheet
from bot.store.catalogue_entries import Refusal

MAX_UNPACKED_BYTES = 20_000_000
MAX_RATIO = 100  # unpacked to packed
MAX_PARTS = 100
MAX_ROWS = 10_000
MAX_COLUMNS = 300
# A title and a note may stand above the header, which names at least two columns.
HEADER_WITHIN = 20
HEADER_NAMES = 2
_BLOCK = 1 << 16
_AS_CSV = "save the sheet as CSV (UTF-8)"

Row = Sequence[str]


def workbook_header(path: Path) -> Row:
    """Return the column names, as they are written, of the first sheet that has a header.

    Raises:
        BadFeed: it is no workbook, unpacks to too much, or no visible sheet has a header.
    """
    _check_parts(path)
    return next(_numbered_rows(path))[1]


def workbook_records(sheet: Sheet, moved: Callable[[int], None]) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield each record below the header with the number of its row, and refusals, as ``csv_records`` does.

    Raises:
        BadFeed: it cannot be read to its end, or has too many rows.
    """
    rows = _numbered_rows(sheet.path)
    next(rows)
    for number, cells in rows:
        named = zip(sheet.header, cells, strict=False)
        if broken := [(name, cell) for name, cell in named if cell in ERROR_CODES]:
            yield Refusal(number, *broken[0], "is an error that the spreadsheet shows: put it right there")
        elif any(cell.strip() for cell in cells):
            yield row_record(sheet, number, [*cells, *[""] * (len(sheet.header) - len(cells))])
    moved(sheet.size)


# --- the zip file ---------------------------------------------------------------------------


def _check_parts(path: Path) -> None:
    """Refuse what is no workbook, or would unpack to too much, by what it says and by what it does."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_stated(path, parts)
            unpacked = 0
            for part in parts:
                unpacked += _unpacked(archive, part, MAX_UNPACKED_BYTES - unpacked)
                _check_unpacked(path, unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, BadFeed):
            raise
        raise BadFeed(f"{path.name} is not a workbook that can be read: {_AS_CSV}") from error


def _check_stated(path: Path, parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        raise BadFeed(f"{path.name} is a zip file and not a workbook (XLSX): {_AS_CSV}")
    if len(parts) > MAX_PARTS or len(set(names)) < len(names):
        raise BadFeed(f"{path.name} has more than {MAX_PARTS} parts, or one of them twice: {_AS_CSV}")
    _check_unpacked(path, sum(part.file_size for part in parts))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Return how many bytes a part unpacks to; no more than one block above the most is unpacked."""
    size = 0
    with archive.open(part) as file:
        while size <= most and (block := file.read(_BLOCK)):
            size += len(block)
    return size


def _check_unpacked(path: Path, size: int) -> None:
    if size > MAX_UNPACKED_BYTES:
        raise BadFeed(f"{path.name} unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB: {_AS_CSV}")
    if size > MAX_RATIO * path.stat().st_size:
        raise BadFeed(f"{path.name} unpacks to more than {MAX_RATIO} times its size: {_AS_CSV}")


# --- its rows -------------------------------------------------------------------------------


def _numbered_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the header and every row below it, with their numbers, of the first sheet that has a header."""
    # It warns of what it does not read: colours, checks of input, extensions.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        with closing(load_workbook(path, read_only=True, data_only=True, keep_links=False)) as workbook:
            for sheet in workbook.worksheets:
                first = _header_row(sheet) if sheet.sheet_state == "visible" else None
                if first is not None:
                    yield from _rows_from(path, sheet, first)
                    return
    except BadFeed:
        raise
    except Exception as error:  # whatever the file's parts make the reader stumble over, and they make it
        raise BadFeed(f"{path.name} is not a workbook that can be read: {_AS_CSV}") from error
    raise BadFeed(f"{path.name} has no sheet with a line of column names")


def _header_row(sheet: Any) -> int | None:
    """Return the number of the row with the column names: the first with more than one text in it."""
    for number, values in enumerate(islice(_values(sheet), HEADER_WITHIN), start=1):
        if sum(isinstance(value, str) and bool(value.strip()) for value in values) >= HEADER_NAMES:
            return number
    return None


def _rows_from(path: Path, sheet: Any, first: int) -> Iterator[tuple[int, Row]]:
    for number, values in enumerate(_values(sheet), start=1):
        if number > first + MAX_ROWS:
            raise BadFeed(f"{path.name} has more than {MAX_ROWS:,} rows: {_AS_CSV}")
        if number >= first:
            yield number, _without_the_empty_end([as_text(value) for value in values])


def _values(sheet: Any) -> Iterator[Sequence[Any]]:
    """Yield rows of values; how large a sheet says it is does not matter."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(min_row=1, min_col=1, max_col=MAX_COLUMNS, values_only=True)


def _without_the_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def as_text(value: object) -> str:
    """Return a value as a CSV file would have it: ``2026-09-01``, ``17:30``, ``10000055``, ``true``."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case date() | time() | timedelta():
            return _time_as_text(value)
        case _:
            return str(value)


def _time_as_text(value: date | time | timedelta) -> str:
    """Return a day, a moment or a time of day; a sheet may keep the last as the time since midnight."""
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return f"{datetime.min + value:%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return str(value)
