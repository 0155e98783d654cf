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

from bot.courses import COURSE_RULES, UNKNOWN_FACT, Candidate, Course, Event, Fact, Offer, Provider, Tri
from bot.store.catalogue_links import ids_of
from bot.store.catalogue_rows import to_course, to_event, to_fact, to_offer, to_provider
from bot.store.catalogue_same import shown_as
from bot.store.catalogue_together import AsOne, Many, agreed
from bot.store.freshness import Freshness
from bot.store.tables.catalogue import CourseRow, EventRow, FactRow, OfferRow, ProviderRow
from bot.store.tables.same import SameCourseRow, SameOfferRow

# Whoever listed an event longer ago than this has had time to move it.
EVENT_SOURCE_DAYS = 366
# What imports need of a row; some of it is long.
FOR_IMPORTS = ("digest", "original", "cell")

Subject = tuple[str, str]  # its kind and its id
Facts = Mapping[Subject, Mapping[str, Fact]]


def load(
    database: Session, offer_ids: Sequence[str], today: date, freshness: Freshness
) -> list[Candidate]:
    """Return the offers in this order, each with all that the match needs to judge it.

    What several sources have is one, and has the id of the one that stands for them.
    """
    same = shown_as(database, SameOfferRow, offer_ids)
    offer_rows = _rows(database, _OFFERS, {*offer_ids, *same})
    source_of = freshness.of("offer", offer_rows)
    offers = Many(same, [to_offer(row, today, source_of) for row in offer_rows])
    course_ids = {row.course_id for row in offer_rows}
    same = shown_as(database, SameCourseRow, course_ids)
    course_rows = _rows(database, _COURSES, {*course_ids, *same})
    source_of = freshness.of("course", course_rows)
    # What its source withdrew is told by the others.
    still = [row for row in course_rows if row.withdrawn_at is None or row.id not in same]
    courses = Many(same, [to_course(row, source_of) for row in still])
    providers = {
        row.id: to_provider(row)
        for row in _rows(database, _PROVIDERS, {row.provider_id for row in still})
    }
    about = {"course": [*course_ids, *same], "offer": [row.id for row in offer_rows]}
    facts = _facts(database, about, providers.values(), freshness)
    visits = _visits(database, today, providers.values(), freshness)
    candidates = []
    for offer_id in dict.fromkeys(map(offers.leading, offer_ids)):
        offer = offers.get(offer_id)
        course = courses.get(offer.item.course_id) if offer else None
        provider = providers.get(course.item.provider_id) if course else None
        if offer and course and provider:
            candidates.append(_candidate(offer, course, provider, facts, visits[provider.id], today))
    return candidates


def _candidate(
    offer: AsOne[Offer], course: AsOne[Course], provider: Provider, facts: Facts, coming: tuple[Event, ...],
    today: date,
) -> Candidate:
    known, contradicted = _merged(facts, offer.ids, course.ids, provider)
    started = _with_starts(offer.item, known, today)
    ours = started.course_id == course.item.id
    return Candidate(
        course=_with_rules(course.item, known, contradicted),
        provider=provider,
        offer=started if ours else replace(started, course_id=course.item.id),
        facts=known,
        events=coming,
        also=tuple(dict.fromkeys((*offer.sources, *course.sources))),
        unsettled=(offer.unsettled | course.unsettled | contradicted) - _settled_by(known),
    )


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
    database: Session, about: Mapping[str, Sequence[str]], providers: Iterable[Provider],
    freshness: Freshness,
) -> Facts:
    """Return the facts about each of these courses, offers and providers, by name."""
    named = [known for provider in providers for known in ids_of(provider)]
    facts: dict[Subject, dict[str, Fact]] = defaultdict(dict)
    rows: Sequence[Any] = database.connection().execute(_FACTS, {**about, "provider": named}).all()
    source_of = freshness.of("fact", rows)
    for row in rows:
        facts[row.subject_kind, row.subject_id][row.name] = to_fact(row, source_of)
    return facts


def _merged(
    facts: Facts, offers: Iterable[str], courses: Iterable[str], provider: Provider
) -> tuple[Mapping[str, Fact], frozenset[str]]:
    """Return what is known, and what is contradicted.

    What is known of the offer goes before what is known of its course, and that before its provider.
    """
    merged: dict[str, Fact] = {}
    for name in ids_of(provider):
        merged |= facts.get(("provider", name), {})
    unsettled: frozenset[str] = frozenset()
    for kind, ids in (("course", courses), ("offer", offers)):
        told = [facts[kind, each] for each in ids if (kind, each) in facts]
        known, contradicted = agreed(told) if len(told) > 1 else (told[0] if told else {}, frozenset())
        merged |= known
        unsettled = (unsettled - known.keys()) | contradicted
    return merged, unsettled


def _with_rules(course: Course, facts: Mapping[str, Fact], contradicted: frozenset[str]) -> Course:
    """Return a course with the rules that a college told us of: ages, and whether it asks for an EHC plan."""
    rules: dict[str, Any] = dict.fromkeys(contradicted & {"age_min", "age_max"})
    for name in ("age_min", "age_max"):
        if told := facts.get(name, UNKNOWN_FACT).value:
            rules[name] = int(told)
    plan = facts.get("ehcp_required", UNKNOWN_FACT).state
    if plan is not Tri.UNKNOWN or "ehcp_required" in contradicted:
        rules["ehcp_required"] = plan
    return replace(course, **rules) if rules else course


def _with_starts(offer: Offer, facts: Mapping[str, Fact], today: date) -> Offer:
    """Return an offer as a college told us of its starts: at any time of the year, or not."""
    told = facts.get("roll_on", UNKNOWN_FACT).state
    if told is Tri.UNKNOWN:
        return offer
    passed = told is Tri.YES and offer.starts is not None and offer.starts < today
    return replace(offer, roll_on=told is Tri.YES, starts=None if passed else offer.starts)


def _settled_by(facts: Mapping[str, Fact]) -> frozenset[str]:
    """Return the rules of a course that a college told us of: they go before what its sources say."""
    return frozenset(
        name for name in COURSE_RULES
        if (fact := facts.get(name, UNKNOWN_FACT)).value or fact.state is not Tri.UNKNOWN
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
