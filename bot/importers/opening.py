"""Opening a file of a feed: is it what its name says, how is it encoded, and what is its header."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import iterparse

from bot.importers.records import line_records, load_json
from bot.importers.sheets import (
    MAX_BYTES,
    MAX_WORKBOOK_BYTES,
    WORKBOOK,
    BadFeed,
    Sheet,
    column_name,
    medium_of,
)
from bot.importers.workbooks import workbook_header
from bot.store.catalogue_entries import Refusal

_READ_BYTES = 1 << 20
# How much of XML is read to find its root element: a declaration and some comments stand before it.
_PROLOGUE = 1 << 16
# How many lines of JSON lines are looked at for the first object.
_FIRST_LINES = 100
_ENCODINGS = ("utf-8-sig", "cp1252")
# Those that XML may say it is in, besides UTF-16, which has a mark; Latin-1 is in truth often Windows-1252.
_STATED_ENCODINGS = {
    "utf-8": "utf-8-sig", "ascii": "utf-8-sig", "iso8859-1": "iso8859-1", "iso8859-15": "iso8859-15",
    "cp1252": "cp1252",
}  # fmt: skip
_MARKED_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
# What a file that is no text begins with, and what to do about it.
_ZIP = b"PK\x03\x04"
_NOT_TEXT = {
    _ZIP: "is a workbook or a zip file: save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "is an Excel workbook: save the sheet as CSV (UTF-8)",
    b"\xff\xfe": "is saved as UTF-16: save it as CSV (UTF-8)",
    b"\xfe\xff": "is saved as UTF-16: save it as CSV (UTF-8)",
    b"%PDF": "is a PDF: a CSV file is needed",
}


def open_sheet(path: Path) -> Sheet:
    """Look a file through.

    Raises:
        BadFeed: it is missing, empty, too big, not what its name says, or has no header.
    """
    try:
        size = path.stat().st_size
        _check_size(path, size)
        with path.open("rb") as file:
            start = file.read(_READ_BYTES)
        opener = _open_workbook if path.suffix.lower() == WORKBOOK else _OPENERS[medium_of(path)]
        return opener(path, size, start)
    except OSError as error:
        raise BadFeed(f"{path.name} cannot be read: {error.strerror}") from error


def _check_size(path: Path, size: int) -> None:
    most = MAX_WORKBOOK_BYTES if path.suffix.lower() == WORKBOOK else MAX_BYTES[medium_of(path)]
    if size == 0:
        raise BadFeed(f"{path.name} is empty")
    if size > most:
        raise BadFeed(f"{path.name} is larger than {most // 1_000_000} MB: give it in parts")


# --- each medium ---------------------------------------------------------------------------


def _open_csv(path: Path, size: int, start: bytes) -> Sheet:
    _check_text(path, start)
    sheet = Sheet(path, size, *_look_through(path, _ENCODINGS), ())
    with path.open(encoding=sheet.encoding, newline="") as file:
        delimiter = max(",;\t", key=file.readline(_READ_BYTES).count)
        file.seek(0)
        names = _first_row(path, csv.reader(file, delimiter=delimiter))
    return replace(sheet, header=header_of(path, names), delimiter=delimiter)


def _open_workbook(path: Path, size: int, start: bytes) -> Sheet:
    if not start.startswith(_ZIP):
        _check_text(path, start)
        raise BadFeed(f"{path.name} is a file of another kind than its name says: save it as CSV (UTF-8)")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Sheet(path, size, digest, "", header_of(path, workbook_header(path)))


def _open_json(path: Path, size: int, start: bytes) -> Sheet:
    sheet = _open_text(path, size, start)
    content = load_json(sheet)
    first = content if isinstance(content, dict) else next(iter(content), {})
    return replace(sheet, header=tuple(first))


def _open_lines(path: Path, size: int, start: bytes) -> Sheet:
    sheet = _open_text(path, size, start)
    for _, found in zip(range(_FIRST_LINES), line_records(sheet, lambda _: None), strict=False):
        if not isinstance(found, Refusal):
            return replace(sheet, header=tuple(found[1]))
    raise BadFeed(f"{path.name} is not JSON lines: a JSON object on each line was expected")


def _open_text(path: Path, size: int, start: bytes) -> Sheet:
    _check_text(path, start)
    return Sheet(path, size, *_look_through(path, _ENCODINGS), ())


def _open_xml(path: Path, size: int, start: bytes) -> Sheet:
    """Read as it says it is encoded, or, where that cannot be, as what it is."""
    stated = _stated_encoding(start)
    sheet = Sheet(path, size, *_look_through(path, [*stated, *_ENCODINGS]), ())
    with path.open(encoding=sheet.encoding) as file:
        return replace(sheet, header=(_root(path, file.read(_PROLOGUE)),))


_OPENERS: Mapping[str, Callable[[Path, int, bytes], Sheet]] = {
    "sheet": _open_csv, "json": _open_json, "lines": _open_lines, "xml": _open_xml, "page": _open_text,
    "calendar": _open_text,
}  # fmt: skip


# --- text and its encoding ------------------------------------------------------------------


def _look_through(path: Path, encodings: Sequence[str]) -> tuple[str, str]:
    """Return the file's SHA-256 and the first of these encodings that all of it can be read in."""
    digest = hashlib.sha256()
    decoders = {name: codecs.getincrementaldecoder(name)() for name in encodings}
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
            _feed(decoders, block, final=False)
    _feed(decoders, b"", final=True)
    if not decoders:
        raise BadFeed(f"{path.name} is not text in UTF-8 or Windows-1252: save it as UTF-8")
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


# --- headers --------------------------------------------------------------------------------


def header_of(path: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Return the column names of a sheet, as we compare them.

    Raises:
        BadFeed: there are none, or two columns have one name.
    """
    header = tuple(column_name(name) for name in names)
    if not any(header):
        raise BadFeed(f"{path.name} has no line of column names")
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        raise BadFeed(f"{path.name} has more than one column {', '.join(sorted(twice)).upper()}")
    return header


def _first_row(path: Path, rows: Iterator[list[str]]) -> Sequence[str]:
    try:
        return next(rows, [])
    except csv.Error as error:
        raise BadFeed(f"{path.name} has no line of column names: {error}") from error


def _stated_encoding(start: bytes) -> Sequence[str]:
    """Return the encoding that XML says it is in, by the mark before it or by its declaration."""
    for mark, name in _MARKED_ENCODINGS.items():
        if start.startswith(mark):
            return [name]
    found = re.match(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})", start)
    try:
        return [_STATED_ENCODINGS[codecs.lookup(found[1].decode()).name]] if found else []
    except LookupError:
        return []


def _root(path: Path, prologue: str) -> str:
    """Return the local name of the root element."""
    try:
        for _, element in iterparse(io.StringIO(prologue.lstrip()), events=("start",), forbid_dtd=True):
            return str(element.tag).rpartition("}")[2]
    except DTDForbidden as error:
        raise BadFeed(f"{path.name} has a DOCTYPE, which can do harm: save it without one") from error
    except DefusedXmlException as error:
        raise BadFeed(f"{path.name} has entities, which can do harm: save it without them") from error
    except (ParseError, ValueError) as error:
        raise BadFeed(f"{path.name} is not XML: {error}") from error
    raise BadFeed(f"{path.name} is not XML: it has no element near its beginning")
