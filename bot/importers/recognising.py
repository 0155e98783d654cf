"""Which of the files that were named are of a format, and which of its tables each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.importers.apart import open_apart
from bot.importers.feed import Format, Table
from bot.importers.sheets import BadFeed, Sheet, medium_of
from bot.importers.unpacking import Found, Limits, files_of, is_readable
from bot.store.catalogue_entries import REFUSED

Recognised = list[tuple[Table, Sheet]]


@dataclass(frozen=True, slots=True)
class Unused:
    """A file of which nothing is taken in, and why: it cannot be used, or is no catalogue file.

    ``shown``: what to call it, where its name alone may be that of others too.
    """

    path: Path
    why: str
    state: str = REFUSED
    shown: str = ""


class Unusable(BadFeed):
    """A file that cannot be used, with its path."""

    def __init__(self, path: Path, why: str) -> None:
        """Say why as it was said."""
        super().__init__(why)
        self.path = path


def recognised(
    feed: Format, given: Sequence[Found], scratch: Path, limits: Limits
) -> tuple[Recognised, list[Unused]]:
    """Return each file with its table, in the order of the tables, and the files that cannot be used.

    A file that was named must be of the format; in a folder or a zip file, others are passed over.

    Raises:
        Unusable: a file that was named cannot be used, or nothing of a path is of this format.
        BadFeed: a table lacks another that it needs.
    """
    found: Recognised = []
    unused: list[Unused] = []
    for number, each in enumerate(given):
        opened = list(opened_files(_inside(each, scratch / str(number), limits)))
        known = [
            (table, sheet) for sheet in opened
            if isinstance(sheet, Sheet) and (table := table_of(feed, sheet))
        ]  # fmt: skip
        bad = [file for file in opened if isinstance(file, Unused) and _concerns(feed, file, each.path)]
        if not known:
            why = f"{each.path.name} is not of the format {feed.name}: {_expected(feed)}"
            raise Unusable(each.path, bad[0].why if bad else why)
        found += known
        unused += bad
    return in_order(feed, found), unused


def _inside(given: Found, scratch: Path, limits: Limits) -> Sequence[Found]:
    """Return a file that was named, or those of a folder or a zip file that a format may read."""
    try:
        files = files_of(given, scratch, limits)
    except BadFeed as bad:
        raise Unusable(given.path, str(bad)) from bad
    return [file for file in files if file is given or file.why or is_readable(file.path)]


def opened_files(files: Sequence[Found]) -> Iterator[Sheet | Unused]:
    """Yield each file looked through, or why it cannot be."""
    for file in files:
        try:
            if file.why:
                raise BadFeed(file.why)
            yield replace(open_apart(file.path), saved=file.saved)
        except BadFeed as bad:
            yield Unused(file.path, str(bad))


def _concerns(feed: Format, unused: Unused, named: Path) -> bool:
    """Return whether a file may have been meant for this format; raise where it was named itself."""
    if unused.path == named:
        raise Unusable(named, unused.why)
    if not is_readable(unused.path):  # a zip file
        return True
    return medium_of(unused.path) in {table.medium_read for table in feed.tables}


def table_of(feed: Format, sheet: Sheet) -> Table | None:
    """Return which table of a format a file is, if any."""
    return next((table for table in feed.tables if table.recognises(sheet)), None)


def in_order(feed: Format, found: Recognised) -> Recognised:
    """Return files in the order in which they are read.

    Raises:
        BadFeed: a table lacks another that it needs.
    """
    names = {table.name for table, _ in found}
    for table, _ in found:
        if table.needs and table.needs not in names:
            raise BadFeed(f"{table.name} cannot be read without {table.needs}: give both, or their folder")
    return sorted(found, key=lambda pair: feed.tables.index(pair[0]))


def _expected(feed: Format) -> str:
    kinds = (
        f"{table.name} ({', '.join(name.upper() for name in _marks(table))})" for table in feed.tables
    )
    return f"expected {' or '.join(kinds)}"


def _marks(table: Table) -> Sequence[str]:
    return table.marks or [column.name for column in table.columns if column.required]
