"""How hard a course is, beside where the learner is now, and the steps to what is beyond."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.answers import Learner
from bot.courses import Candidate, Tri
from bot.matching.model import Context, Reason, ask, does_not_fit, fits

LOWEST, HIGHEST = 0, 3
MANY_STEPS = 3


class Own(NamedTuple):
    """The levels that a learner works at now, as ranks: English and maths may differ."""

    low: int
    high: int

    def steps_to(self, rank: int) -> int:
        """Return how many levels a course is above (positive) or below (negative) these."""
        return max(rank - self.high, 0) + min(rank - self.low, 0)


_SAID: Mapping[str, int] = {"entry": 0, "level_1": 1, "level_2": 2, "level_3": 3}
# What a qualification tells where the learner named no level; GCSEs may be level 1 or 2.
_DONE: Mapping[str, Own] = {"entry_level": Own(0, 0), "gcses": Own(1, 2)}

# Steps up or down, to what is said of them; farther steps have words of their own.
_NEAR: Mapping[int, str] = {0: "level_own", -1: "level_below", 1: "level_above"}

_EASIER_ENTRY = ("entry_is_flexible", "interview_only")


def own_level(learner: Learner) -> Own | None:
    """Return where the learner is now; None where they have not said."""
    said = [_SAID[name] for name in (learner.english_level, learner.maths_level) if name]
    if said:
        return Own(min(said), max(said))
    done = [_DONE[name] for name in learner.achievements if name in _DONE]
    return Own(min(own.low for own in done), max(own.high for own in done)) if done else None


def wanted_ranks(learner: Learner) -> tuple[int, ...]:
    """Return the level ranks to look for first: own, one below, one above; a dream adds the highest."""
    own = own_level(learner)
    if own is None:
        return ()
    wanted = set(range(max(own.low - 1, LOWEST), min(own.high + 1, HIGHEST) + 1))
    return tuple(sorted(wanted | ({HIGHEST} if learner.dream_job else set())))


def level(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """The course is at the learner's level, a step away, or there are steps to get there."""
    rank, own = candidate.course.level.rank, own_level(learner)
    if rank is None:
        yield ask("level_unknown")
    elif own is not None:
        yield from _level_reasons(own.steps_to(rank), str(candidate.course.level))
    elif rank > HIGHEST:
        yield does_not_fit("level_beyond", level=str(candidate.course.level))


def _level_reasons(steps: int, name: str) -> Iterator[Reason]:
    if steps in _NEAR:
        yield fits(_NEAR[steps], level=name)
    elif steps > 0:
        yield does_not_fit("level_steps" if steps < MANY_STEPS else "level_many_steps", level=name)
        yield ask("steps_to_get_there")
    else:
        yield does_not_fit("level_easy", level=name)


def entry(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """How to get in, where the course is a step up."""
    rank, own = candidate.course.level.rank, own_level(learner)
    if rank is None or own is None or own.steps_to(rank) < 1:
        return
    known = [name for name in _EASIER_ENTRY if candidate.fact(name).state is Tri.YES]
    yield from (fits(name) for name in known)
    if not known:
        yield ask("entry_needs")
