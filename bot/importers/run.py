"""One import, from paths to stored reports, in one transaction: all of it is kept, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from bot import audit
from bot.importers import (
    apprenticeships,
    course_directory,
    course_directory_upload,
    events,
    providers,
    support,
    t_levels,
)
from bot.importers.feed import Format, Reading, Table, Tally, read_table
from bot.importers.opening import open_sheet
from bot.importers.sheets import MEDIA_BY_SUFFIX, BadFeed, Sheet
from bot.reference import places
from bot.store import Store
from bot.store.catalogue_entries import OUTCOMES, Report
from bot.store.catalogue_intake import Counts, Intake

FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        t_levels.FORMAT, course_directory.FORMAT, course_directory_upload.FORMAT, providers.FORMAT,
        apprenticeships.FORMAT, events.FORMAT, support.FORMAT,
    )
}

# Told how many of how many bytes are read.
Progress = Callable[[int, int], None]


def run(
    store: Store, format_name: str, paths: Sequence[Path | str], today: date, progress: Progress | None = None
) -> list[Report]:
    """Import files, or folders of files, of one format.

    Returns:
        A report for each file, as it is stored.

    Raises:
        BadFeed: a file cannot be used, or none is of this format; the catalogue is as it was.
        KeyError: no such format.
    """
    feed = FORMATS[format_name]
    files = _recognised(feed, [Path(path) for path in paths])
    names = ", ".join(sheet.path.name for _, sheet in files)
    with store.open() as session:
        event = audit.Event(audit.SYSTEM, "catalogue.imported", f"catalogue:{format_name}", {"files": names})
        return _take_in(session.catalogue.intake(event), feed, files, today, progress or (lambda *_: None))


def _take_in(
    intake: Intake, feed: Format, files: Sequence[tuple[Table, Sheet]], today: date, progress: Progress
) -> list[Report]:
    total = sum(sheet.size for _, sheet in files)
    reading = Reading(today, intake, files[0][1])
    done = 0
    tallies = []
    for table, sheet in files:
        reading.sheet = sheet
        tallies.append(read_table(table, reading, partial(_moved, progress, done, total)))
        done += sheet.size
        progress(done, total)
    _share_out(intake.finish(places.towns), tallies)
    reports = [
        _report(feed, sheet, tally, intake) for (_, sheet), tally in zip(files, tallies, strict=True)
    ]
    for report in reports:
        intake.keep_report(report)
    return reports


def _moved(progress: Progress, done: int, total: int, position: int) -> None:
    progress(done + position, total)


# --- which files, and what they are -------------------------------------------------------


def _recognised(feed: Format, paths: Sequence[Path]) -> list[tuple[Table, Sheet]]:
    """Return each file with its table, in the order of the tables.

    A file that was named must be of the format; in a folder, others are passed over.
    """
    found = []
    for path in paths:
        inside = _files_in(path) if path.is_dir() else [path]
        known = [(table, sheet) for sheet in _sheets(inside, path) if (table := _table_of(feed, sheet))]
        if not known:
            raise BadFeed(f"{path.name} is not of the format {feed.name}: {_expected(feed)}")
        found += known
    found.sort(key=lambda pair: feed.tables.index(pair[0]))
    _check_complete(feed, [table for table, _ in found])
    return found


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in MEDIA_BY_SUFFIX)


def _sheets(files: Iterable[Path], named: Path) -> Iterable[Sheet]:
    for path in files:
        try:
            yield open_sheet(path)
        except BadFeed:
            if path == named:
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


# --- what they brought --------------------------------------------------------------------


def _share_out(withdrawn: Counts, tallies: Sequence[Tally]) -> None:
    """Count what a feed no longer holds with the last file of that feed."""
    last = {feed: tally for tally in tallies for feed, _, _ in tally.counts}
    for (feed, kind, outcome), number in withdrawn.items():
        last.get(feed, tallies[-1]).counts[feed, kind, outcome] += number


def _report(feed: Format, sheet: Sheet, tally: Tally, intake: Intake) -> Report:
    by_kind: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(OUTCOMES, 0))
    for (_, kind, outcome), number in tally.counts.items():
        by_kind[kind][outcome] += number
    return Report(
        feed.name, sheet.path.name, sheet.sha256, intake.at, tally.rows, dict(by_kind), tally.refused,
        tuple(tally.refusals),
    )
