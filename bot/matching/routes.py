"""What the learner wants to do next, beside the route of a course and the kind of place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.answers import Learner
from bot.courses import PROVIDER_KINDS, ROUTES, Candidate
from bot.matching.model import Context, Reason, ask, because, does_not_fit, fits
from bot.matching.subjects import is_about

UNSURE = "not_sure_yet"
UNKNOWN = "unknown"

_SCHOOL_ONLY = frozenset({"school_sixth_form", "special_school_sixth_form"})
_SIXTH_FORMS = _SCHOOL_ONLY | {"sixth_form_college", "16_19_academy", "utc_studio"}
_COLLEGES = frozenset(PROVIDER_KINDS) - _SCHOOL_ONLY - {"employer"}
_ANYWHERE = frozenset(PROVIDER_KINDS)
_CLASSROOM = frozenset({
    "study_programme", "a_level", "t_level", "t_level_foundation_year", "v_level", "l2_further_study",
    "l2_occupational", "foundation_learning",
})
_APPRENTICE = frozenset({"apprenticeship", "foundation_apprenticeship"})
_INTERNSHIP = frozenset({"supported_internship", "pre_internship"})
_AT_WORK = _APPRENTICE | {"supported_internship", "employment_with_training"}


@dataclass(frozen=True, slots=True)
class Way:
    """The course routes, and the kinds of place, that a learner means by a wish."""

    routes: frozenset[str]
    kinds: frozenset[str] = _ANYWHERE

    def takes_in(self, candidate: Candidate) -> bool:
        """Return whether a course at this place is what the wish means."""
        return candidate.course.route in self.routes and candidate.provider.kind in self.kinds


WAYS: Mapping[str, Way] = {
    "college": Way(_CLASSROOM, _COLLEGES),
    "school_or_sixth_form": Way(_CLASSROOM, _SIXTH_FORMS),
    "apprenticeship": Way(_APPRENTICE),
    "supported_internship": Way(_INTERNSHIP),
    "start_small": Way(frozenset({
        "foundation_learning", "reengagement", "pre_internship", "t_level_foundation_year",
        "volunteering_plus_study",
    })),
    "job": Way(_APPRENTICE | {"employment_with_training"}),
}
# How a learner learns best, to the routes that are known to work like that.
LEARNING_ROUTES: Mapping[str, frozenset[str]] = {
    "doing": _AT_WORK | {"t_level"},
    "watching": _INTERNSHIP,
    "small_steps": frozenset({"foundation_learning", "reengagement", "pre_internship"}),
}
_COMPUTER_AREAS = ("6.1", "6.2")


def wishes(learner: Learner) -> tuple[str, ...]:
    """Return the ways that the learner named."""
    return tuple(way for way in learner.route if way in WAYS)


def is_unsure(learner: Learner) -> bool:
    """Return whether the learner has not settled on a way, or has not said."""
    return not wishes(learner) or UNSURE in learner.route


def wanted_routes(learner: Learner) -> tuple[str, ...]:
    """Return the course routes to look for first; empty (all of them) where the learner is unsure."""
    if is_unsure(learner):
        return ()
    wanted = frozenset().union(*(WAYS[way].routes for way in wishes(learner)))
    return tuple(route for route in ROUTES if route in wanted)


def route(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """The course is, or is not, what the learner wants to do next."""
    named = wishes(learner)
    meant = [way for way in named if WAYS[way].takes_in(candidate)]
    if meant:
        yield because("route", route=meant[0])
    elif named and candidate.course.route == UNKNOWN:
        yield ask("route_unknown")
    elif named:
        yield does_not_fit("route_other", kind=candidate.course.route)


def learning_at_work(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """Someone who wants a job learns of the ones that count as learning until 18."""
    if "job" in learner.route and WAYS["job"].takes_in(candidate):
        yield fits("job_and_learning")


def how_they_learn(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """The route, or the subject, works in the way that the learner learns best."""
    for how, routes in LEARNING_ROUTES.items():
        if how in learner.how_i_learn and candidate.course.route in routes:
            yield because(f"learn.{how}")
    if "computer" in learner.how_i_learn and is_about(candidate, _COMPUTER_AREAS):
        yield because("learn.computer")
