"""Which of the files that were named are of a format, and which of its tables each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.importers.apart import open_apart
from bot.importers.feed import Format, Table
from bot.importers.sheets import BadFeed, Sheet
from bot.importers.unpacking import Found, Limits, files_of


def recognised(
    feed: Format, given: Sequence[Found], scratch: Path, limits: Limits
) -> list[tuple[Table, Sheet]]:
    """Return each file with its table, in the order of the tables.

    A file that was named must be of the format; in a folder or a zip file, others are passed over.

    Raises:
        BadFeed: nothing of a path is of this format, or a table lacks another that it needs.
    """
    found = []
    for number, each in enumerate(given):
        inside = files_of(each, scratch / str(number), limits)
        known = [(table, sheet) for sheet in _sheets(inside, each.path) if (table := _table_of(feed, sheet))]
        if not known:
            raise BadFeed(f"{each.path.name} is not of the format {feed.name}: {_expected(feed)}")
        found += known
    found.sort(key=lambda pair: feed.tables.index(pair[0]))
    _check_complete(feed, [table for table, _ in found])
    return found


def _sheets(files: Sequence[Found], named: Path) -> Iterator[Sheet]:
    for file in files:
        try:
            yield replace(open_apart(file.path), saved=file.saved)
        except BadFeed:
            if file.path == named:
                raise


def _table_of(feed: Format, sheet: Sheet) -> Table | None:
    return next((table for table in feed.tables if table.recognises(sheet)), None)


def _expected(feed: Format) -> str:
    kinds = (
        f"{table.name} ({', '.join(name.upper() for name in _marks(table))})" for table in feed.tables
    )
    return f"expected {' or '.join(kinds)}"


def _marks(table: Table) -> Sequence[str]:
    return table.marks or [column.name for column in table.columns if column.required]


def _check_complete(feed: Format, tables: Sequence[Table]) -> None:
    names = {table.name for table in tables}
    for table in tables:
        if table.needs and table.needs not in names:
            raise BadFeed(f"{table.name} cannot be read without {table.needs}: give both, or their folder")
