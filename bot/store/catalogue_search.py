"""The search for candidates: one query, in which no big provider and no popular route can crowd out the rest.

Courses that suit the search are dealt out in turns, one from each group of a route and a kind of provider,
the nearest first. All that suit it less (another route or level, or a subject that nobody has said) are one
more group, so that a few of them are always there to be explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import cos, radians
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, case, func, literal, or_, select

from bot.courses import Point
from bot.matching import Search
from bot.store.tables.catalogue import CourseRow, CourseSubjectRow, OfferRow, ProviderRow

# How far around home a search looks, in degrees of latitude (55 km, 165 km), before it looks everywhere.
REACHES = (0.5, 1.5, None)
# Sorts after every distance there is, for places that have none (online, at a workplace).
NOWHERE = 1e6


def current(today: date) -> ColumnElement[bool]:
    """Tell which offers can still be taken up."""
    return and_(
        OfferRow.withdrawn_at.is_(None),
        or_(
            OfferRow.starts.is_(None), OfferRow.starts >= today, OfferRow.roll_on, OfferRow.repeats_yearly
        ),
    )


def best_offers(search: Search, limit: int, reach: float | None = None) -> Select[Any]:
    """Return the ids of offers, in the order in which they take turns.

    Args:
        search: what to look for.
        limit: how many at most.
        reach: look only so far around home, in degrees, and at what has no place; None is everywhere.
    """
    dealt = _dealt(_one_per_venue(search, reach))
    order = (dealt.c.turn, dealt.c.suits.desc(), dealt.c.offer_id)
    return select(dealt.c.offer_id).order_by(*order).limit(limit)


def _one_per_venue(search: Search, reach: float | None) -> Any:
    """Each course once at each venue: its next start."""
    again = func.row_number().over(
        partition_by=(OfferRow.course_id, OfferRow.postcode, OfferRow.venue_name),
        order_by=(OfferRow.starts.is_(None), OfferRow.starts, OfferRow.id),
    )
    query = (
        select(
            OfferRow.id.label("offer_id"), CourseRow.route, ProviderRow.kind,
            _suits(search).label("suits"), _distance(search).label("distance"), again.label("again"),
        )
        .join(CourseRow, CourseRow.id == OfferRow.course_id)
        .join(ProviderRow, ProviderRow.id == CourseRow.provider_id)
        .where(current(search.today), CourseRow.withdrawn_at.is_(None), ProviderRow.withdrawn_at.is_(None))
    )
    if search.subject_areas:
        query = query.where(CourseRow.id.in_(_with_subject([*_wanted_areas(search), ""])))
    if reach is not None and search.home is not None:
        query = query.where(_within(search.home, reach))
    return query.subquery()


def _dealt(offers: Any) -> Any:
    """Give each offer its turn within its group; all that do not suit are one group."""
    group = (case((offers.c.suits == 1, offers.c.route), else_=""),
             case((offers.c.suits == 1, offers.c.kind), else_=""))
    turn = func.row_number().over(partition_by=group, order_by=(offers.c.distance, offers.c.offer_id))
    query = select(offers.c.offer_id, offers.c.suits, turn.label("turn")).where(offers.c.again == 1)
    return query.subquery()


def _suits(search: Search) -> ColumnElement[int]:
    """Return 1 where route, level and subject are all as asked; an unknown level or route is no mismatch."""
    asked: list[ColumnElement[bool]] = []
    if search.routes:
        asked.append(CourseRow.route.in_([*search.routes, "unknown"]))
    if search.level_ranks:
        asked.append(or_(CourseRow.level_rank.is_(None), CourseRow.level_rank.in_(search.level_ranks)))
    if search.subject_areas:
        asked.append(CourseRow.id.in_(_with_subject(_wanted_areas(search))))
    return case((and_(*asked), 1), else_=0) if asked else literal(1)


def _wanted_areas(search: Search) -> Sequence[str]:
    """Return the areas asked for, and the tier-1 areas they are in: some sources say no more than that."""
    return sorted({*search.subject_areas, *(area.partition(".")[0] for area in search.subject_areas)})


def _with_subject(areas: Sequence[str]) -> Select[Any]:
    return select(CourseSubjectRow.course_id).where(CourseSubjectRow.area.in_(areas))


def _distance(search: Search) -> ColumnElement[float]:
    """Return squared degrees from home, a degree of longitude made as long as one of latitude."""
    if search.home is None:
        return literal(0.0, Float)
    north = OfferRow.latitude - search.home.latitude
    east = (OfferRow.longitude - search.home.longitude) * cos(radians(search.home.latitude))
    return func.coalesce(north * north + east * east, NOWHERE)


def _within(home: Point, reach: float) -> ColumnElement[bool]:
    wide = reach / cos(radians(home.latitude))
    return or_(
        OfferRow.latitude.is_(None),
        and_(
            OfferRow.latitude.between(home.latitude - reach, home.latitude + reach),
            OfferRow.longitude.between(home.longitude - wide, home.longitude + wide),
        ),
    )
