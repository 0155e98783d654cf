"""What to look for in the catalogue, and how the search widens where little is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.answers import Learner
from bot.courses import Point
from bot.matching.dreams import Jobs, dreams
from bot.matching.levels import wanted_ranks
from bot.matching.model import Search
from bot.matching.routes import wanted_routes
from bot.matching.subjects import wanted_areas


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
        subject_areas=wanted_areas(learner, dreams(learner.dream_job, jobs)),
        routes=wanted_routes(learner),
        level_ranks=wanted_ranks(learner),
        home=home,
    )


def widened(search: Search) -> Iterator[Search]:
    """Yield the search, then one for any subject: what a learner likes ranks courses and hides none."""
    yield search
    if search.subject_areas:
        yield replace(search, subject_areas=())
