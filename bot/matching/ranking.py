"""The order of matches: what each reason counts. Courses are weighed, never the learner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.answers import Learner
from bot.courses import Candidate, Event, Point
from bot.matching.conditions import next_start
from bot.matching.dreams import Jobs, dreams
from bot.matching.model import Bearing, Context, Match, Reason, Refusal
from bot.matching.rules import reasons
from bot.matching.supports import wants
from bot.matching.things import tastes

# What one reason counts, by its code or its family. A code that is not here only informs, and so
# does every question to ask: what nobody has published never counts against a place.
WEIGHTS: Mapping[str, int] = {
    "dream": 6, "named": 5, "interest": 5, "about": 3, "strength": 1, "subject_other": -3, "disliked": -15,
    "route": 6, "route_other": -5, "learn": 1,
    "level_own": 4, "level_above": 3, "level_below": 2, "level_easy": -4,
    "level_steps": -2, "level_many_steps": -6, "level_beyond": -4,
    "entry_is_flexible": 1, "interview_only": 1,
    "travel_in_time": 3, "travel_near": 3,
    "travel_long": -2, "travel_too_long": -5, "travel_very_long": -10,
    "has": 1, "has.flexible_timetable": 2, "has.phased_start": 2, "lacks": -6,
    "group_small": 1, "group_big": -3,
    "start_now": 2, "start_any_time": 1, "start_long_wait": -2,
    "age_from": -6, "age_to": -6, "ehc_plan_held": 1,
    "refused": -6,
}
# The most that the reasons of one family count together, so that a long list outweighs nothing else.
CAPS: Mapping[str, int] = {
    "dream": 8, "interest": 8, "named": 5, "about": 3, "strength": 2, "learn": 2, "has": 4, "lacks": 12,
    "refused": 8,
}
MOST = max(map(abs, WEIGHTS.values()))  # for a family without a cap


def rank(
    learner: Learner,
    candidates: Iterable[Candidate],
    today: date,
    home: Point | None,
    jobs: Jobs,
    refused: Sequence[tuple[Candidate, str]] = (),
) -> list[Match]:
    """Return one match for each course, best first; the order is the same each time.

    Args:
        learner: what they told us.
        candidates: offers of the catalogue; of a course with several, the one that fits best is kept.
        today: past starts and events are not offered.
        home: where distance is counted from; without it nothing is far.
        jobs: everyday words for jobs, to sector subject areas.
        refused: courses that the learner turned down, each with one of ``model.REFUSALS``. They do not
            come back, and what is like them moves down.
    """
    refusals = tuple(Refusal(candidate, why, _distance(candidate, home)) for candidate, why in refused)
    gone = {candidate.course.id for candidate, _ in refused}
    context = replace(_known(learner, today, jobs), refusals=refusals)
    matches = [
        _match(learner, candidate, context, home)
        for candidate in candidates
        if candidate.course.id not in gone
    ]
    return _one_for_each_course(sorted(matches, key=_order))


def judge(learner: Learner, candidate: Candidate, today: date, home: Point | None, jobs: Jobs) -> Match:
    """Return one offer as a match, whether or not it would be found: for a course that was named or kept."""
    return _match(learner, candidate, _known(learner, today, jobs), home)


def points(found: Iterable[Reason]) -> int:
    """Return what reasons count together, for the order only; it is shown to no learner."""
    return sum(parts(found).values())


def parts(found: Iterable[Reason]) -> dict[str, int]:
    """Return what the reasons of each family count together."""
    sums: dict[str, int] = {}
    for reason in found:
        if reason.bearing is not Bearing.ASK:
            weight = WEIGHTS.get(reason.code, WEIGHTS.get(reason.family, 0))
            sums[reason.family] = sums.get(reason.family, 0) + weight
    return {family: _capped(total, CAPS.get(family, MOST)) for family, total in sums.items()}


def next_event(events: Iterable[Event], today: date) -> Event | None:
    """Return the next visit that can still be made: not past, not cancelled, its booking not closed."""
    ahead = [
        event
        for event in events
        if not event.cancelled
        and event.starts.date() >= today
        and (event.book_by is None or event.book_by >= today)
    ]
    return min(ahead, key=lambda event: (event.starts, event.id), default=None)


def _known(learner: Learner, today: date, jobs: Jobs) -> Context:
    """Return what is the same for every candidate."""
    dreamed = dreams(learner.dream_job, jobs)
    return Context(today, dreams=dreamed, tastes=tastes(learner, dreamed, jobs.things), wants=wants(learner))


def _match(learner: Learner, candidate: Candidate, known: Context, home: Point | None) -> Match:
    context = replace(
        known,
        distance_km=_distance(candidate, home),
        next_event=next_event(candidate.events, known.today),
    )
    found = reasons(learner, candidate, context)
    return Match(
        candidate=candidate,
        reasons=found,
        distance_km=context.distance_km,
        next_event=context.next_event,
        starts=next_start(candidate, context.today),
        points=points(found),
    )


def _order(match: Match) -> tuple[int, float, str, str, str]:
    """Best fit first, then the nearest; names and ids settle the rest."""
    far = float("inf") if match.distance_km is None else match.distance_km
    course = match.candidate.course
    return (-match.points, far, course.title, course.id, match.candidate.offer.id)


def _one_for_each_course(matches: Iterable[Match]) -> list[Match]:
    best: dict[str, Match] = {}
    for match in matches:
        best.setdefault(match.candidate.course.id, match)
    return list(best.values())


def _distance(candidate: Candidate, home: Point | None) -> float | None:
    point = candidate.offer.venue.point
    return home.km_to(point) if home is not None and point is not None else None


def _capped(total: int, cap: int) -> int:
    return max(-cap, min(total, cap))
