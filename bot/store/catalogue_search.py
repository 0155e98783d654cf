"""The search for candidates: outwards from home, until every route and kind of place has had its share.

Courses that suit the search are dealt out in turns, one from each group of a route and a kind of provider,
the nearest first, so that no big provider and no popular route can crowd out the rest. All that suit it less
(another route or level, or a subject that nobody has said) are one more group, so that a few of them are
always there to be explained. A group that has its share is not looked for farther off: that keeps the
work small however large the catalogue is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from math import cos, inf, radians, sqrt
from typing import Any

from sqlalchemy.orm import Session

from bot.courses import Point
from bot.matching import Search
from bot.store import grid
from bot.store.finder import UNKNOWN_ROUTE, Ask, Venue, all_areas, look, look_nowhere, soonest

FIRST_KM = 1.5  # around home
WIDER = (1.4, 2.0)  # at least and at most so much farther with each step
ROWS = 1000  # a step goes so far that about so many are found, if it goes on as it was
FAR_ENOUGH_KM = 16.0  # so far it looks for what is rare, also where there is enough nearby
FARTHEST_KM = 100.0  # after this it looks everywhere
A_FEW = 24  # venues: where there are so many within the last step, it does not look everywhere
SHARE = 4  # a group's share is the limit divided by this
# Where home is not known, the country is looked through in so many samples, then in as many again, and so on.
SAMPLES = 32
LESS_SUITED = ("", "")

Group = tuple[str, str]


def best_offers(database: Session, search: Search, limit: int) -> list[str]:
    """Return the ids of offers, each course once at each venue, in the order in which they take turns.

    Args:
        database: where to look.
        search: what to look for.
        limit: how many at most.
    """
    found = _Found(search, limit, _areas(search.subject_areas) or all_areas(database))
    for km, runs in _steps(search.home, found):
        found.add(look(database, found.ask(runs)), km)
        if found.is_enough(km):
            break
    found.add(look_nowhere(database, found.ask(()), limit), inf)
    return soonest(database, found.dealt(), search.today)


def _steps(home: Point | None, found: _Found) -> Iterator[tuple[float, Sequence[grid.Run]]]:
    """Yield how far to look, and the cells that no step before has looked through."""
    if home is None:
        yield from ((inf, runs) for runs in _samples())
        return
    seen: list[grid.Run] = []
    before, km = 0.0, FIRST_KM
    while True:
        runs = [grid.ALL] if km == inf else grid.runs_around(home, km)
        yield km, list(grid.without(runs, seen))
        if km == inf:
            return
        seen = runs
        before, km = km, _next_km(before, km, found.rows)


def _samples() -> Iterator[Sequence[grid.Run]]:
    first, last = 0, 1
    while first < SAMPLES:
        yield grid.spread(first, last, SAMPLES)
        first, last = last, last * 2


def _next_km(before: float, km: float, rows: int) -> float:
    """Return how far to look next, after the ring between two distances had so many rows."""
    if km >= FARTHEST_KM:
        return inf
    least, most = (km * factor for factor in WIDER)
    as_dense = sqrt(km * km + ROWS * (km * km - before * before) / rows) if rows else most
    ahead = min(max(as_dense, least), most, FARTHEST_KM)
    return FAR_ENOUGH_KM if km < FAR_ENOUGH_KM < ahead else ahead


class _Found:
    """What was found so far, by group, the nearest first; ``rows``: how many the last step read."""

    def __init__(self, search: Search, limit: int, areas: Sequence[str]) -> None:
        self.rows = 0
        self._search = search
        self._limit = limit
        self._share = max(limit // SHARE, 1)
        self._areas = areas
        self._narrow = cos(radians(search.home.latitude)) if search.home else 0.0
        # In cells that a step has looked through, but farther than it looks.
        self._waiting: list[tuple[float, Venue, Group]] = []
        self._groups: dict[Group, list[Venue]] = {}
        self._venues: set[Venue] = set()

    def ask(self, runs: Sequence[grid.Run]) -> Ask:
        """Return what is still to be looked for."""
        full = {group for group, venues in self._groups.items() if len(venues) >= self._share}
        if LESS_SUITED not in full:
            return Ask(runs, self._search.today, self._areas)
        areas = [area for area in self._areas if area] if self._search.subject_areas else self._areas
        ranks, routes = self._search.level_ranks, self._search.routes
        return Ask(runs, self._search.today, areas, routes, ranks, sorted(full - {LESS_SUITED}))

    def add(self, rows: Sequence[Any], km: float) -> None:
        """Take in what a step found within so many kilometres, and what earlier ones found so far off."""
        self.rows = len(rows)
        found = sorted([*self._waiting, *self._near(rows)])
        self._waiting = [each for each in found if each[0] > km]
        for _, venue, group in found[: len(found) - len(self._waiting)]:
            if venue not in self._venues:
                self._venues.add(venue)
                self._groups.setdefault(group, []).append(venue)

    def is_enough(self, km: float) -> bool:
        """Return whether to look no farther than this."""
        count = sum(min(len(venues), self._share) for venues in self._groups.values())
        a_few = A_FEW if self._search.home and km >= FARTHEST_KM else self._limit
        return km >= FAR_ENOUGH_KM and count >= min(a_few, self._limit)

    def dealt(self) -> list[Venue]:
        """Return the venues in turns, one of each group; the less suited group has the last turn."""
        names = sorted(self._groups, key=lambda group: (group == LESS_SUITED, group))
        turns = zip_longest(*(self._groups[name] for name in names))
        return [venue for turn in turns for venue in turn if venue is not None][: self._limit]

    def _near(self, rows: Iterable[Any]) -> Iterator[tuple[float, Venue, Group]]:
        """Yield how far off each is, what it is, and its group; written out, as there are many."""
        search, narrow = self._search, self._narrow
        home, routes, ranks, need_area = search.home, search.routes, search.level_ranks, search.subject_areas
        for course_id, place, area, route, kind, rank, north, east in rows:
            # An unknown level or route is no mismatch.
            suits = (
                (not routes or route == UNKNOWN_ROUTE or route in routes)
                and (not ranks or rank is None or rank in ranks)
                and (area != "" or not need_area)
            )
            km = 0.0
            if home is not None and north is not None and east is not None:
                up, along = north - home.latitude, (east - home.longitude) * narrow
                km = grid.KM_PER_DEGREE * sqrt(up * up + along * along)
            yield km, (course_id, place), (route, kind) if suits else LESS_SUITED


def _areas(asked: Sequence[str]) -> Sequence[str]:
    """Return the areas asked for, the tier-1 areas they are in (some sources say no more), and none."""
    return sorted({"", *asked, *(area.partition(".")[0] for area in asked)}) if asked else ()
