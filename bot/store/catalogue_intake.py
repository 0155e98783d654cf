"""Taking a feed in: what is new, changed, the same, or no longer there; in batches, in one transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from bot.audit import now
from bot.courses import Point
from bot.store.catalogue_entries import Entry, Report
from bot.store.catalogue_links import known_as
from bot.store.catalogue_merge import merge_providers
from bot.store.catalogue_places import keep_gazetteer, learn_points
from bot.store.catalogue_rows import KINDS, Values, row_id, to_row
from bot.store.tables.catalogue import (
    CourseRow,
    CourseSubjectRow,
    ImportReportRow,
    OfferRow,
    ProviderRow,
    Sourced,
)

T = TypeVar("T")

BATCH = 500
REFUSALS_KEPT = 1000

# (feed, kind, outcome) to how many.
Counts = Counter[tuple[str, str, str]]


class Intake:
    """One import, from its first entry to what is withdrawn at its end."""

    def __init__(self, database: Session) -> None:
        """Begin with nothing seen."""
        self._database = database
        self.at = now()
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._feeds: dict[str, set[str]] = defaultdict(set)
        self._providers: set[str] = set()

    # --- what the catalogue holds, for importers that refer to it ---------------------------

    def provider_ids(self) -> set[str]:
        """Return every provider that is not withdrawn."""
        return set(self._database.scalars(select(ProviderRow.id).where(ProviderRow.withdrawn_at.is_(None))))

    def courses_of(self, provider_id: str) -> Mapping[str, str]:
        """Return the id and the title of each course of one provider, given any id of it."""
        query = select(CourseRow.id, CourseRow.title).where(
            CourseRow.provider_id.in_(self._database.scalars(known_as(provider_id)).all()),
            CourseRow.withdrawn_at.is_(None),
        )
        return {course.id: course.title for course in self._database.execute(query)}

    def points_by_postcode(self) -> Mapping[str, Point]:
        """Return where each postcode is that a provider or a venue has told us of."""
        found: dict[str, Point] = {}
        for row in (ProviderRow, OfferRow):
            columns = (row.postcode, row.latitude, row.longitude)
            query = select(*columns).where(row.postcode != "", row.latitude.is_not(None)).distinct()
            found |= {code: Point(lat or 0, lon or 0) for code, lat, lon in self._database.execute(query)}
        return found

    # --- what comes in -----------------------------------------------------------------------

    def covers(self, feed: str, kind: str) -> None:
        """Say that this import holds all there is of one kind in a feed: what it lacks is withdrawn."""
        self._feeds[kind].add(feed)

    def save(self, entries: Iterable[Entry]) -> Counts:
        """Take entries in; the first of several with one id counts, and an id seen before is passed over."""
        fresh: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if row_id(entry) not in self._seen[entry.kind]:
                self._seen[entry.kind].add(row_id(entry))
                self.covers(entry.feed, entry.kind)
                fresh[entry.kind].append(entry)
        counts: Counts = Counter()
        for kind, of_kind in fresh.items():
            for batch in chunks(of_kind):
                counts += self._save_batch(kind, batch)
        return counts

    def _save_batch(self, kind: str, entries: Sequence[Entry]) -> Counts:
        table = KINDS[kind].row
        rows = [to_row(entry) for entry in entries]
        known = _digests(self._database, table, [row["id"] for row in rows])
        sorted_out: dict[str, list[Values]] = defaultdict(list)
        for row in rows:
            sorted_out[_outcome(row, known)].append(row)
        returned = [row for row in sorted_out["added"] if row["id"] in known]
        new = [row for row in sorted_out["added"] if row["id"] not in known]
        self._write(table, new, [*returned, *sorted_out["changed"]])
        return Counter((row["feed"], kind, outcome) for outcome, these in sorted_out.items() for row in these)

    def _write(self, table: type[Sourced], new: list[Values], changed: list[Values]) -> None:
        if new:
            self._database.execute(insert(table), new)
        if changed:
            self._database.execute(update(table), changed)
        written = new + changed
        if table is CourseRow and written:
            self._write_subjects(written, [row["id"] for row in changed])
        self._providers |= {row["provider_id"] for row in written if table is KINDS["provider"].row}

    def _write_subjects(self, courses: list[Values], changed: list[str]) -> None:
        if changed:
            self._database.execute(delete(CourseSubjectRow).where(CourseSubjectRow.course_id.in_(changed)))
        pairs = [
            {"course_id": course["id"], "area": area}
            for course in courses for area in dict.fromkeys(course["subject_areas"] or [""])
        ]
        self._database.execute(insert(CourseSubjectRow), pairs)

    # --- at the end --------------------------------------------------------------------------

    def finish(self, gazetteer: Callable[[], Mapping[str, Point]]) -> Counts:
        """Withdraw what its feeds no longer hold, put providers together, learn where places are."""
        counts = self._withdraw()
        merge_providers(self._database, self._providers, self.at)
        keep_gazetteer(self._database, gazetteer)
        learn_points(self._database)
        return counts

    def _withdraw(self) -> Counts:
        counts: Counts = Counter()
        for kind, feeds in self._feeds.items():
            table = KINDS[kind].row
            gone = {
                row_id: feed for feed in feeds for row_id in self._live(table, feed)
                if row_id not in self._seen[kind]
            }
            for ids in chunks(list(gone)):
                self._mark_withdrawn(table, ids)
            counts += Counter((feed, kind, "withdrawn") for feed in gone.values())
        return counts

    def _live(self, table: type[Sourced], feed: str) -> Iterable[str]:
        query = select(table.id).where(table.feed == feed, table.withdrawn_at.is_(None))
        return self._database.scalars(query)

    def _mark_withdrawn(self, table: type[Sourced], ids: Sequence[str]) -> None:
        self._database.execute(
            update(table).where(table.id.in_(ids)).values(withdrawn_at=self.at),
            execution_options={"synchronize_session": False},
        )
        if table is KINDS["provider"].row:
            self._providers |= {row_id.rpartition("/")[2] for row_id in ids}

    def keep_report(self, report: Report) -> None:
        """Store what one file brought."""
        self._database.add(
            ImportReportRow(
                at=report.at, format=report.format, file=report.file[-255:], sha256=report.sha256,
                rows=report.rows, tallies={kind: dict(tally) for kind, tally in report.tallies.items()},
                refused=report.refused,
                refusals=[asdict(refusal) for refusal in report.refusals[:REFUSALS_KEPT]],
            )
        )


def _digests(
    database: Session, table: type[Sourced], ids: Sequence[str]
) -> Mapping[str, tuple[str, str, bool]]:
    """Return the digest, the feed, and whether it is withdrawn, of each row that is there already."""
    query = select(table.id, table.digest, table.feed, table.withdrawn_at).where(table.id.in_(ids))
    return {key: (digest, feed, gone is not None) for key, digest, feed, gone in database.execute(query)}


def _outcome(row: Values, known: Mapping[str, tuple[str, str, bool]]) -> str:
    """Tell what a row is to the catalogue; what was withdrawn and is back counts as added."""
    before = known.get(row["id"])
    if before is None or before[2]:
        return "added"
    return "unchanged" if before[:2] == (row["digest"], row["feed"]) else "changed"


def chunks(items: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Yield items a batch at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
