"""What a course is about, beside what the learner likes, dreams of and is good at.

Sector subject areas are Ofqual's tier 2 codes as text; a source may only know tier 1 ("6").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from bot.answers import Learner
from bot.courses import Candidate
from bot.matching.model import Context, Dream, Reason, ask, because, does_not_fit, fits
from bot.matching.things import NO_TASTES, Tastes

# The twelve picture cards: a talking point, never a filter.
INTEREST_AREAS: Mapping[str, tuple[str, ...]] = {
    "build_or_fix": ("5.2", "4.1", "4.2"),
    "cars_and_bikes": ("4.3",),
    "outdoors_and_plants": ("3.2", "3.1", "3.4"),
    "animals": ("3.3",),
    "how_things_work": ("2.1", "4.1", "6.1"),
    "computers_and_games": ("6.1", "6.2"),
    "art_and_design": ("9.2",),
    "music_acting_film": ("9.1", "9.3"),
    "helping_people": ("1.3", "1.5", "13.2"),
    "sport": ("8.1", "1.4"),
    "food_hair_serving": ("7.4", "7.3", "7.1"),
    "order_and_numbers": ("15.2", "15.1", "7.2"),
}
STRENGTH_AREAS: Mapping[str, tuple[str, ...]] = {
    "making_or_fixing": ("5.2", "4.1", "4.2", "4.3", "9.2"),
    "helping_people": ("1.3", "1.5", "13.2"),
    "ideas": ("9.2", "9.3"),
    "technology": ("6.1", "6.2"),
}
# Courses about getting ready: their subjects are chosen with the learner.
GETTING_READY = ("14.1", "14.2")


def wanted_areas(
    learner: Learner, dreamed: Iterable[Dream], tastes: Tastes = NO_TASTES
) -> tuple[str, ...]:
    """Return the subject areas to look for first: dreams, then interests, else strengths.

    An area that an interest takes in, and that the learner turned down, is left out.
    """
    areas = [area for dream in dreamed for area in dream.areas]
    areas += [area for thing in tastes.named for area in thing.areas[:1]]
    turned_down = {thing.areas[0] for thing in tastes.disliked} - set(areas)
    liked = [area for interest in learner.interests for area in INTEREST_AREAS.get(interest, ())]
    areas += [area for area in liked if area not in turned_down] or liked
    if not areas:
        areas = [area for strength in learner.strengths for area in STRENGTH_AREAS.get(strength, ())]
    return tuple(dict.fromkeys(areas))


def is_about(candidate: Candidate, areas: Iterable[str]) -> bool:
    """Return whether a course teaches one of these areas; tier 1 counts for all that is in it."""
    wanted = tuple(areas)
    return any(
        area == taught or area.startswith(f"{taught}.")
        for taught in candidate.course.subject_areas
        for area in wanted
    )


def dream_job(_learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The course leads towards a job that the learner dreams of."""
    for dream in context.dreams:
        if is_about(candidate, dream.areas):
            yield because("dream", job=dream.job)


def interests(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """The course is about something that the learner likes."""
    for interest in _liked(learner, candidate):
        yield because("interest", interest=interest)


def named_things(_learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The course's title says that it is about just what the learner named, or what their cards stand for."""
    named = [thing for thing in context.tastes.named if thing.names(candidate)]
    yield from (because("named", thing=thing.name) for thing in named)
    if not named:
        picked = (thing for thing in context.tastes.picked if thing.names(candidate))
        yield from (fits("about", thing=thing.name) for thing in islice(picked, 1))


def disliked_things(_learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The course's title says that it is about something that the learner turned down."""
    for thing in context.tastes.disliked:
        if thing.names(candidate):
            yield does_not_fit("disliked", thing=thing.name)


def strengths(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """The course uses what the learner is good at."""
    for strength in learner.strengths:
        if is_about(candidate, STRENGTH_AREAS.get(strength, ())):
            yield because("strength", strength=strength)


def other_subject(learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The course is about something else than the learner named, or we cannot tell."""
    named = wanted_areas(learner, context.dreams, context.tastes)
    if not named or is_about(candidate, named):
        return
    if not candidate.course.subject_areas:
        yield ask("subject_unknown")
    elif is_about(candidate, GETTING_READY) and not _is_basic(candidate, context):
        yield ask("subject_to_choose")
    else:
        yield does_not_fit("subject_other")


def _is_basic(candidate: Candidate, context: Context) -> bool:
    return any(thing.names(candidate) for thing in context.tastes.basic)


def _liked(learner: Learner, candidate: Candidate) -> list[str]:
    return [name for name in learner.interests if is_about(candidate, INTEREST_AREAS.get(name, ()))]
