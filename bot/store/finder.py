"""The table that the search reads: kept in step with offers, courses and providers, and looked through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    union_all,
)  # fmt: skip
from sqlalchemy.orm import Session, aliased

from bot.store.catalogue_same import shown_as
from bot.store.catalogue_starts import any_time, subject_of, with_told
from bot.store.catalogue_writing import chunks
from bot.store.grid import NO_PLACE, Run
from bot.store.tables.catalogue import CourseRow, CourseSubjectRow, OfferRow, ProviderRow
from bot.store.tables.finder import FinderRow
from bot.store.tables.same import SameCourseRow

COLUMNS = (
    "area", "cell", "course_id", "place", "route", "kind", "level_rank", "latitude", "longitude", "until",
)
UNKNOWN_ROUTE = "unknown"

Venue = tuple[str, str]  # the id of a course, and one of its places
Leading = aliased(CourseRow)  # the course that stands for others


# --- looking through it --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ask:
    """What to look for in some runs of cells; empty routes, ranks and groups do not narrow it.

    Args:
        runs: first and last cell of each.
        today: what has started before is passed over, unless one may join at any time.
        areas: subject areas, and "" for what has none.
        routes: only these, and an unknown one.
        ranks: only these levels, and an unknown one.
        full: routes, each with a kind of provider, of which there is enough.
    """

    runs: Sequence[Run]
    today: date
    areas: Sequence[str]
    routes: Sequence[str] = ()
    ranks: Sequence[int] = ()
    full: Sequence[tuple[str, str]] = ()


def look(database: Session, ask: Ask) -> Sequence[Any]:
    """Return the rows that lie in the cells and are as asked, in no order."""
    if not ask.runs:
        return ()
    query = _query(len(ask.runs), bool(ask.routes), bool(ask.ranks), bool(ask.full))
    return _rows_of(database, query, ask)


def all_areas(database: Session) -> Sequence[str]:
    """Return every subject area that there is: to name them all is quicker than to name none.

    The rows are in the order of their areas, so each step goes straight to the next.
    """
    return [area for area in database.scalars(_AREAS) if area is not None]


def _areas() -> Any:
    first = select(func.min(FinderRow.area).label("area")).cte("areas", recursive=True)
    after = select(func.min(FinderRow.area)).where(FinderRow.area > first.c.area).scalar_subquery()
    return select(first.union_all(select(after).where(first.c.area.is_not(None))).c.area)


_AREAS = _areas()


def look_nowhere(database: Session, ask: Ask, limit: int) -> Sequence[Any]:
    """Return as ``look`` does what has no place: online, at a workplace; at most so many."""
    query = _query(1, bool(ask.routes), bool(ask.ranks), bool(ask.full))
    at_most = query.order_by(*FinderRow.__table__.primary_key).limit(limit)
    return _rows_of(database, at_most, replace(ask, runs=[NO_PLACE]))


def _rows_of(database: Session, query: Any, ask: Ask) -> Sequence[Any]:
    ends = {
        f"{name}{at}": end
        for at, run in enumerate(ask.runs)
        for name, end in zip(("low", "high"), run, strict=True)
    }
    lists = {"areas": ask.areas, "routes": [*ask.routes, UNKNOWN_ROUTE], "ranks": ask.ranks, "full": ask.full}
    return database.connection().execute(query, {**ends, **lists, "today": ask.today}).all()


@lru_cache(maxsize=200)
def _query(runs: int, routes: bool, ranks: bool, full: bool) -> Any:
    """One shape for both databases: the runs one after the other, each read as it is kept."""
    narrow = [
        FinderRow.area.in_(bindparam("areas", expanding=True)),
        or_(FinderRow.until.is_(None), FinderRow.until >= bindparam("today")),
        *([FinderRow.route.in_(bindparam("routes", expanding=True))] if routes else []),
        *([or_(FinderRow.level_rank.is_(None), FinderRow.level_rank.in_(bindparam("ranks", expanding=True)))]
          if ranks else []),
        *([tuple_(FinderRow.route, FinderRow.kind).not_in(bindparam("full", expanding=True))]
          if full else []),
    ]  # fmt: skip
    columns = (
        FinderRow.course_id, FinderRow.place, FinderRow.area, FinderRow.route, FinderRow.kind,
        FinderRow.level_rank, FinderRow.latitude, FinderRow.longitude,
    )  # fmt: skip
    each = [
        select(*columns).where(
            and_(FinderRow.cell.between(bindparam(f"low{at}"), bindparam(f"high{at}")), *narrow)
        )
        for at in range(runs)
    ]
    return each[0] if runs == 1 else union_all(*each)


# --- keeping it in step --------------------------------------------------------------------


class Touched:
    """Whose offers an import has changed in any way."""

    def __init__(self, database: Session) -> None:
        """Begin with nobody."""
        self._database = database
        self._providers: set[str] = set()
        self._courses: set[str] = set()

    def wrote(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Say what is written; of facts, only whether one can start at any time is searched."""
        if kind == "course":
            self._providers.update(row["provider_id"] for row in rows)
        elif kind == "offer":
            self._courses.update(row["course_id"] for row in rows)
        elif kind == "fact":
            self._facts(row["id"] for row in rows)

    def withdrew(self, kind: str, ids: Sequence[str]) -> None:
        """Say what is withdrawn."""
        if kind == "course":
            self._courses.update(ids)
        elif kind == "offer":
            for some in chunks(ids):
                query = select(OfferRow.course_id).where(OfferRow.id.in_(some))
                self._courses.update(self._database.scalars(query))
        elif kind == "fact":
            self._facts(ids)

    def _facts(self, ids: Iterable[str]) -> None:
        for kind, subject_id in filter(None, map(subject_of, ids)):
            (self._providers if kind == "provider" else self._courses).add(subject_id)

    def providers(self) -> set[str]:
        """Return everybody."""
        for some in chunks(sorted(self._courses)):
            query = select(CourseRow.provider_id).where(CourseRow.id.in_(some)).distinct()
            self._providers.update(self._database.scalars(query))
        self._courses.clear()
        return self._providers


def refresh(database: Session, provider_ids: Collection[str]) -> None:
    """Write anew all that the search reads of some providers.

    Providers whose courses are one with theirs must be among them.
    """
    for some in chunks(sorted(provider_ids)):
        database.execute(delete(FinderRow).where(FinderRow.course_id.in_(_courses_of(some))))
        for theirs in (_rows().where(CourseRow.provider_id.in_(some)),
                       _rows_as_one().where(Leading.provider_id.in_(some))):
            database.execute(insert(FinderRow).from_select(COLUMNS, theirs))
    _count_up(database)


def rebuild(database: Session) -> None:
    """Write anew all that the search reads."""
    database.execute(delete(FinderRow))
    for rows in (_rows(), _rows_as_one()):
        database.execute(insert(FinderRow).from_select(COLUMNS, rows))
    _count_up(database)


def _count_up(database: Session) -> None:
    """Have the database count what is there: by that it chooses the shorter way, which takes half as long.

    SQLite never does by itself, and PostgreSQL some time later.
    """
    database.execute(text(f"ANALYZE {FinderRow.__tablename__}"))


def _courses_of(provider_ids: Sequence[str]) -> Select[Any]:
    return select(CourseRow.id).where(CourseRow.provider_id.in_(provider_ids))


def _rows() -> Any:
    """Return the rows of courses that one source alone has."""
    alone = CourseRow.id.not_in(select(SameCourseRow.id))
    return with_told(_rows_shown_as(CourseRow, OfferRow.course_id).where(alone), OfferRow.course_id)


def _rows_as_one() -> Any:
    """Return the rows of courses that several sources have, each as the one that stands for it."""
    as_one = (
        _rows_shown_as(Leading, SameCourseRow.shown_as)
        .join(SameCourseRow, SameCourseRow.id == CourseRow.id)
        .join(Leading, Leading.id == SameCourseRow.shown_as)
    )
    return with_told(as_one, SameCourseRow.shown_as)


def _rows_shown_as(shown: type[CourseRow], course_id: Any) -> Any:
    """A course is at a venue as long as any of its offers there can be taken up."""
    ever = func.max(case((or_(any_time, OfferRow.starts.is_(None)), 1), else_=0))
    key = CourseSubjectRow.area, OfferRow.cell, course_id, place_of(OfferRow)
    of_course = shown.route, ProviderRow.kind, shown.level_rank
    return (
        select(
            *key, *of_course, func.min(OfferRow.latitude), func.min(OfferRow.longitude),
            case((ever == 1, None), else_=func.max(OfferRow.starts)),
        )
        .select_from(OfferRow)
        .join(CourseRow, CourseRow.id == OfferRow.course_id)
        .join(CourseSubjectRow, CourseSubjectRow.course_id == CourseRow.id)
        .where(
            OfferRow.withdrawn_at.is_(None), CourseRow.withdrawn_at.is_(None),
            ProviderRow.withdrawn_at.is_(None), ProviderRow.id == shown.provider_id,
        )
        .group_by(*key, *of_course)
        .order_by(*key)  # so that PostgreSQL, too, keeps together what is near
    )  # fmt: skip


# --- from a venue to what starts there -----------------------------------------------------


def place_of(offer: type[OfferRow]) -> ColumnElement[str]:
    """Return what tells the venues of a course apart."""
    return offer.postcode + "/" + offer.venue_name


def soonest(database: Session, venues: Sequence[Venue], today: date) -> list[str]:
    """Return for each course at a venue the id of the offer that starts soonest, in the same order."""
    offers: dict[Venue, str] = {}
    courses = {course_id for course_id, _ in venues}
    same = shown_as(database, SameCourseRow, courses)
    asked = {"courses": [*courses, *(same.keys() - courses)], "today": today}
    for row in database.connection().execute(_SOONEST, asked):
        offers.setdefault((same.get(row.course_id, row.course_id), row.place), row.id)
    return [offers[venue] for venue in venues if venue in offers]


_SOONEST = with_told(
    select(OfferRow.id, OfferRow.course_id, place_of(OfferRow).label("place"))
    .join(CourseRow, CourseRow.id == OfferRow.course_id)
    .outerjoin(SameCourseRow, SameCourseRow.id == OfferRow.course_id)
    .where(
        OfferRow.course_id.in_(bindparam("courses", expanding=True)),
        OfferRow.withdrawn_at.is_(None),
        or_(OfferRow.starts.is_(None), OfferRow.starts >= bindparam("today"), any_time),
    )
    .order_by(OfferRow.starts.is_(None), OfferRow.starts, OfferRow.id),
    SameCourseRow.shown_as,
)  # fmt: skip
