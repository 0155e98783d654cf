"""The catalogue room: what there is to choose from, where places are, and what each import brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, defer

from bot import audit
from bot.courses import UNKNOWN_FACT, Candidate, Course, Event, Fact, Point, Provider, Tri
from bot.matching import Search
from bot.store import catalogue_places as places
from bot.store.catalogue_entries import Report
from bot.store.catalogue_intake import Intake
from bot.store.catalogue_links import ids_of, known_as
from bot.store.catalogue_rows import to_course, to_event, to_fact, to_offer, to_provider
from bot.store.catalogue_search import best_offers
from bot.store.imports import Imports
from bot.store.tables.catalogue import CourseRow, EventRow, FactRow, OfferRow, ProviderRow

CANDIDATES = 120
# Whoever listed an event longer ago than this has had time to move it.
EVENT_SOURCE_DAYS = 366


@dataclass(frozen=True, slots=True)
class SourceInUse:
    """One source of the catalogue: how many courses it gave, and from when to when its facts are."""

    name: str
    courses: int
    oldest: date
    newest: date


class Catalogue:
    """Providers, courses, offers, events, facts."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    def intake(self, event: audit.Event) -> Intake:
        """Begin an import."""
        return Intake(self._database, event)

    # --- looking for courses ---------------------------------------------------------------

    def candidates(self, search: Search, limit: int = CANDIDATES) -> list[Candidate]:
        """Return what the match may choose from: each course once at each venue, nothing that has ended.

        Where home is known, only what is near it, and farther off where that is less than ``limit``.
        """
        ids = best_offers(self._database, search, limit)
        return self._candidates(ids, search.today)

    def candidate(self, course_id: str, today: date | None = None) -> Candidate | None:
        """Return one course with its next offer; where none can be taken up, with its last one.

        Withdrawn courses are returned too: a plan may have kept one.
        """
        day = today or audit.now().date()
        now_on = _current(day)
        query = select(OfferRow.id).where(OfferRow.course_id == course_id).order_by(
            case((now_on, 0), else_=1), OfferRow.starts.is_(None), case((now_on, OfferRow.starts)),
            OfferRow.starts.desc(), OfferRow.id,
        )
        ids = self._database.scalars(query.limit(1)).all()
        return next(iter(self._candidates(ids, day)), None)

    def course(self, course_id: str) -> Course | None:
        """Return one course, also one that is withdrawn."""
        row = self._database.get(CourseRow, course_id)
        return to_course(row) if row else None

    def is_withdrawn(self, course_id: str) -> bool:
        """Return whether a course is no longer in its source, or never was."""
        row = self._database.get(CourseRow, course_id)
        return row is None or row.withdrawn_at is not None

    def provider(self, provider_id: str) -> Provider | None:
        """Return one provider, by its UKPRN or its URN."""
        found = self._database.scalars(known_as(provider_id).limit(1)).first()
        row = self._database.get(ProviderRow, found) if found else None
        return to_provider(row) if row else None

    # --- visits ----------------------------------------------------------------------------

    def event(self, event_id: str) -> Event | None:
        """Return one event, also one that is past, cancelled or withdrawn."""
        row = self._database.get(EventRow, event_id)
        return to_event(row) if row else None

    def upcoming_events(self, today: date, provider_ids: Iterable[str] | None = None) -> list[Event]:
        """Return events from today on that one can still book, soonest first.

        None is cancelled, withdrawn or long unconfirmed.
        """
        query = select(EventRow).where(
            EventRow.starts >= datetime.combine(today, time.min),
            or_(EventRow.book_by.is_(None), EventRow.book_by >= today),
            EventRow.cancelled.is_(False),
            EventRow.withdrawn_at.is_(None),
            EventRow.source_date >= today - timedelta(days=EVENT_SOURCE_DAYS),
        )
        if provider_ids is not None:
            query = query.where(EventRow.provider_id.in_(list(provider_ids)))
        rows = self._database.scalars(query.order_by(EventRow.starts, EventRow.id))
        return [to_event(row) for row in rows]

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

    # --- putting candidates together ---------------------------------------------------------

    def _candidates(self, offer_ids: Sequence[str], today: date) -> list[Candidate]:
        query = (
            select(OfferRow, CourseRow, ProviderRow)
            .join(CourseRow, CourseRow.id == OfferRow.course_id)
            .join(ProviderRow, ProviderRow.id == CourseRow.provider_id)
            .where(OfferRow.id.in_(offer_ids))
            .options(defer(OfferRow.original), defer(CourseRow.original))  # long, and of no use here
        )
        rows = self._database.execute(query)
        found = {offer.id: (offer, course, provider) for offer, course, provider in rows}
        facts = self._facts(found.values())
        events = self._events(today, [provider for _, _, provider in found.values()])
        candidates = []
        for offer, course, provider in (found[offer_id] for offer_id in offer_ids if offer_id in found):
            known = _merged_facts(facts, offer, course, provider)
            candidates.append(Candidate(
                course=_with_rules(to_course(course), known), provider=to_provider(provider),
                offer=to_offer(offer, today), facts=known, events=tuple(events[provider.id]),
            ))
        return candidates

    def _facts(
        self, rows: Iterable[tuple[OfferRow, CourseRow, ProviderRow]]
    ) -> Mapping[tuple[str, str], dict[str, Fact]]:
        """Return the facts about each of these, by kind and id of their subject."""
        subjects: dict[str, set[str]] = defaultdict(set)
        for offer, course, provider in rows:
            subjects["offer"].add(offer.id)
            subjects["course"].add(course.id)
            subjects["provider"].update(ids_of(provider))
        about = [
            and_(FactRow.subject_kind == kind, FactRow.subject_id.in_(ids)) for kind, ids in subjects.items()
        ]
        facts: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        if about:
            query = select(FactRow).where(or_(*about), FactRow.withdrawn_at.is_(None))
            for fact in self._database.scalars(query):
                facts[fact.subject_kind, fact.subject_id][fact.name] = to_fact(fact)
        return facts

    def _events(self, today: date, providers: Iterable[ProviderRow]) -> Mapping[str, list[Event]]:
        """Return the coming visits of each of these, by its id, also those that name it by its URN."""
        holders = {known: provider.id for provider in providers for known in ids_of(provider)}
        by_provider: dict[str, list[Event]] = defaultdict(list)
        for event in self.upcoming_events(today, holders):
            by_provider[holders[event.provider_id]].append(event)
        return by_provider


def _current(today: date) -> ColumnElement[bool]:
    """Tell which offers can still be taken up."""
    return and_(
        OfferRow.withdrawn_at.is_(None),
        or_(
            OfferRow.starts.is_(None), OfferRow.starts >= today, OfferRow.roll_on, OfferRow.repeats_yearly
        ),
    )


def _merged_facts(
    facts: Mapping[tuple[str, str], Mapping[str, Fact]],
    offer: OfferRow, course: CourseRow, provider: ProviderRow,
) -> Mapping[str, Fact]:
    """What is known of the offer goes before what is known of its course, and that before its provider."""
    of_provider = [("provider", known) for known in ids_of(provider)]
    merged: dict[str, Fact] = {}
    for subject in (*of_provider, ("course", course.id), ("offer", offer.id)):
        merged |= facts.get(subject, {})
    return merged


def _with_rules(course: Course, facts: Mapping[str, Fact]) -> Course:
    """Return a course with the rules that a college told us of: ages, and whether it asks for an EHC plan."""
    youngest, oldest = (facts.get(name, UNKNOWN_FACT).value for name in ("age_min", "age_max"))
    plan = facts.get("ehcp_required", UNKNOWN_FACT).state
    return replace(
        course,
        age_min=int(youngest) if youngest else course.age_min,
        age_max=int(oldest) if oldest else course.age_max,
        ehcp_required=course.ehcp_required if plan is Tri.UNKNOWN else plan,
    )


def _dates(first: date | None, last: date | None) -> tuple[date, date]:
    return first or date.min, last or date.min
