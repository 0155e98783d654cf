"""One import, once its files are known: all of it is kept, in one transaction, or none.

All is read before anything is written, so that an import that is stopped, however hard, left nothing behind.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from bot import audit
from bot.importers.feed import Format, Reading, Tally, read_table
from bot.importers.recognising import Recognised, Unusable, Unused
from bot.importers.sheets import BadFeed, Sheet
from bot.importers.unpacking import BY_HAND, Limits
from bot.reference import places
from bot.store import Session, Store
from bot.store.catalogue_entries import HELD, KEPT, OUTCOMES, ROW_OUTCOMES, Report, Shrinking
from bot.store.catalogue_intake import ChangedMeanwhile, Counts, Intake

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


USUAL = Terms()


@dataclass(frozen=True, slots=True)
class Taking:
    """What is to be taken in: files of one format, those that cannot be used, and which ones were named.

    A named file that cannot be used stops the import. One that was found in a folder does not: but then
    nothing is withdrawn, for what is missing may be in it.
    """

    feed: Format
    files: Recognised
    unused: Sequence[Unused] = ()
    named: frozenset[Path] = frozenset()

    def without(self, unused: Sequence[Unused]) -> Taking:
        """Return what is left to be taken in without some of the files."""
        gone = {each.path for each in unused}
        left = [pair for pair in self.files if pair[1].path not in gone]
        return replace(self, files=left, unused=[*self.unused, *unused])


class _FilesUnusable(BadFeed):
    """While they were read, some files turned out to be of no use; nothing of the import is kept yet."""

    def __init__(self, unused: Sequence[Unused]) -> None:
        super().__init__("; ".join(each.why for each in unused))
        self.unused = unused


def take_in(
    store: Store, taking: Taking, today: date, progress: Progress | None = None, terms: Terms = USUAL
) -> list[Report]:
    """Take files in, and leave out those that cannot be used.

    Returns:
        A report for each file, as it is stored.

    Raises:
        Unusable: a file that was named cannot be used; the catalogue is as it was.
        BadFeed: somebody else wrote at the same time; the catalogue is as it was.
    """
    while taking.files:
        try:
            with store.open() as session:
                return _Import(session, taking, progress or (lambda *_: None)).run(today, terms)
        except ChangedMeanwhile as error:
            raise BadFeed(
                "somebody else changed the catalogue at the same time: nothing was kept. Import again"
            ) from error
        except _FilesUnusable as bad:
            # Some of what was read of them may be among the rest: all of it is read again, without them.
            taking = taking.without(bad.unused)
    return leave_out(store, taking.feed.name, taking.unused)


def leave_out(store: Store, format_name: str, unused: Sequence[Unused]) -> list[Report]:
    """Store, and return, why files are not taken in."""
    reports = [_unused_report(format_name, each) for each in unused]
    if reports:
        names = ", ".join(report.file for report in reports)
        event = audit.Event(
            audit.SYSTEM, "catalogue.left_out", f"catalogue:{format_name}", {"files": names}
        )
        with store.open() as session:
            session.imports.note(reports, event)
    return reports


def _unused_report(format_name: str, unused: Unused) -> Report:
    digest = _digest(unused.path)
    return Report(
        format_name, unused.shown or unused.path.name, digest, audit.now(), 0, {}, 0,
        state=unused.state, why=unused.why,
    )  # fmt: skip


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; nothing where it cannot be read, or was never unpacked."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


class _Import:
    """One import, while it runs."""

    def __init__(self, session: Session, taking: Taking, progress: Progress) -> None:
        self._session = session
        self._feed = taking.feed
        self._files = taking.files
        self._taking = taking
        self._progress = progress
        self._intake = session.catalogue.intake(self._event("catalogue.imported"))
        if taking.unused:
            self._intake.withdraw_nothing()

    def run(self, today: date, terms: Terms) -> list[Report]:
        tallies = self._read(today)
        _share_out(self._intake.withdrawals(), tallies)
        shrinking = [] if terms.accept_shrink else self._intake.shrinking()
        if shrinking:
            reports = self._reports(tallies, HELD, _say(shrinking))
            self._session.imports.note(reports, self._event("catalogue.held"))
            return reports
        together = self._feed.name if self._feed.together else None
        self._intake.finish(places.towns, partial(self._progress, KEEPING), together, terms.fetched_as)
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
        unused = []
        for table, sheet in self._files:
            reading.sheet = sheet
            try:
                tallies.append(read_table(table, reading, partial(self._moved, done, total)))
            except BadFeed as bad:
                if sheet.path in self._taking.named:
                    raise Unusable(sheet.path, str(bad)) from bad
                unused.append(Unused(sheet.path, str(bad)))
            done += sheet.size
            self._progress(READING, done, total)
        if unused:
            raise _FilesUnusable(unused)
        return tallies

    def _moved(self, done: int, total: int, position: int) -> None:
        self._progress(READING, done + position, total)

    def _reports(self, tallies: Sequence[Tally], state: str = KEPT, why: str | None = None) -> list[Report]:
        read = [
            _report(self._feed, sheet, tally, self._intake, state, why)
            for (_, sheet), tally in zip(self._files, tallies, strict=True)
        ]
        return [*read, *(_unused_report(self._feed.name, each) for each in self._taking.unused)]


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
