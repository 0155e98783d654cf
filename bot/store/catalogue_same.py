"""Keeping up which courses and offers of the catalogue are one: worked out again for whom an import touched.

Rows of each source stay as they are. A provider of whom one source alone speaks costs nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session, aliased

from bot.courses import Level
from bot.store.catalogue_links import name_words
from bot.store.catalogue_writing import chunks
from bot.store.course_titles import title_words
from bot.store.one_course import Thing, alike
from bot.store.tables.catalogue import CourseRow, OfferRow, ProviderRow
from bot.store.tables.imports import FeedRow
from bot.store.tables.same import SameCourseRow, SameOfferRow

Same = type[SameCourseRow] | type[SameOfferRow]

_COURSE = (CourseRow.id, CourseRow.provider_id, CourseRow.feed, CourseRow.title, CourseRow.route,
           CourseRow.level, CourseRow.learn_aim_ref)  # fmt: skip
_OFFER = (OfferRow.id, OfferRow.course_id, OfferRow.venue_name, OfferRow.town, OfferRow.postcode,
          OfferRow.starts, OfferRow.study_mode)  # fmt: skip
_UNKNOWN = "unknown"
# An aim that begins so stands for any course that leads to no qualification.
_NO_QUALIFICATION = re.compile(r"[XZ]", re.IGNORECASE)


# --- reading it ----------------------------------------------------------------------------


def shown_as(database: Session, table: Same, ids: Collection[str]) -> Mapping[str, str]:
    """Return what stands for each of these, and for all that is one with them; nothing of what is alone."""
    rows = database.connection().execute(_ONE_WITH[table], {"ids": list(ids)})
    return {key: leading for key, leading in rows.all()}  # noqa: C416 (dict() knows no rows)


def _one_with(table: Same) -> Any:
    given, all_of_them = aliased(table), aliased(table)
    query = select(all_of_them.id, all_of_them.shown_as).join(given, given.shown_as == all_of_them.shown_as)
    return query.where(given.id.in_(bindparam("ids", expanding=True)))


_ONE_WITH: Mapping[Same, Any] = {table: _one_with(table) for table in (SameCourseRow, SameOfferRow)}


# --- keeping it up -------------------------------------------------------------------------


def regroup_all(database: Session) -> None:
    """Work out all of it anew."""
    regroup(database, set(database.scalars(select(ProviderRow.id))))


def regroup(database: Session, provider_ids: Collection[str]) -> set[str]:
    """Work out again which courses of these providers are one.

    Returns:
        These providers, those that are one with them, and those that were: whatever is shown of any of
        them may be another now.
    """
    known = _Known(database)
    touched = known.all_one_with(provider_ids)
    for provider_id_group in known.with_several_feeds(touched):
        _Regrouping(database, provider_id_group).run()
    return touched


class _Known:
    """Which providers are one, and which of them several sources speak of."""

    def __init__(self, database: Session) -> None:
        self._database = database
        query = select(ProviderRow.id, ProviderRow.urn).where(
            ProviderRow.ukprn.is_not(None), ProviderRow.urn.is_not(None)
        )
        self._ours = {f"urn:{urn}": ours for ours, urn in database.execute(query)}
        self._theirs = {ours: urn for urn, ours in self._ours.items()}
        self._has_any = database.scalar(select(SameCourseRow.id).limit(1)) is not None

    def all_one_with(self, provider_ids: Collection[str]) -> set[str]:
        """Return these providers, with those that are one with them and those that were."""
        found = {*provider_ids, *(self._were_one_with(provider_ids) if self._has_any else ())}
        for links in (self._ours, self._theirs):
            found.update(links[each] for each in list(found) if each in links)
        return found

    def _were_one_with(self, provider_ids: Collection[str]) -> Iterator[str]:
        course, leading = aliased(CourseRow), aliased(CourseRow)
        for one, other in ((course, leading), (leading, course)):
            for some in chunks(sorted(provider_ids)):
                query = select(other.provider_id).distinct().select_from(SameCourseRow)
                query = query.join(course, course.id == SameCourseRow.id)
                query = query.join(leading, leading.id == SameCourseRow.shown_as)
                yield from self._database.scalars(query.where(one.provider_id.in_(some)))

    def with_several_feeds(self, provider_ids: Collection[str]) -> Iterator[Sequence[str]]:
        """Yield the ids of each provider whose courses several feeds have, or had."""
        feeds: dict[str, set[str]] = defaultdict(set)
        had: set[str] = set()
        for some in chunks(sorted(provider_ids)):
            query = select(CourseRow.provider_id, CourseRow.feed).distinct()
            live = query.where(CourseRow.provider_id.in_(some), CourseRow.withdrawn_at.is_(None))
            for provider_id, feed in self._database.execute(live):
                feeds[self._ours.get(provider_id, provider_id)].add(feed)
            if self._has_any:
                theirs = select(CourseRow.provider_id).join(SameCourseRow, SameCourseRow.id == CourseRow.id)
                rows = self._database.scalars(theirs.where(CourseRow.provider_id.in_(some)).distinct())
                had.update(self._ours.get(each, each) for each in rows)
        for ours in sorted({*had, *(each for each, names in feeds.items() if len(names) > 1)}):
            yield [ours, self._theirs[ours]] if ours in self._theirs else [ours]


class _Regrouping:
    """All that is one of one provider, by whichever of its ids."""

    def __init__(self, database: Session, provider_ids: Sequence[str]) -> None:
        self._database = database
        live = CourseRow.provider_id.in_(provider_ids), CourseRow.withdrawn_at.is_(None)
        self._rows = {row.id: row for row in database.execute(select(*_COURSE).where(*live))}
        query = select(SameCourseRow.id, SameCourseRow.shown_as)
        query = query.join(CourseRow, CourseRow.id == SameCourseRow.id)
        rows = database.execute(query.where(CourseRow.provider_id.in_(provider_ids)))
        self._before: dict[str, str] = {row.id: row.shown_as for row in rows}

    def run(self) -> None:
        """Write what is one now in place of what was."""
        groups = alike(self._things())
        leading = [(self._leading(ids), ids) for ids in groups]
        now = {each: first for first, ids in leading for each in ids}
        now |= self._withdrawn(now)
        offers = list(self._offers_of(groups))
        self._forget({*self._before, *now})
        _insert(self._database, SameCourseRow, now.items())
        _insert(self._database, SameOfferRow, offers)

    def _leading(self, ids: Iterable[str]) -> str:
        """Return the first in the order of ids of those whose route and level are known, if any are."""
        rows = self._rows
        return min(ids, key=lambda each: (rows[each].route == _UNKNOWN, rows[each].level == _UNKNOWN, each))

    def _things(self) -> Iterator[Thing]:
        origins = self._origins()
        for row in self._rows.values():
            aim = row.learn_aim_ref
            if not aim or _NO_QUALIFICATION.match(aim):
                aim = None
            route, level = (None if each == _UNKNOWN else each for each in (row.route, row.level))
            words = title_words(row.title, Level(row.level))
            named = {("aim", aim): aim, ("title", row.level, words): words}
            keys = [key for key, is_told in named.items() if is_told]
            # Where one source has it by two routes, each is found by its own.
            keys += [(*key, route) for key in keys if route]
            yield Thing(row.id, origins.get(row.feed, row.feed), tuple(keys), (aim, level, route))

    def _origins(self) -> Mapping[str, str]:
        """Return of each feed that is part of another source which one it is."""
        feeds = sorted({row.feed for row in self._rows.values()})
        query = select(FeedRow.feed, FeedRow.part_of).where(FeedRow.part_of.is_not(None))
        return {
            feed: whole or feed for some in chunks(feeds)
            for feed, whole in self._database.execute(query.where(FeedRow.feed.in_(some)))
        }  # fmt: skip

    def _withdrawn(self, now: Mapping[str, str]) -> Mapping[str, str]:
        """Return what stands for the courses that were one with others, and that their source withdrew."""
        live = self._rows.keys()
        left: dict[str, str] = {}
        for course_id in sorted(live & self._before.keys()):
            left.setdefault(self._before[course_id], now.get(course_id, course_id))
        gone = {key: left[leads] for key, leads in self._before.items() if key not in live and leads in left}
        return {**gone, **{leads: leads for leads in gone.values()}}

    def _offers_of(self, groups: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
        """Yield each offer that is one with others of its group, and the one that stands for them."""
        group_of = {each: number for number, ids in enumerate(groups) for each in ids}
        offers: dict[int, list[Thing]] = defaultdict(list)
        for some in chunks(sorted(group_of)):
            live = OfferRow.course_id.in_(some), OfferRow.withdrawn_at.is_(None)
            for row in self._database.connection().execute(select(*_OFFER).where(*live)):
                offers[group_of[row.course_id]].append(_offer(row))
        for things in offers.values():
            for ids in alike(things):
                yield from ((each, ids[0]) for each in ids)

    def _forget(self, course_ids: Collection[str]) -> None:
        for some in chunks(sorted(course_ids)):
            theirs = select(OfferRow.id).where(OfferRow.course_id.in_(some))
            self._database.execute(delete(SameOfferRow).where(SameOfferRow.id.in_(theirs)))
            self._database.execute(delete(SameCourseRow).where(SameCourseRow.id.in_(some)))


def _offer(row: Any) -> Thing:
    when = (_venue(row), row.starts)
    keys = (when, (*when, row.study_mode)) if row.study_mode else (when,)
    return Thing(row.id, row.course_id, keys, (row.study_mode,))


def _venue(row: Any) -> tuple[str, ...]:
    """Return what tells a venue from others: its postcode, else its name and town."""
    postcode = re.sub(r"\s", "", row.postcode).upper()
    return (postcode,) if postcode else (row.town.casefold(), *name_words(row.venue_name))


def _insert(database: Session, table: Same, pairs: Iterable[tuple[str, str]]) -> None:
    rows = [{"id": key, "shown_as": leads} for key, leads in pairs]
    if rows:
        database.connection().execute(insert(table.__table__), rows)  # type: ignore[arg-type]
