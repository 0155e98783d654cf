"""What the catalogue holds of one provider, given every id of it: its courses, its visits, its facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.courses import Course, Event, Fact, Point
from bot.store.catalogue_rows import to_course, to_event, to_fact
from bot.store.tables.catalogue import CourseRow, EventRow, FactRow, OfferRow, ProviderRow
from bot.store.tables.same import SameCourseRow


@dataclass(frozen=True, slots=True)
class OwnCourses:
    """Some of a provider's courses by title, and how many there are."""

    shown: tuple[Course, ...]
    of: int


def courses_of(
    database: Session, provider_ids: Collection[str], words: str, limit: int, after: int
) -> OwnCourses:
    """Return the courses with these words in their titles, leaving so many out; of what is one, one."""
    told_by_another = select(SameCourseRow.id).where(SameCourseRow.shown_as != SameCourseRow.id)
    query = select(CourseRow).where(
        CourseRow.provider_id.in_(provider_ids), CourseRow.withdrawn_at.is_(None),
        CourseRow.title.icontains(words, autoescape=True), CourseRow.id.not_in(told_by_another),
    )  # fmt: skip
    of = database.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = database.scalars(query.order_by(CourseRow.title, CourseRow.id).limit(limit).offset(after))
    return OwnCourses(tuple(to_course(row) for row in rows), of)


def events_of(database: Session, provider_ids: Collection[str], today: date) -> list[Event]:
    """Return the visits from today on, also those that are cancelled, soonest first."""
    query = select(EventRow).where(
        EventRow.provider_id.in_(provider_ids), EventRow.withdrawn_at.is_(None),
        EventRow.ends >= datetime.combine(today, time.min),
    )  # fmt: skip
    return [to_event(row) for row in database.scalars(query.order_by(EventRow.starts, EventRow.id))]


def event_of(database: Session, event_id: str) -> Event | None:
    """Return one visit that is not withdrawn, or None."""
    row = database.get(EventRow, event_id)
    return to_event(row) if row and row.withdrawn_at is None else None


def facts_of(database: Session, kind: str, subject_ids: Collection[str]) -> Mapping[str, Fact]:
    """Return the facts about one subject by name; of two ids that have one, the later id's counts.

    Yes and no have no value where nobody said how; what is not known is there only where somebody said so.
    """
    found: dict[str, Fact] = {}
    rows = {row.id: row for row in database.scalars(_facts(kind, subject_ids))}
    for subject_id in subject_ids:
        found |= {row.name: to_fact(row) for row in rows.values() if row.subject_id == subject_id}
    return {name: Fact(fact.state, fact.value or None, fact.source) for name, fact in found.items()}


def fact_ids(database: Session, kind: str, subject_ids: Collection[str], names: Collection[str]) -> list[str]:
    """Return the ids of the facts of these names."""
    return [row.id for row in database.scalars(_facts(kind, subject_ids)) if row.name in names]


def _facts(kind: str, subject_ids: Collection[str]) -> Select[Any]:
    return select(FactRow).where(
        FactRow.subject_kind == kind, FactRow.subject_id.in_(subject_ids), FactRow.withdrawn_at.is_(None)
    )


def point_of(database: Session, postcode: str) -> Point | None:
    """Return where a postcode is, if a provider or a venue has told us."""
    for row in (ProviderRow, OfferRow):
        query = select(row.latitude, row.longitude).where(
            row.postcode == postcode, row.latitude.is_not(None), row.longitude.is_not(None)
        )
        found = database.execute(query.limit(1)).first() if postcode else None
        if found is not None:
            return Point(found[0] or 0.0, found[1] or 0.0)
    return None
