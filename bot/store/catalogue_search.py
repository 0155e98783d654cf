"""The search for candidates: outwards from home, until every route and kind of place has had its share.

Courses that suit the search are dealt out in turns, one from each group of a route and a kind of provider,
the nearest first, so that no big provider and no popular route can crowd out the rest. All that suit it less
(another route or level, or a subject that nobody has said) are one more group, so that a few of them are
always there to be explained. A group that has its share is not looked for farther off: that keeps the
work small however large the catalogue is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from math import cos, hypot, inf, radians
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bot.courses import Point
from bot.matching import Search
from bot.store import grid
from bot.store.finder import UNKNOWN_ROUTE, Ask, look, look_nowhere

# How far around home each step looks; after these it looks everywhere.
STEPS_KM = (1.5, 4.0, 8.0, 14.0, 22.0, 36.0, 60.0, 100.0)
FAR_ENOUGH_KM = 36.0  # so far it looks for what is rare, also where there is enough nearby
A_FEW = 24  # offers: where there are so many within the last step, it does not look everywhere
SHARE = 4  # a group's share is the limit divided by this
SAMPLES = 16  # where home is not known, the country is looked through in so many samples
LESS_SUITED = ("", "")

Group = tuple[str, str]


def best_offers(database: Session, search: Search, limit: int) -> list[str]:
    """Return the ids of offers, each course once at each venue, in the order in which they take turns.

    Args:
        database: where to look.
        search: what to look for.
        limit: how many at most.
    """
    found = _Found(search, limit)
    for km, runs in _steps(search.home):
        found.add(look(database, found.ask(runs)), km)
        if found.is_enough(km):
            break
    found.add(look_nowhere(database, found.ask(()), limit), inf)
    return found.dealt()


def _steps(home: Point | None) -> Iterator[tuple[float, Sequence[grid.Run]]]:
    """Yield how far to look, and the cells that no step before has looked through."""
    if home is None:
        yield from ((inf, grid.spread(at, SAMPLES)) for at in range(SAMPLES))
        return
    seen: list[grid.Run] = []
    for km in (*STEPS_KM, inf):
        runs = [grid.ALL] if km == inf else grid.runs_around(home, km)
        yield km, list(grid.without(runs, seen))
        seen = runs


class _Near(NamedTuple):
    """One offer that was found: its place in the order within a group, and what tells it from others."""

    km: float
    starts: date
    offer_id: str
    venue: tuple[str, str]  # of its course
    group: Group


class _Found:
    """What was found so far, by group, the nearest first."""

    def __init__(self, search: Search, limit: int) -> None:
        self._search = search
        self._limit = limit
        self._share = max(limit // SHARE, 1)
        self._areas = _areas(search.subject_areas)
        self._narrow = cos(radians(search.home.latitude)) if search.home else 0.0
        self._waiting: list[_Near] = []  # in cells that a step has looked through, but farther than it looks
        self._groups: dict[Group, list[str]] = {}
        self._venues: set[tuple[str, str]] = set()

    def ask(self, runs: Sequence[grid.Run]) -> Ask:
        """Return what is still to be looked for."""
        full = {group for group, offers in self._groups.items() if len(offers) >= self._share}
        if LESS_SUITED not in full:
            return Ask(runs, self._search.today, self._areas)
        areas = [area for area in self._areas if area]
        ranks, routes = self._search.level_ranks, self._search.routes
        return Ask(runs, self._search.today, areas, routes, ranks, sorted(full - {LESS_SUITED}))

    def add(self, rows: Iterable[Any], km: float) -> None:
        """Take in what a step found within so many kilometres, and what earlier ones found so far off."""
        found = sorted([*self._waiting, *map(self._near, rows)])
        self._waiting = [each for each in found if each.km > km]
        for each in found:
            if each.km <= km and each.venue not in self._venues:
                self._venues.add(each.venue)
                self._groups.setdefault(each.group, []).append(each.offer_id)

    def is_enough(self, km: float) -> bool:
        """Return whether to look no farther than this."""
        count = sum(min(len(offers), self._share) for offers in self._groups.values())
        a_few = A_FEW if self._search.home and km >= STEPS_KM[-1] else self._limit
        return km >= FAR_ENOUGH_KM and count >= min(a_few, self._limit)

    def dealt(self) -> list[str]:
        """Return the offers in turns, one of each group; the less suited group has the last turn."""
        names = sorted(self._groups, key=lambda group: (group == LESS_SUITED, group))
        turns = zip_longest(*(self._groups[name] for name in names))
        return [offer for turn in turns for offer in turn if offer is not None][: self._limit]

    def _near(self, row: Any) -> _Near:
        offer_id, course_id, place, area, route, kind, rank, north, east, starts = row
        group = (route, kind) if self._suits(area, route, rank) else LESS_SUITED
        return _Near(self._km(north, east), starts or date.max, offer_id, (course_id, place), group)

    def _suits(self, area: str, route: str, rank: int | None) -> bool:
        """Tell whether route, level and subject are as asked; an unknown level or route is no mismatch."""
        search = self._search
        return (
            (not search.routes or route == UNKNOWN_ROUTE or route in search.routes)
            and (not search.level_ranks or rank is None or rank in search.level_ranks)
            and (not search.subject_areas or area != "")
        )

    def _km(self, north: float | None, east: float | None) -> float:
        home = self._search.home
        if home is None or north is None or east is None:
            return 0.0
        return grid.KM_PER_DEGREE * hypot(north - home.latitude, (east - home.longitude) * self._narrow)


def _areas(asked: Sequence[str]) -> Sequence[str]:
    """Return the areas asked for, the tier-1 areas they are in (some sources say no more), and none."""
    return sorted({"", *asked, *(area.partition(".")[0] for area in asked)}) if asked else ()
