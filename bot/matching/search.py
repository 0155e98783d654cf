"""What to look for in the catalogue, and how the search widens where little is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.answers import Learner
from bot.courses import Point
from bot.matching.dreams import Jobs, dreams
from bot.matching.levels import LOWEST, own_level, wanted_ranks
from bot.matching.model import Search
from bot.matching.routes import wanted_routes
from bot.matching.subjects import GETTING_READY, wanted_areas
from bot.matching.things import tastes

STARTING_SMALL = frozenset({"start_small", "supported_internship"})


def search_for(learner: Learner, today: date, home: Point | None, jobs: Jobs) -> Search:
    """Return what to look for first.

    Args:
        learner: what they told us; every empty answer leaves the search wide.
        today: past starts and events are judged by it.
        home: where distance is counted from, in degrees (WGS 84).
        jobs: everyday words for jobs, to sector subject areas.
    """
    return Search(
        today=today,
        subject_areas=_areas(learner, jobs),
        routes=wanted_routes(learner),
        level_ranks=wanted_ranks(learner),
        home=home,
    )


def _areas(learner: Learner, jobs: Jobs) -> tuple[str, ...]:
    """Return the subjects to look for; getting ready is one for whoever starts small or at entry level."""
    dreamed = dreams(learner.dream_job, jobs)
    areas = wanted_areas(learner, dreamed, tastes(learner, dreamed, jobs.things))
    own = own_level(learner)
    starts_small = not STARTING_SMALL.isdisjoint(learner.route) or (own is not None and own.high == LOWEST)
    return tuple(dict.fromkeys([*areas, *GETTING_READY])) if areas and starts_small else areas


def widened(search: Search) -> Iterator[Search]:
    """Yield the search, then one for any subject: what a learner likes ranks courses and hides none."""
    yield search
    if search.subject_areas:
        yield replace(search, subject_areas=())
