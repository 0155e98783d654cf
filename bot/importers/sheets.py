"""Opening a file of a feed: what it is, how it is encoded, its header, and its records one at a time."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.store.catalogue_entries import Refusal

# What records stand in: rows of a sheet (CSV or a workbook), JSON, JSON lines, XML, a saved page, a calendar.
MEDIA = ("sheet", "json", "lines", "xml", "page", "calendar")
_MEDIA_BY_SUFFIX = {
    ".json": "json", ".jsonl": "lines", ".xml": "xml", ".xcri": "xml", ".html": "page", ".htm": "page",
    ".jsonld": "json", ".ics": "calendar",
}  # fmt: skip
MAX_CSV_BYTES = 2_000_000_000
MAX_JSON_BYTES = 100_000_000
_READ_BYTES = 1 << 20
_ENCODINGS = ("utf-8-sig", "cp1252")
# What a file that is no text begins with, and what to do about it.
_NOT_TEXT = {
    b"PK\x03\x04": "is a workbook or a zip file: save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "is an Excel workbook: save the sheet as CSV (UTF-8)",
    b"\xff\xfe": "is saved as UTF-16: save it as CSV (UTF-8)",
    b"\xfe\xff": "is saved as UTF-16: save it as CSV (UTF-8)",
    b"%PDF": "is a PDF: a CSV file is needed",
}

Record = Mapping[str, str]


class BadFeed(ValueError):
    """A file that cannot be used at all; its message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was looked through once: readable, not empty, not too big.

    ``header``: the names of a CSV file's columns as we compare them, or the keys of a JSON file's object.
    """

    path: Path
    size: int
    sha256: str
    encoding: str
    header: tuple[str, ...]
    delimiter: str = ","

    @property
    def medium(self) -> str:
        """Return what its records stand in: one of ``MEDIA``, by its name."""
        return _MEDIA_BY_SUFFIX.get(self.path.suffix.lower(), "sheet")

    @property
    def dated(self) -> date:
        """Return the date in the file's name (of a lone year, its first day), or else when it was saved."""
        found = _date_in(self.path.stem)
        return found or datetime.fromtimestamp(self.path.stat().st_mtime, UTC).date()


def open_sheet(path: Path) -> Sheet:
    """Look a file through.

    Raises:
        BadFeed: it is missing, empty, too big, no text, or has no header.
    """
    try:
        size = path.stat().st_size
        _check_size(path, size)
        sha256, encoding = _look_through(path)
    except OSError as error:
        raise BadFeed(f"{path.name} cannot be read: {error.strerror}") from error
    if path.suffix.lower() == ".json":
        return Sheet(path, size, sha256, encoding, tuple(_load(path, encoding)))
    delimiter, header = _header(path, encoding)
    return Sheet(path, size, sha256, encoding, header, delimiter)


def _check_size(path: Path, size: int) -> None:
    most = MAX_JSON_BYTES if path.suffix.lower() == ".json" else MAX_CSV_BYTES
    if size == 0:
        raise BadFeed(f"{path.name} is empty")
    if size > most:
        raise BadFeed(f"{path.name} is larger than {most // 1_000_000} MB: give it in parts")


def _look_through(path: Path) -> tuple[str, str]:
    """Return the file's SHA-256 and the first encoding that all of it can be read in."""
    digest = hashlib.sha256()
    decoders = {name: codecs.getincrementaldecoder(name)() for name in _ENCODINGS}
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            if digest.digest() == hashlib.sha256().digest():
                _check_text(path, block)
            digest.update(block)
            _feed(decoders, block, final=False)
    _feed(decoders, b"", final=True)
    if not decoders:
        raise BadFeed(f"{path.name} is not text in UTF-8 or Windows-1252: save it as CSV (UTF-8)")
    return digest.hexdigest(), next(iter(decoders))


def _check_text(path: Path, start: bytes) -> None:
    for beginning, what in _NOT_TEXT.items():
        if start.startswith(beginning):
            raise BadFeed(f"{path.name} {what}")
    if b"\x00" in start:
        raise BadFeed(f"{path.name} is not a text file: a CSV file is needed")


def _feed(decoders: dict[str, codecs.IncrementalDecoder], block: bytes, *, final: bool) -> None:
    """Drop every decoder that cannot read this block."""
    for name, decoder in list(decoders.items()):
        try:
            decoder.decode(block, final)
        except UnicodeDecodeError:
            del decoders[name]


def _header(path: Path, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Return the character between cells, and the column names."""
    with path.open(encoding=encoding, newline="") as file:
        delimiter = max(",;\t", key=file.readline(_READ_BYTES).count)
        file.seek(0)
        names = _first_row(path, csv.reader(file, delimiter=delimiter))
    header = tuple(column_name(name) for name in names)
    if not any(header):
        raise BadFeed(f"{path.name} has no line of column names")
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        raise BadFeed(f"{path.name} has more than one column {', '.join(sorted(twice)).upper()}")
    return delimiter, header


def _first_row(path: Path, rows: Iterator[list[str]]) -> Sequence[str]:
    try:
        return next(rows, [])
    except csv.Error as error:
        raise BadFeed(f"{path.name} has no line of column names: {error}") from error


def column_name(name: str) -> str:
    """Return a column's name as we compare it: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


def _date_in(stem: str) -> date | None:
    """Return the date, or the first day of the year, that a file's name ends or contains."""
    found = re.search(r"(?<!\d)(20\d{2})[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)", stem)
    if found:
        return date.fromisoformat("-".join(found.groups()))
    year = re.search(r"(?<!\d)(20[0-4]\d)(?!\d)", stem)
    return date(int(year[1]), 1, 1) if year else None


# --- records ------------------------------------------------------------------------------


def csv_records(sheet: Sheet, moved: Callable[[int], None]) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield each record with the line it begins on, and a refusal for each that has no right shape.

    Args:
        sheet: a CSV file.
        moved: told now and then how many bytes of the file are read.
    """
    with sheet.path.open("rb") as raw:
        reader = csv.reader(
            io.TextIOWrapper(raw, encoding=sheet.encoding, newline=""), delimiter=sheet.delimiter
        )
        next(reader)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Refusal(line, "", "", f"cannot be read as a row: {error}")
                continue
            moved(raw.tell())
            if any(cell.strip() for cell in cells):
                yield _record(sheet, line, cells)


def _record(sheet: Sheet, line: int, cells: Sequence[str]) -> tuple[int, Record] | Refusal:
    missing = len(sheet.header) - len(cells)
    if missing > 0:
        return Refusal(line, "", "", f"has {len(cells)} cells, the header {len(sheet.header)}: cut short?")
    if any(cell.strip() for cell in cells[len(sheet.header) :]):
        return Refusal(line, "", "", f"has more cells than the header, which has {len(sheet.header)}")
    pairs = zip(sheet.header, cells, strict=False)
    return line, {name: cell for name, cell in pairs if name}


def load_json(sheet: Sheet) -> Mapping[str, Any]:
    """Return the object that a JSON file holds."""
    return _load(sheet.path, sheet.encoding)


def _load(path: Path, encoding: str) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding=encoding))
    except (ValueError, RecursionError) as error:
        raise BadFeed(f"{path.name} is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise BadFeed(f"{path.name} is not of this format: a JSON object was expected")
    return content
