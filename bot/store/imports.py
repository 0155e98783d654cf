"""The imports room: what each file brought, when each feed last came, and the sources that are fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot import audit
from bot.store.audits import record
from bot.store.catalogue_entries import Refusal, Report
from bot.store.catalogue_writing import chunks
from bot.store.tables.imports import FeedRow, ImportReportRow, SourceRow

REFUSALS_KEPT = 1000
_SHOWN = FeedRow.part_of.is_(None)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is replaced as one: when it last came, and how many of each kind it then held."""

    name: str
    imported_at: datetime
    holds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a source, and what it last said of itself, so that it need not send the same again."""

    url: str
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class FetchedSource:
    """A source that is fetched: its files are one import. ``problem``: why the last try came to nothing."""

    name: str
    format: str
    addresses: tuple[Address, ...]
    tried_at: datetime | None = None
    unchanged_at: datetime | None = None
    problem: str | None = field(default=None)


class Imports:
    """Reports, feeds, sources."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    # --- reports -----------------------------------------------------------------------------

    def keep(self, report: Report) -> None:
        """Store what one file brought, or would have brought where its import is held."""
        self._database.add(
            ImportReportRow(
                at=report.at, format=report.format, file=report.file[-255:], sha256=report.sha256,
                rows=report.rows, tallies={kind: dict(tally) for kind, tally in report.tallies.items()},
                refused=report.refused, outcomes=dict(report.outcomes), state=report.state, why=report.why,
                refusals=[asdict(refusal) for refusal in report.refusals[:REFUSALS_KEPT]],
            )
        )

    def note(self, reports: Sequence[Report], event: audit.Event) -> None:
        """Store reports of files of which nothing is kept: held, refused or passed over."""
        record(self._database, event)
        for report in reports:
            self.keep(report)

    def latest(self, limit: int, after: int = 0) -> list[Report]:
        """Return what the last imports brought, newest first, leaving so many out."""
        query = select(ImportReportRow).order_by(ImportReportRow.id.desc()).limit(limit).offset(after)
        return [_to_report(row) for row in self._database.scalars(query)]

    def count(self) -> int:
        """Return how many files were ever imported or held."""
        return self._database.scalar(select(func.count()).select_from(ImportReportRow)) or 0

    def report(self, report_id: int) -> Report | None:
        """Return one report."""
        row = self._database.get(ImportReportRow, report_id)
        return _to_report(row) if row else None

    # --- feeds -------------------------------------------------------------------------------

    def keep_feeds(
        self, holds: Mapping[str, Mapping[str, int]], at: datetime, part_of: str | None = None,
        fetched_as: str | None = None, *, whole: bool = True,
    ) -> None:
        """Note that feeds came, and how many of each kind they hold now.

        Args:
            holds: by feed and kind.
            at: when they came.
            part_of: the name under which all of them are shown as one.
            fetched_as: the source that brought them.
            whole: all of them could be read; else what was there before was not all seen again.
        """
        for some in chunks(sorted(holds)):
            rows = self._database.scalars(select(FeedRow).where(FeedRow.feed.in_(some)))
            known = {row.feed: row for row in rows}
            for feed in some:
                row = known.get(feed) or FeedRow(feed=feed, holds={}, seen={}, imported_at=at)
                row.holds = {**row.holds, **holds[feed]}
                row.part_of, row.fetched_as = part_of, fetched_as
                row.imported_at = at if whole else row.imported_at
                came = dict.fromkeys(holds[feed], at.date().isoformat())
                row.seen = {**row.seen, **came} if whole else {**came, **row.seen}
                self._database.add(row)

    def keep_coming(self, feed: str, at: datetime) -> None:
        """Note that something of a feed came, where each row of it has a date of its own."""
        row = self._database.get(FeedRow, feed)
        if row is not None:
            row.imported_at = at

    def seen_again(self, fetched_as: str, at: datetime) -> None:
        """Note that a source said the same as before: all that it brought last still stands there."""
        for row in self._database.scalars(select(FeedRow).where(FeedRow.fetched_as == fetched_as)):
            row.imported_at = at
            row.seen = dict.fromkeys(row.seen, at.date().isoformat())

    def feeds(self, limit: int, after: int = 0) -> list[Feed]:
        """Return when each feed last came, the longest ago first, leaving so many out."""
        query = select(FeedRow).where(_SHOWN).order_by(FeedRow.imported_at, FeedRow.feed)
        query = query.limit(limit).offset(after)
        return [Feed(row.feed, row.imported_at, row.holds) for row in self._database.scalars(query)]

    def count_feeds(self) -> int:
        """Return how many feeds there are."""
        return self._database.scalar(select(func.count()).select_from(FeedRow).where(_SHOWN)) or 0

    # --- sources that are fetched --------------------------------------------------------------

    def sources(self) -> list[FetchedSource]:
        """Return every source that is fetched, by name."""
        return [_to_source(row) for row in self._database.scalars(select(SourceRow).order_by(SourceRow.name))]

    def save_source(self, source: FetchedSource, event: audit.Event) -> None:
        """Add a source, or change the one of its name."""
        record(self._database, event)
        self._database.merge(SourceRow(
            name=source.name, format=source.format, addresses=[asdict(each) for each in source.addresses],
            tried_at=source.tried_at, unchanged_at=source.unchanged_at, problem=source.problem,
        ))

    def remove_source(self, name: str, event: audit.Event) -> bool:
        """Fetch a source no longer; what it brought stays. Return whether there was one."""
        record(self._database, event)
        removed = self._database.execute(
            delete(SourceRow).where(SourceRow.name == name).returning(SourceRow.name)
        )
        return removed.first() is not None


def _to_report(row: ImportReportRow) -> Report:
    return Report(
        row.format, row.file, row.sha256, row.at, row.rows, row.tallies, row.refused,
        tuple(Refusal(**refusal) for refusal in row.refusals), row.outcomes, row.state, row.why, row.id,
    )


def _to_source(row: SourceRow) -> FetchedSource:
    return FetchedSource(
        row.name, row.format, tuple(Address(**each) for each in row.addresses), row.tried_at,
        row.unchanged_at, row.problem,
    )
