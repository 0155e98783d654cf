"""The first few to show: not only the nearest place, and not only one.

Three promises, kept wherever the catalogue allows: two providers at least, one place beyond the
nearest, and two routes for a learner who is unsure. A title comes twice only to keep a promise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.matching.model import Match

Promise = Callable[[Sequence[Match], Sequence[Match]], bool]


def two_providers(picked: Sequence[Match], _all: Sequence[Match]) -> bool:
    """At least two providers are among the picked."""
    return len({match.candidate.provider.id for match in picked}) > 1


def beyond_the_nearest(picked: Sequence[Match], everything: Sequence[Match]) -> bool:
    """One of the picked is farther away than the nearest match of all."""
    known = [match.distance_km for match in everything if match.distance_km is not None]
    return any(match.distance_km is not None and match.distance_km > min(known) for match in picked)


def two_routes(picked: Sequence[Match], _all: Sequence[Match]) -> bool:
    """At least two routes are among the picked."""
    return len({match.candidate.course.route for match in picked}) > 1


PROMISES: tuple[Promise, ...] = (two_providers, beyond_the_nearest)


def shortlist(matches: Sequence[Match], limit: int = 3, *, unsure_of_route: bool = False) -> list[Match]:
    """Return the first few matches, in their order, so that the promises are kept.

    Args:
        matches: ranked, best first, one for each course.
        limit: how many; with fewer than three not every promise can be kept.
        unsure_of_route: the learner has not settled on a route.
    """
    promises = (*PROMISES, two_routes) if unsure_of_route else PROMISES
    possible = tuple(promise for promise in promises if promise(matches, matches))
    picked: list[Match] = []
    while len(picked) < min(limit, len(matches)):
        picked.append(_next(picked, matches, possible, limit))
    return sorted(picked, key=matches.index)


def _next(picked: list[Match], matches: Sequence[Match], promises: Sequence[Promise], limit: int) -> Match:
    """Return the best match that leaves every promise within reach, with a new title if there is one."""
    left = [match for match in matches if match not in picked]
    titles = {match.candidate.course.title for match in picked}
    new = [match for match in left if match.candidate.course.title not in titles]
    for choice in (new, left):
        for match in choice:
            if _within_reach([*picked, match], matches, promises, limit):
                return match
    return (new or left)[0]


def _within_reach(
    picked: list[Match], matches: Sequence[Match], promises: Sequence[Promise], limit: int
) -> bool:
    """Each open promise needs one more pick, unless one match keeps two of them at once."""
    places = limit - len(picked)
    still_open = _open(picked, matches, promises)
    if still_open <= places:
        return True
    return places > 0 and any(
        _open([*picked, match], matches, promises) < places for match in matches if match not in picked
    )


def _open(picked: Sequence[Match], matches: Sequence[Match], promises: Sequence[Promise]) -> int:
    return sum(not promise(picked, matches) for promise in promises)
