"""The catalogue room: what there is to choose from, where places are, and what each import brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from bot import audit
from bot.courses import CHECK_AFTER, Candidate, Course, Event, Fact, Point, Provider, Source
from bot.matching import Search
from bot.store import catalogue_lists as lists
from bot.store import catalogue_of_one as of_one
from bot.store import catalogue_places as places
from bot.store.catalogue_entries import Listed, Report
from bot.store.catalogue_intake import Intake
from bot.store.catalogue_links import ids_of, known_as
from bot.store.catalogue_loading import load, upcoming
from bot.store.catalogue_rows import to_course, to_event, to_provider
from bot.store.catalogue_same import shown_as
from bot.store.catalogue_search import best_offers
from bot.store.freshness import Freshness
from bot.store.imports import Imports
from bot.store.tables.catalogue import CourseRow, EventRow, OfferRow, ProviderRow
from bot.store.tables.same import SameCourseRow

CANDIDATES = 120


@dataclass(frozen=True, slots=True)
class SourceInUse:
    """One source of the catalogue: how many courses it gave, and from when to when its facts are."""

    name: str
    courses: int
    oldest: date
    newest: date


class Catalogue:
    """Providers, courses, offers, events, facts."""

    def __init__(self, database: Session, check_after: timedelta = CHECK_AFTER) -> None:
        """Work within one open transaction; what was not seen for so long is to be checked first."""
        self._database = database
        self._check_after = check_after

    def intake(self, event: audit.Event) -> Intake:
        """Begin an import."""
        return Intake(self._database, event)

    # --- looking for courses ---------------------------------------------------------------

    def candidates(self, search: Search, limit: int = CANDIDATES) -> list[Candidate]:
        """Return what the match may choose from: each course once at each venue, nothing that has ended.

        Where home is known, only what is near it, and farther off where that is less than ``limit``.
        """
        ids = best_offers(self._database, search, limit)
        return load(self._database, ids, search.today, self._freshness(search.today))

    def candidate(self, course_id: str, today: date | None = None) -> Candidate | None:
        """Return one course with its next offer; where none can be taken up, with its last one.

        Of courses that are one, each id finds the same.
        Withdrawn courses are returned too: a plan may have kept one.
        """
        day = today or audit.now().date()
        now_on = _current(day)
        same = shown_as(self._database, SameCourseRow, [course_id])
        query = select(OfferRow.id).where(OfferRow.course_id.in_({course_id, *same})).order_by(
            case((now_on, 0), else_=1), OfferRow.starts.is_(None), case((now_on, OfferRow.starts)),
            OfferRow.starts.desc(), OfferRow.id,
        )
        ids = self._database.scalars(query.limit(1)).all()
        return next(iter(load(self._database, ids, day, self._freshness(day))), None)

    def course(self, course_id: str) -> Course | None:
        """Return one course, also one that is withdrawn."""
        row = self._database.get(CourseRow, course_id)
        return to_course(row) if row else None

    def is_withdrawn(self, course_id: str) -> bool:
        """Return whether a course is no longer in any source, or never was."""
        same = shown_as(self._database, SameCourseRow, [course_id])
        row = self._database.get(CourseRow, same.get(course_id, course_id))
        return row is None or row.withdrawn_at is not None

    def sources_of(self, course_ids: Collection[str], today: date) -> Mapping[str, tuple[Source, ...]]:
        """Return where each of these courses stands, or stood; nothing of one that was never here.

        What several sources have stands wherever one of them still has it.
        """
        same = shown_as(self._database, SameCourseRow, course_ids)
        rows = self._database.scalars(select(CourseRow).where(CourseRow.id.in_({*course_ids, *same}))).all()
        source_of = self._freshness(today).of("course", rows)
        found: dict[str, list[Source]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.id):
            source = source_of(row)
            if source and not (source.gone and row.id in same):
                found[same.get(row.id, row.id)].append(source)
        return {each: tuple(found[key]) for each in course_ids if (key := same.get(each, each)) in found}

    def provider(self, provider_id: str) -> Provider | None:
        """Return one provider, by its UKPRN or its URN."""
        found = self._database.scalars(known_as(provider_id).limit(1)).first()
        row = self._database.get(ProviderRow, found) if found else None
        return to_provider(row) if row else None

    # --- what one provider has -------------------------------------------------------------

    def courses_of(
        self, provider: Provider, words: str = "", limit: int = CANDIDATES, after: int = 0
    ) -> of_one.OwnCourses:
        """Return its courses with these words in their titles, leaving so many out, and how many it has."""
        return of_one.courses_of(self._database, tuple(ids_of(provider)), words, limit, after)

    def course_of(self, provider: Provider, course_id: str) -> Course | None:
        """Return one course of it, or None where it has no such course, or no longer."""
        row = self._database.get(CourseRow, course_id)
        ours = row is not None and row.withdrawn_at is None and row.provider_id in ids_of(provider)
        return to_course(row) if row and ours else None

    def events_of(self, provider: Provider, today: date) -> list[Event]:
        """Return its visits from today on, also those that are cancelled, soonest first."""
        return of_one.events_of(self._database, tuple(ids_of(provider)), today)

    def event_of(self, provider: Provider, event_id: str) -> Event | None:
        """Return one visit of it, or None where it has no such visit, or no longer."""
        event = of_one.event_of(self._database, event_id)
        return event if event and event.provider_id in ids_of(provider) else None

    def facts_of(self, provider: Provider, course_id: str | None = None) -> Mapping[str, Fact]:
        """Return what is known of it, or of one course of it alone, by name."""
        kind, ids = ("course", [course_id]) if course_id else ("provider", list(ids_of(provider)))
        return of_one.facts_of(self._database, kind, ids)

    # --- visits ----------------------------------------------------------------------------

    def event(self, event_id: str, today: date | None = None) -> Event | None:
        """Return one event, also one that is past, cancelled or withdrawn."""
        row = self._database.get(EventRow, event_id)
        return next(self._events([row], today or audit.now().date())) if row else None

    def upcoming_events(self, today: date, provider_ids: Iterable[str] | None = None) -> list[Event]:
        """Return events from today on that one can still book, soonest first.

        None is cancelled, withdrawn or long unconfirmed.
        """
        query = select(EventRow).where(upcoming(today))
        if provider_ids is not None:
            query = query.where(EventRow.provider_id.in_(list(provider_ids)))
        rows = self._database.scalars(query.order_by(EventRow.starts, EventRow.id)).all()
        return list(self._events(rows, today))

    def _events(self, rows: Sequence[EventRow], today: date) -> Iterator[Event]:
        source_of = self._freshness(today).of("event", rows)
        return (to_event(row, source_of) for row in rows)

    def _freshness(self, today: date) -> Freshness:
        return Freshness(self._database, today, self._check_after)

    # --- lists that others refer to ---------------------------------------------------------

    def listed(self, of: str, code: str) -> Listed | None:
        """Return one line of a list (``Listed.of``), or None where it is not there, or no longer."""
        return lists.listed(self._database, of, code)

    def jobs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the jobs of a list that was imported: the name of each, and the areas that lead to it."""
        return lists.jobs(self._database)

    # --- places, sources, reports -----------------------------------------------------------

    def place(self, area: str) -> Point | None:
        """Return where the first half of a postcode, or a town, is; None where nobody knows."""
        return places.find(self._database, area)

    def sources(self) -> list[SourceInUse]:
        """Return every source that courses come from, the one with most courses first."""
        columns = (
            CourseRow.source_name, func.count(), func.min(CourseRow.source_date),
            func.max(CourseRow.source_date),
        )
        query = (
            select(*columns)
            .where(CourseRow.withdrawn_at.is_(None), CourseRow.source_name.is_not(None))
            .group_by(CourseRow.source_name)
            .order_by(func.count().desc())
        )
        rows = self._database.execute(query)
        return [SourceInUse(str(name), count, *_dates(first, last)) for name, count, first, last in rows]

    def latest_reports(self, limit: int = 50) -> list[Report]:
        """Return what the last imports brought, newest first."""
        return Imports(self._database).latest(limit)


def _current(today: date) -> ColumnElement[bool]:
    """Tell which offers can still be taken up."""
    return and_(
        OfferRow.withdrawn_at.is_(None),
        or_(
            OfferRow.starts.is_(None), OfferRow.starts >= today, OfferRow.roll_on, OfferRow.repeats_yearly
        ),
    )


def _dates(first: date | None, last: date | None) -> tuple[date, date]:
    return first or date.min, last or date.min
