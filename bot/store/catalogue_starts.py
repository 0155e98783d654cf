"""Whether one can start at any time, as its college says: that goes before what the offer's source says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, true
from sqlalchemy.orm import aliased

from bot.courses import Tri
from bot.store.tables.catalogue import CourseRow, FactRow, OfferRow

STARTS = "roll_on"
_of_course, _of_provider = aliased(FactRow), aliased(FactRow)


def with_told(query: Any, shown_as: Any) -> Any:
    """Look beside each offer, joined to its course, at what is known of its starts.

    Args:
        query: one offer may come out of it twice, where its course is one with another.
        shown_as: the id of the course that stands for its own.
    """
    ids = ["course:" + each + f":{STARTS}" for each in (OfferRow.course_id, shown_as)]
    return query.outerjoin(_of_course, _of_course.id.in_(ids)).outerjoin(
        _of_provider, _of_provider.id == "provider:" + CourseRow.provider_id + f":{STARTS}"
    )


def subject_of(fact_id: str) -> tuple[str, str] | None:
    """Return whose starts a fact is about, as its kind and its id; None where it is about something else."""
    subject, _, name = fact_id.rpartition(":")
    kind, _, subject_id = subject.partition(":")
    return (kind, subject_id) if name == STARTS else None


def _told(fact: Any) -> ColumnElement[str | None]:
    """Return yes or no, and nothing where nobody says it, or no longer."""
    return case((and_(fact.withdrawn_at.is_(None), fact.state != Tri.UNKNOWN.value), fact.state))


# What is known of a course goes before what is known of its provider.
_told_first = func.coalesce(_told(_of_course), _told(_of_provider))
any_time: ColumnElement[bool] = case(
    (_told_first == Tri.YES.value, true()), (_told_first == Tri.NO.value, OfferRow.repeats_yearly),
    else_=or_(OfferRow.roll_on, OfferRow.repeats_yearly),
)  # fmt: skip
