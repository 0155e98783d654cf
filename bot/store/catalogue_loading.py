"""Putting candidates together: offers with their courses and providers, what is known of them, next visits.

This is done for every match, so only the columns that are used are read, each row once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from bot.courses import UNKNOWN_FACT, Candidate, Course, Event, Fact, Offer, Provider, Tri
from bot.store.catalogue_links import ids_of
from bot.store.catalogue_rows import to_course, to_event, to_fact, to_offer, to_provider
from bot.store.freshness import Freshness
from bot.store.tables.catalogue import CourseRow, EventRow, FactRow, OfferRow, ProviderRow

# Whoever listed an event longer ago than this has had time to move it.
EVENT_SOURCE_DAYS = 366
# What imports need of a row; some of it is long.
FOR_IMPORTS = ("digest", "original", "cell")

Subject = tuple[str, str]  # its kind and its id


def load(
    database: Session, offer_ids: Sequence[str], today: date, freshness: Freshness
) -> list[Candidate]:
    """Return the offers in this order, each with all that the match needs to judge it."""
    offer_rows = _rows(database, _OFFERS, offer_ids)
    source_of = freshness.of("offer", offer_rows)
    offers = {row.id: to_offer(row, today, source_of) for row in offer_rows}
    course_rows = _rows(database, _COURSES, {offer.course_id for offer in offers.values()})
    source_of = freshness.of("course", course_rows)
    courses = {row.id: to_course(row, source_of) for row in course_rows}
    providers = {
        row.id: to_provider(row)
        for row in _rows(database, _PROVIDERS, {course.provider_id for course in courses.values()})
    }
    facts = _facts(database, offers, courses, providers.values(), freshness)
    visits = _visits(database, today, providers.values(), freshness)
    candidates = []
    for offer in (offers[offer_id] for offer_id in offer_ids if offer_id in offers):
        course = courses.get(offer.course_id)
        provider = providers.get(course.provider_id) if course else None
        if course and provider:
            known, coming = _merged(facts, offer, course, provider), visits[provider.id]
            candidates.append(Candidate(_with_rules(course, known), provider, offer, known, coming))
    return candidates


def upcoming(today: date) -> ColumnElement[bool]:
    """Tell which events can still be booked: none is past, cancelled, withdrawn or long unconfirmed."""
    return and_(
        EventRow.starts >= datetime.combine(today, time.min),
        or_(EventRow.book_by.is_(None), EventRow.book_by >= today),
        EventRow.cancelled.is_(False),
        EventRow.withdrawn_at.is_(None),
        EventRow.source_date >= today - timedelta(days=EVENT_SOURCE_DAYS),
    )


def _columns(row: Any) -> Select[Any]:
    return select(*(column for column in row.__table__.columns if column.name not in FOR_IMPORTS))


def _among(column: Any, name: str = "ids") -> ColumnElement[bool]:
    among: ColumnElement[bool] = column.in_(bindparam(name, expanding=True))
    return among


def _rows(database: Session, query: Select[Any], ids: Collection[str]) -> Sequence[Any]:
    return database.connection().execute(query, {"ids": list(ids)}).all() if ids else ()


_OFFERS, _COURSES, _PROVIDERS = (
    _columns(row).where(_among(row.id)) for row in (OfferRow, CourseRow, ProviderRow)
)


# --- what is known of them -----------------------------------------------------------------

_FACTS = _columns(FactRow).where(
    or_(*(
        and_(FactRow.subject_kind == kind, _among(FactRow.subject_id, kind))
        for kind in ("provider", "course", "offer")
    )),
    FactRow.withdrawn_at.is_(None),
)  # fmt: skip


def _facts(
    database: Session, offers: Iterable[str], courses: Iterable[str], providers: Iterable[Provider],
    freshness: Freshness,
) -> Mapping[Subject, Mapping[str, Fact]]:
    """Return the facts about each of these, by name."""
    named = [known for provider in providers for known in ids_of(provider)]
    facts: dict[Subject, dict[str, Fact]] = defaultdict(dict)
    asked = {"provider": named, "course": list(courses), "offer": list(offers)}
    rows: Sequence[Any] = database.connection().execute(_FACTS, asked).all()
    source_of = freshness.of("fact", rows)
    for row in rows:
        facts[row.subject_kind, row.subject_id][row.name] = to_fact(row, source_of)
    return facts


def _merged(
    facts: Mapping[Subject, Mapping[str, Fact]], offer: Offer, course: Course, provider: Provider
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
    if not youngest and not oldest and plan is Tri.UNKNOWN:
        return course
    return replace(
        course,
        age_min=int(youngest) if youngest else course.age_min,
        age_max=int(oldest) if oldest else course.age_max,
        ehcp_required=course.ehcp_required if plan is Tri.UNKNOWN else plan,
    )


# --- next visits ---------------------------------------------------------------------------


def next_visits(today: date) -> Select[Any]:
    """Return the query for the first visit from today on of each of the providers ``ids``: some have many."""
    order = func.row_number().over(
        partition_by=EventRow.provider_id, order_by=(EventRow.starts, EventRow.id)
    )
    ahead = select(EventRow.id, order.label("place")).where(_among(EventRow.provider_id), upcoming(today))
    first = ahead.subquery()
    return _columns(EventRow).where(EventRow.id.in_(select(first.c.id).where(first.c.place == 1)))


def _visits(
    database: Session, today: date, providers: Collection[Provider], freshness: Freshness
) -> Mapping[str, tuple[Event, ...]]:
    """Return the next visit of each of these under each of its ids, soonest first."""
    named = {known for provider in providers for known in ids_of(provider)}
    rows = _rows(database, next_visits(today), named)
    source_of = freshness.of("event", rows)
    visits = {row.provider_id: to_event(row, source_of) for row in rows}
    of_each = {each.id: [visits[known] for known in ids_of(each) if known in visits] for each in providers}
    return {provider_id: tuple(sorted(found, key=_soonest)) for provider_id, found in of_each.items()}


def _soonest(event: Event) -> tuple[datetime, str]:
    return event.starts, event.id
