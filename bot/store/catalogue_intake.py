"""Taking a feed in: what is new, changed, the same, or no longer there.

Reading comes first and writes nothing; what is to be written waits in a spool. ``finish`` writes all of it
in the one transaction that the intake lives in, so that others wait no longer than that takes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import audit
from bot.courses import Point
from bot.store import catalogue_lists as lists
from bot.store import catalogue_writing as writing
from bot.store.audits import record
from bot.store.catalogue_entries import Entry, Listed, Report, Shrinking
from bot.store.catalogue_links import known_as
from bot.store.catalogue_merge import merge_providers
from bot.store.catalogue_own_words import own_words
from bot.store.catalogue_places import keep_gazetteer, learn_points
from bot.store.catalogue_rows import KINDS, Values, row_id, to_row
from bot.store.catalogue_same import regroup, shown_as
from bot.store.catalogue_spool import Batch, Spool
from bot.store.finder import Touched, refresh
from bot.store.imports import Imports
from bot.store.tables.catalogue import CourseRow, EventRow, OfferRow, ProviderRow, Sourced
from bot.store.tables.same import SameCourseRow

READ_AT_ONCE = 5000
# A feed with so many live rows of which less than this part is left has most likely gone wrong.
SHRINKS_FROM = 20
LEFT = 0.8
# What providers also say themselves.
TOLD = frozenset({"event", "fact"})

# (feed, kind, outcome) to how many.
Counts = Counter[tuple[str, str, str]]
Kept = Callable[[int, int], None]  # told how many of how many rows are written


class ChangedMeanwhile(RuntimeError):
    """Somebody else wrote the same rows while this import was being read; nothing of it was kept."""


class Intake:
    """One import, from its first entry to what is withdrawn at its end."""

    def __init__(self, database: Session, event: audit.Event) -> None:
        """Begin with nothing seen; the event is recorded with what is written."""
        self._database = database
        self._event = event
        self.at = audit.now()
        # Hashes of ids: ids themselves take three times the room.
        self._seen: dict[str, set[int]] = defaultdict(set)
        self._feeds: dict[str, set[str]] = defaultdict(set)
        self._holds: Counter[tuple[str, str]] = Counter()
        self._providers: set[str] = set()
        self._touched = Touched(database)
        self._taken_out: list[tuple[str, Sequence[str]]] = []
        self._spool = Spool()
        self._missing: dict[tuple[str, str], Sequence[str]] | None = None
        self._imports = Imports(database)
        self._withdraws = True

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

    def stands_for(self, course_ids: Collection[str]) -> Mapping[str, str]:
        """Return which course stands for each of these that several sources have."""
        return shown_as(self._database, SameCourseRow, course_ids)

    def websites(self) -> Iterable[tuple[str, str]]:
        """Yield the id and the web address of each provider that has one and is not withdrawn."""
        query = select(ProviderRow.id, ProviderRow.website).where(
            ProviderRow.withdrawn_at.is_(None), ProviderRow.website.is_not(None)
        )
        yield from ((provider_id, website or "") for provider_id, website in self._database.execute(query))

    def points_by_postcode(self) -> Mapping[str, Point]:
        """Return where each postcode is that a provider or a venue has told us of."""
        found: dict[str, Point] = {}
        for row in (ProviderRow, OfferRow):
            columns = (row.postcode, row.latitude, row.longitude)
            query = select(*columns).where(row.postcode != "", row.latitude.is_not(None)).distinct()
            found |= {code: Point(lat or 0, lon or 0) for code, lat, lon in self._database.execute(query)}
        return found

    def lists(self) -> set[str]:
        """Return which lists that others refer to are here (``Listed.of``)."""
        return lists.lists(self._database)

    def listed(self, of: str, code: str) -> Listed | None:
        """Return one line of a list, or None where it is not there, or no longer."""
        return lists.listed(self._database, of, code)

    # --- what comes in -----------------------------------------------------------------------

    def covers(self, feed: str, kind: str) -> None:
        """Say that this import holds all there is of one kind in a feed: what it lacks is withdrawn."""
        self._feeds[kind].add(feed)

    def take_out(self, kind: str, ids: Sequence[str]) -> None:
        """Withdraw rows, whichever feed they are of."""
        self._taken_out.append((kind, ids))

    def save(self, entries: Sequence[Entry]) -> list[str]:
        """Take entries in; the first of several with one id counts, and an id seen before is passed over.

        Returns:
            The outcome of each: added, changed or unchanged; nothing where it was passed over.
        """
        outcomes = [""] * len(entries)
        fresh: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(entries):
            key = hash(row_id(entry))
            if key not in self._seen[entry.kind]:
                self._seen[entry.kind].add(key)
                self.covers(entry.feed, entry.kind)
                self._holds[entry.feed, entry.kind] += 1
                fresh[entry.kind].append(place)
        for kind, places in fresh.items():
            for batch in writing.chunks(places):
                found = self._sort_out(kind, [entries[place] for place in batch])
                for place, outcome in zip(batch, found, strict=True):
                    outcomes[place] = outcome
        return outcomes

    def _sort_out(self, kind: str, entries: Sequence[Entry]) -> list[str]:
        """Tell what each is to the catalogue, and keep aside what is to be written."""
        rows = [to_row(entry) for entry in entries]
        known = _digests(self._database, KINDS[kind].row, [row["id"] for row in rows])
        own = own_words(self._database, KINDS[kind].row, list(known)) if kind in TOLD else {}
        outcomes = [
            "unchanged" if row["id"] in own and own[row["id"]].stands_against(entry) else _outcome(row, known)
            for row, entry in zip(rows, entries, strict=True)
        ]
        to_write = [row for row, outcome in zip(rows, outcomes, strict=True) if outcome != "unchanged"]
        if to_write:
            self._spool.put(Batch(
                kind, [row for row in to_write if row["id"] not in known],
                [row for row in to_write if row["id"] in known],
            ))
        return outcomes

    def withdraw_nothing(self) -> None:
        """Say that not all of what should be here is: what is missing may be in what could not be read."""
        self._withdraws = False

    # --- before anything is written ----------------------------------------------------------

    def missing(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """Return the rows that each feed no longer holds, by feed and kind; look when all is saved."""
        if self._missing is None:
            self._missing = {}
            for kind, feeds in self._feeds.items() if self._withdraws else ():
                for feed in sorted(feeds):
                    gone = [each for each in self._live(kind, feed) if hash(each) not in self._seen[kind]]
                    if gone:
                        self._missing[feed, kind] = gone
        return self._missing

    def withdrawals(self) -> Counts:
        """Return how many rows are to be withdrawn."""
        return Counter({
            (feed, kind, "withdrawn"): len(gone) for (feed, kind), gone in self.missing().items()
        })

    def shrinking(self) -> list[Shrinking]:
        """Return the feeds that would hold less than four fifths of what they do, the emptiest first.

        Visits that are over do not count, and facts do not: they are few, and typed in by hand.
        """
        if not self._withdraws:
            return []
        found = [
            Shrinking(feed, kind, self._live_now(feed, kind), self._holds[feed, kind])
            for kind, feeds in self._feeds.items() if kind != "fact" for feed in feeds
        ]
        shrunk = [each for each in found if each.before >= SHRINKS_FROM and each.after < each.before * LEFT]
        return sorted(shrunk, key=lambda each: (each.after, each.feed))

    def _live_now(self, feed: str, kind: str) -> int:
        table = KINDS[kind].row
        query = select(func.count(table.id)).where(_is_live(table, feed))
        if kind == "event":
            query = query.where(EventRow.ends >= self.at.replace(tzinfo=None))
        return self._database.scalar(query) or 0

    # --- at the end --------------------------------------------------------------------------

    def finish(
        self, gazetteer: Callable[[], Mapping[str, Point]], kept: Kept = lambda *_: None,
        together: str | None = None, fetched_as: str | None = None,
    ) -> Counts:
        """Write what came, withdraw what its feeds no longer hold, put providers together, learn places.

        Args:
            gazetteer: opened only where none is kept yet.
            kept: told now and then how many of how many rows are written.
            together: the name under which all its feeds are shown as one; each begins with it and a colon.
            fetched_as: the name of the source that it was fetched from.

        Raises:
            ChangedMeanwhile: somebody else wrote the same rows since.
        """
        missing = self.missing()
        record(self._database, self._event)
        self._write_all(kept)
        for kind, gone in [*((kind, gone) for (_, kind), gone in missing.items()), *self._taken_out]:
            self._touched.withdrew(kind, gone)
            self._providers |= writing.withdraw(self._database, KINDS[kind].row, gone, self.at)
        merged = merge_providers(self._database, self._providers, self.at)
        keep_gazetteer(self._database, gazetteer)
        learn_points(self._database)
        whole = self._withdraws
        self._imports.keep_feeds(self._holds_by_feed(), self.at, together, fetched_as, whole=whole)
        if together:
            self._imports.keep_feeds({together: self._hold_together(together)}, self.at, whole=whole)
        self._database.flush()
        refresh(self._database, regroup(self._database, {*merged, *self._touched.providers()}))
        return self.withdrawals()

    def keep_report(self, report: Report) -> None:
        """Store what one file brought."""
        self._imports.keep(report)

    def _write_all(self, kept: Kept) -> None:
        done = 0
        for batch in self._spool.batches():
            try:
                self._touched.wrote(batch.kind, [*batch.new, *batch.changed])
                self._providers |= writing.write(self._database, batch)
            except IntegrityError as error:
                raise ChangedMeanwhile from error
            done += len(batch.new) + len(batch.changed)
            kept(done, self._spool.rows)

    def _holds_by_feed(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many of each kind every feed of this import holds from now on."""
        holds: dict[str, dict[str, int]] = defaultdict(dict)
        for kind, feeds in self._feeds.items():
            for feed in feeds:
                whole = self._withdraws
                holds[feed][kind] = self._holds[feed, kind] if whole else self._count(kind, feed)
        return holds

    def _count(self, kind: str, feed: str) -> int:
        table = KINDS[kind].row
        return self._database.scalar(select(func.count(table.id)).where(_is_live(table, feed))) or 0

    def _hold_together(self, name: str) -> Mapping[str, int]:
        """Return how many of each kind all the feeds hold whose names begin so."""
        holds = {}
        for kind in self._feeds:
            table = KINDS[kind].row
            of_these = table.feed.startswith(f"{name}:", autoescape=True)
            query = select(func.count(table.id)).where(of_these, table.withdrawn_at.is_(None))
            holds[kind] = self._database.scalar(query) or 0
        return holds

    def _live(self, kind: str, feed: str) -> Iterable[str]:
        table = KINDS[kind].row
        query = select(table.id).where(_is_live(table, feed))
        return self._database.scalars(query.execution_options(yield_per=READ_AT_ONCE))


def _is_live(table: type[Sourced], feed: str) -> ColumnElement[bool]:
    return and_(table.feed == feed, table.withdrawn_at.is_(None))


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
