"""The first few to show: not only the nearest place, and not only one.

Three promises, kept wherever the catalogue allows: two providers at least, one place beyond the
nearest, and two routes for a learner who is unsure. A title comes again only to keep a promise, or
where no other title fits nearly as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from bot.matching.model import Bearing, Match

# How much better a match must fit to come with a title that is picked already: elsewhere, at the same place.
SAME_TITLE, SAME_COURSE = 3, 20
# How much less a match may fit than the best, and yet be shown to keep a promise; to be shown at all.
NEARLY, WELL = 8, 14
# What learners told us that matters to them: what goes against it is not among the first if others fit well.
MATTERS = frozenset({"disliked", "lacks", "travel_too_long", "travel_very_long", "age_from", "age_to"})

# Whether some matches keep a promise, given the distance of the nearest of all.
Promise = Callable[[Sequence[Match], float], bool]


def two_providers(picked: Sequence[Match], _nearest_km: float) -> bool:
    """At least two providers are among the picked."""
    return len({match.candidate.provider.id for match in picked}) > 1


def beyond_the_nearest(picked: Sequence[Match], nearest_km: float) -> bool:
    """One of the picked is farther away than the nearest match of all."""
    return any(match.distance_km is not None and match.distance_km > nearest_km for match in picked)


def two_routes(picked: Sequence[Match], _nearest_km: float) -> bool:
    """At least two routes are among the picked."""
    return len({match.candidate.course.route for match in picked}) > 1


# What of the promises the first few do not keep, by code, to the promise; in the order of saying.
PROMISES: Mapping[str, Promise] = {"one_provider": two_providers, "only_nearest": beyond_the_nearest}


def unkept(first: Sequence[Match], matches: Sequence[Match]) -> list[tuple[str, str]]:
    """Return which promises the first few do not keep, each with why.

    Args:
        first: what is shown.
        matches: all that was found.

    Returns:
        Codes: ``one_provider`` or ``only_nearest``, with ``nothing_else`` where no other was found, and
        ``others_fit_less`` where the others fit much less.
    """
    near = nearest(matches)
    return [
        (code, "others_fit_less" if promise(matches, near) else "nothing_else")
        for code, promise in PROMISES.items()
        if first and not promise(first, near)
    ]


def nearest(matches: Sequence[Match]) -> float:
    """Return the distance of the nearest match in kilometres; infinite where none is known."""
    known = (match.distance_km for match in matches if match.distance_km is not None)
    return min(known, default=float("inf"))


def in_harmony(matches: Sequence[Match], limit: int) -> Sequence[Match]:
    """Return the matches to choose the first few from: those that have to do with what the learner said.

    Of these the ones that go against nothing that matters, where enough of them fit well; where there are
    not enough of either, all.
    """
    spoken_of = [match for match in matches if match.reasons_for(Bearing.BECAUSE)]
    to_the_point = spoken_of if len(spoken_of) >= limit else matches
    best = max((match.points for match in to_the_point), default=0)
    found = [match for match in to_the_point if not _goes_against(match) and match.points >= best - WELL]
    return found if len(found) >= limit else to_the_point


def _goes_against(match: Match) -> bool:
    against = match.reasons_for(Bearing.DOES_NOT_FIT)
    return any(reason.family in MATTERS for reason in against)


def fitting(matches: Sequence[Match]) -> list[Match]:
    """Return the matches that fit nearly as well as the best: no other keeps a promise."""
    best = max((match.points for match in matches), default=0)
    return [match for match in matches if match.points >= best - NEARLY]


def shortlist(matches: Sequence[Match], limit: int = 3, *, unsure_of_route: bool = False) -> list[Match]:
    """Return the first few matches, in their order, so that the promises are kept.

    Args:
        matches: ranked, best first, one for each course.
        limit: how many; with fewer than three not every promise can be kept.
        unsure_of_route: the learner has not settled on a route.
    """
    shown_first = in_harmony(matches, limit)
    asked = (two_providers, beyond_the_nearest, *((two_routes,) if unsure_of_route else ()))
    nearest_km = nearest(matches)
    fit = fitting(shown_first)
    promises = [promise for promise in asked if promise(fit, nearest_km)]
    keeps = {id(match) for match in fit}

    def still_open(picked: Sequence[Match]) -> int:
        return sum(not promise(picked, nearest_km) for promise in promises)

    picked: list[Match] = []
    left = list(shown_first)
    while left and len(picked) < limit:
        at = _next(picked, left, limit, still_open, keeps)
        picked.append(left.pop(at))
    places = {id(match): at for at, match in enumerate(matches)}
    return sorted(picked, key=lambda match: places[id(match)])


def _next(
    picked: list[Match], left: Sequence[Match], limit: int,
    still_open: Callable[[Sequence[Match]], int], keeps: Collection[int],
) -> int:
    """Return where the best match is, a new title rather than not, that leaves each promise within reach."""
    places = limit - len(picked) - 1
    able = [match for match in left if id(match) in keeps]

    def within_reach(match: Match) -> bool:
        """Each open promise needs one more pick, unless one match keeps two of them at once."""
        then = [*picked, match]
        if still_open(then) <= places:
            return True
        return places > 0 and any(still_open([*then, other]) < places for other in able)

    best_first = sorted(range(len(left)), key=lambda at: _repeats(left[at], picked) - left[at].points)
    return next((at for at in best_first if within_reach(left[at])), best_first[0])


def _repeats(match: Match, picked: Sequence[Match]) -> int:
    """Return what it costs a match that its title was picked already."""
    same = [other for other in picked if other.candidate.course.title == match.candidate.course.title]
    if any(other.candidate.provider.id == match.candidate.provider.id for other in same):
        return SAME_COURSE
    return SAME_TITLE if same else 0
