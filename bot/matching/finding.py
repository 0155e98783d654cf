"""The one path from a learner to their matches, for the action server and the web application alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from bot.answers import Learner
from bot.courses import Candidate, Point
from bot.matching.choosing import shortlist
from bot.matching.dreams import Jobs
from bot.matching.model import Match, Search
from bot.matching.ranking import rank
from bot.matching.routes import is_unsure
from bot.matching.search import search_for, widened

ENOUGH_COURSES = 12
ENOUGH_PROVIDERS = 3
NOTHING: Mapping[str, str | None] = MappingProxyType({})


class Catalogue(Protocol):
    """What is asked of the catalogue."""

    def candidates(self, search: Search) -> Iterable[Candidate]:
        """Return offers that the search takes in."""

    def candidate(self, course_id: str, today: date) -> Candidate | None:
        """Return one course with an offer of it, or None where it is not known."""

    def place(self, area: str) -> Point | None:
        """Return where a town or an outward postcode is, or None."""


def find(
    learner: Learner,
    catalogue: Catalogue,
    today: date,
    jobs: Jobs,
    refused: Mapping[str, str | None] = NOTHING,
) -> list[Match]:
    """Return matches, best first; the first three are a shortlist.

    Args:
        learner: what they told us.
        catalogue: where courses and places are.
        today: past starts and events are not offered.
        jobs: everyday words for jobs, to sector subject areas.
        refused: the ids of courses that the learner turned down, each with one of ``model.REFUSALS``
            (any other words move nothing). They never come back.
    """
    home = catalogue.place(learner.home_area) if learner.home_area else None
    found = _gather(catalogue, search_for(learner, today, home, jobs), refused)
    matches = rank(learner, found, today, home, jobs, _refused(catalogue, refused, today))
    first = shortlist(matches, unsure_of_route=is_unsure(learner))
    shown = {match.candidate.course.id for match in first}  # each course is one match
    return first + [match for match in matches if match.candidate.course.id not in shown]


def _gather(catalogue: Catalogue, search: Search, refused: Mapping[str, str | None]) -> list[Candidate]:
    """Widen the search until there is enough to choose from, or nowhere else to look."""
    found: dict[str, Candidate] = {}
    for step in widened(search):
        for candidate in catalogue.candidates(step):
            if candidate.course.id not in refused:
                found.setdefault(candidate.offer.id, candidate)
        if _is_enough(found.values()):
            break
    return list(found.values())


def _is_enough(found: Iterable[Candidate]) -> bool:
    courses = {candidate.course.id for candidate in found}
    providers = {candidate.provider.id for candidate in found}
    return len(courses) >= ENOUGH_COURSES and len(providers) >= ENOUGH_PROVIDERS


def _refused(
    catalogue: Catalogue, refused: Mapping[str, str | None], today: date
) -> list[tuple[Candidate, str]]:
    known = ((catalogue.candidate(course_id, today), why) for course_id, why in refused.items())
    return [(candidate, why or "other") for candidate, why in known if candidate is not None]
