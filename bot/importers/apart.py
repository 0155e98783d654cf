"""Opening a file, and reading its records, in a process apart: what it breaks, it breaks there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.importers.confined import confined
from bot.importers.opening import open_sheet
from bot.importers.sheets import Moved, Record, Sheet
from bot.store.catalogue_entries import Refusal

RecordReader = Callable[[Sheet, Moved], Iterator[tuple[int, Record] | Refusal]]


def open_apart(path: Path) -> Sheet:
    """Look a file through, as ``open_sheet`` does.

    Raises:
        BadFeed: as ``open_sheet``, or it took too much.
    """
    (found,) = confined(lambda: _opened(path), path)
    return Sheet(path, **{**found, "header": tuple(found["header"])})


def _opened(path: Path) -> Iterator[dict[str, Any]]:
    found = asdict(open_sheet(path))
    del found["path"]
    yield found


def records_apart(
    read: RecordReader, sheet: Sheet, moved: Moved
) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield the records of a file, as ``read`` does.

    Args:
        read: yields each record with its line, or a refusal.
        sheet: the file.
        moved: told now and then how many bytes of it are read.

    Raises:
        BadFeed: as ``read``, or it took too much.
    """
    for found in confined(lambda: _plain(read, sheet), sheet.path):
        match found:
            case int(position):
                moved(position)
            case [line, record]:
                yield line, record
            case _:
                yield Refusal(*found)


def _plain(read: RecordReader, sheet: Sheet) -> Iterator[Any]:
    """Yield records and refusals as lists, and in between how far it is: no more than once for each block."""
    reached = [0]
    told = 0

    def moved(position: int) -> None:
        reached[0] = position

    for found in read(sheet, moved):
        if reached[0] > told:
            told = reached[0]
            yield told
        if isinstance(found, Refusal):
            yield [found.line, found.column, found.value, found.why]
        else:
            yield found
