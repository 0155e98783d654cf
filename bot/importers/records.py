"""The records of a file, one at a time: rows of CSV, objects of JSON lines; and JSON as a whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.importers.sheets import BadFeed, Record, Sheet, column_name
from bot.store.catalogue_entries import Refusal

MAX_LINE_BYTES = 1_000_000
_SHOWN = 120


def csv_records(sheet: Sheet, moved: Callable[[int], None]) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield each record with the line it begins on, and a refusal for each that has no right shape.

    Args:
        sheet: a CSV file.
        moved: told now and then how many bytes of the file are read.
    """
    with sheet.path.open("rb") as raw:
        # The text of the record that is being read, to tell whether the file breaks off in a cell of it.
        text: list[str] = []
        lines = io.TextIOWrapper(raw, encoding=sheet.encoding, newline="")
        reader = csv.reader(_noted(lines, text), delimiter=sheet.delimiter)
        next(reader)
        while True:
            text.clear()
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Refusal(line, "", "", f"cannot be read as a row: {error}")
                continue
            moved(raw.tell())
            if _breaks_off(text):
                yield Refusal(line, "", "", "breaks off within quotation marks: cut short?")
            elif any(cell.strip() for cell in cells):
                yield row_record(sheet, line, cells)


def _noted(lines: Iterable[str], text: list[str]) -> Iterator[str]:
    for line in lines:
        text.append(line)
        yield line


def _breaks_off(text: Sequence[str]) -> bool:
    """Return whether the text of a record ends the file, and in the middle of a cell."""
    is_last = bool(text) and not text[-1].endswith(("\n", "\r"))
    return is_last and sum(line.count('"') for line in text) % 2 == 1


def row_record(sheet: Sheet, line: int, cells: Sequence[str]) -> tuple[int, Record] | Refusal:
    """Return one row of a sheet by its columns' names, or a refusal where it does not fit the header."""
    missing = len(sheet.header) - len(cells)
    if missing > 0:
        return Refusal(line, "", "", f"has {len(cells)} cells, the header {len(sheet.header)}: cut short?")
    if any(cell.strip() for cell in cells[len(sheet.header) :]):
        return Refusal(line, "", "", f"has more cells than the header, which has {len(sheet.header)}")
    pairs = zip(sheet.header, cells, strict=False)
    return line, {name: cell for name, cell in pairs if name}


def line_records(sheet: Sheet, moved: Callable[[int], None]) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield the object on each line of JSON lines, and a refusal for each line that holds none.

    Args and what is yielded: as ``csv_records``.
    """
    for found in text_lines(sheet, moved):
        yield found if isinstance(found, Refusal) else _line_record(*found)


def text_lines(sheet: Sheet, moved: Callable[[int], None]) -> Iterator[tuple[int, str] | Refusal]:
    """Yield each line that holds something with its number, and a refusal for each that is too long."""
    with sheet.path.open("rb") as raw:
        line = 0
        while text := raw.readline(MAX_LINE_BYTES):
            line += 1
            moved(raw.tell())
            if len(text) == MAX_LINE_BYTES and not text.endswith(b"\n"):
                _skip_line(raw)
                yield Refusal(line, "", "", f"is longer than {MAX_LINE_BYTES // 1000} kB")
            elif words := text.decode(sheet.encoding, "replace").strip():
                yield line, words


def _skip_line(raw: io.BufferedReader) -> None:
    while (more := raw.readline(MAX_LINE_BYTES)) and not more.endswith(b"\n"):
        pass


def _line_record(line: int, words: str) -> tuple[int, Record] | Refusal:
    try:
        found = json.loads(words)
    except (ValueError, RecursionError) as error:
        return Refusal(line, "", words[:_SHOWN], f"is not JSON: {error}")
    if not isinstance(found, dict):
        return Refusal(line, "", words[:_SHOWN], "is not a JSON object")
    return line, scalars(found)


def scalars(found: Mapping[str, Any]) -> Record:
    """Return those fields of an object that are words, numbers, or yes and no: as text, by column name."""
    texts = {column_name(name): as_text(value) for name, value in found.items()}
    return {name: text for name, text in texts.items() if name and text is not None}


def as_text(value: object) -> str | None:
    """Return a scalar as a cell would show it, nothing for null; None where it is no scalar."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else None


def load_json(sheet: Sheet) -> Any:
    """Return what a JSON file holds: an object, or a list of objects.

    Raises:
        BadFeed: it is not JSON, or holds something else.
    """
    try:
        content = json.loads(sheet.path.read_text(encoding=sheet.encoding))
    except (ValueError, RecursionError) as error:
        raise BadFeed(f"{sheet.path.name} is not JSON: {error}") from error
    listed = content if isinstance(content, list) else [content]
    if not all(isinstance(each, dict) for each in listed):
        raise BadFeed(
            f"{sheet.path.name} is not of this format: a JSON object was expected, or a list of them"
        )
    return content
