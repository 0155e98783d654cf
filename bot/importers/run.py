"""One import, from paths to stored reports, in one transaction: all of it is kept, or none.

All is read before anything is written, so that an import that is stopped, however hard, left nothing behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from bot import audit
from bot.importers import (
    apprenticeships,
    calendars,
    course_directory,
    course_directory_upload,
    establishments,
    events,
    job_profiles,
    lars,
    ncs_api,
    postcodes,
    providers,
    schema_org,
    support,
    t_levels,
    xcri,
)
from bot.importers.feed import Format, Reading, Table, Tally, read_table
from bot.importers.recognising import recognised
from bot.importers.scratch import scratch_folder
from bot.importers.sheets import BadFeed, Sheet
from bot.importers.unpacking import BY_HAND, Found, Limits
from bot.reference import places
from bot.store import Session, Store
from bot.store.catalogue_entries import HELD, KEPT, OUTCOMES, ROW_OUTCOMES, Report, Shrinking
from bot.store.catalogue_intake import ChangedMeanwhile, Counts, Intake

FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        t_levels.FORMAT, course_directory.FORMAT, course_directory_upload.FORMAT, providers.FORMAT,
        apprenticeships.FORMAT, calendars.FORMAT, events.FORMAT, support.FORMAT, ncs_api.FORMAT,
        xcri.FORMAT, schema_org.FORMAT, postcodes.FORMAT, establishments.FORMAT, lars.FORMAT,
        job_profiles.FORMAT,
    )
}

READING, KEEPING = "reading", "keeping"
FEEDS_NAMED = 5

# Told what is being done, and how much of how much of it is: bytes read, rows kept.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What an import may do: withdraw much of a source at once, and how much a zip file may hold.

    ``fetched_as``: the source that it was fetched from.
    """

    accept_shrink: bool = False
    limits: Limits = BY_HAND
    fetched_as: str | None = None


def run(
    store: Store, format_name: str, given: Sequence[Path | str | Found], today: date,
    progress: Progress | None = None, terms: Terms = Terms(),
) -> list[Report]:
    """Import files, zip files or folders of files, of one format.

    Returns:
        A report for each file, as it is stored. Where a source shrinks by more than is likely, their state
        is held: they say what would have been done, and the catalogue is as it was.

    Raises:
        BadFeed: a file cannot be used, or none is of this format; the catalogue is as it was.
        KeyError: no such format.
    """
    feed = FORMATS[format_name]
    with scratch_folder() as scratch:
        named = [each if isinstance(each, Found) else Found(Path(each)) for each in given]
        files = recognised(feed, named, scratch, terms.limits)
        try:
            with store.open() as session:
                return _Import(session, feed, files, progress or (lambda *_: None)).run(today, terms)
        except ChangedMeanwhile as error:
            raise BadFeed(
                "somebody else changed the catalogue at the same time: nothing was kept. Import again"
            ) from error


class _Import:
    """One import, while it runs."""

    def __init__(
        self, session: Session, feed: Format, files: Sequence[tuple[Table, Sheet]], progress: Progress
    ) -> None:
        self._session = session
        self._feed = feed
        self._files = files
        self._progress = progress
        self._intake = session.catalogue.intake(self._event("catalogue.imported"))

    def run(self, today: date, terms: Terms) -> list[Report]:
        tallies = self._read(today)
        _share_out(self._intake.withdrawals(), tallies)
        shrinking = [] if terms.accept_shrink else self._intake.shrinking()
        if shrinking:
            reports = self._reports(tallies, HELD, _say(shrinking))
            self._session.imports.hold(reports, self._event("catalogue.held"))
            return reports
        together = self._feed.name if self._feed.together else None
        self._intake.finish(
            places.towns, partial(self._progress, KEEPING), together, terms.fetched_as
        )
        reports = self._reports(tallies)
        for report in reports:
            self._intake.keep_report(report)
        return reports

    def _event(self, action: str) -> audit.Event:
        names = ", ".join(sheet.path.name for _, sheet in self._files)
        return audit.Event(audit.SYSTEM, action, f"catalogue:{self._feed.name}", {"files": names})

    def _read(self, today: date) -> list[Tally]:
        total = sum(sheet.size for _, sheet in self._files)
        reading = Reading(today, self._intake, self._files[0][1])
        done = 0
        tallies = []
        for table, sheet in self._files:
            reading.sheet = sheet
            tallies.append(read_table(table, reading, partial(self._moved, done, total)))
            done += sheet.size
            self._progress(READING, done, total)
        return tallies

    def _moved(self, done: int, total: int, position: int) -> None:
        self._progress(READING, done + position, total)

    def _reports(self, tallies: Sequence[Tally], state: str = KEPT, why: str | None = None) -> list[Report]:
        return [
            _report(self._feed, sheet, tally, self._intake, state, why)
            for (_, sheet), tally in zip(self._files, tallies, strict=True)
        ]


def _say(shrinking: Sequence[Shrinking]) -> str:
    """Return which feeds would lose how much, the emptiest first."""
    named = [
        f"{each.feed} would shrink from {each.before} {each.kind}s to {each.after}"
        for each in shrinking[:FEEDS_NAMED]
    ]
    more = len(shrinking) - FEEDS_NAMED
    return "; ".join([*named, *([f"and so on for {more} more feeds"] if more > 0 else [])])


def _share_out(withdrawn: Counts, tallies: Sequence[Tally]) -> None:
    """Count what a feed no longer holds with the last file of that feed."""
    last = {feed: tally for tally in tallies for feed, _, _ in tally.counts}
    for (feed, kind, outcome), number in withdrawn.items():
        last.get(feed, tallies[-1]).counts[feed, kind, outcome] += number


def _report(
    feed: Format, sheet: Sheet, tally: Tally, intake: Intake, state: str, why: str | None
) -> Report:
    by_kind: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(OUTCOMES, 0))
    for (_, kind, outcome), number in tally.counts.items():
        by_kind[kind][outcome] += number
    return Report(
        feed.name, sheet.path.name, sheet.sha256, intake.at, tally.rows, dict(by_kind), tally.refused,
        tuple(tally.refusals), {each: tally.outcomes[each] for each in ROW_OUTCOMES}, state, why,
    )
