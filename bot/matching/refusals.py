"""What a learner turned down, and what else it speaks against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.answers import Learner
from bot.courses import Candidate
from bot.matching.model import Context, Reason, Refusal, does_not_fit
from bot.matching.subjects import is_about


def _as_far(candidate: Candidate, distance_km: float | None, refusal: Refusal) -> bool:
    if distance_km is not None and refusal.distance_km is not None:
        return distance_km >= refusal.distance_km
    return candidate.offer.venue == refusal.candidate.offer.venue


def _as_hard(candidate: Candidate, _distance_km: float | None, refusal: Refusal) -> bool:
    rank, refused = candidate.course.level.rank, refusal.candidate.course.level.rank
    return rank is not None and refused is not None and rank >= refused


def _same_subject(candidate: Candidate, _distance_km: float | None, refusal: Refusal) -> bool:
    return is_about(candidate, refusal.candidate.course.subject_areas)


def _same_place(candidate: Candidate, _distance_km: float | None, refusal: Refusal) -> bool:
    return candidate.provider.id == refusal.candidate.provider.id


# Why a course was turned down, to what else is like it.
_LIKE: Mapping[str, Callable[[Candidate, float | None, Refusal], bool]] = {
    "too_far": _as_far,
    "too_hard": _as_hard,
    "not_my_thing": _same_subject,
    "no_support": _same_place,
}


def like_a_refusal(_learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The course is like one that the learner turned down, in the way that they named."""
    for reason, is_like in _LIKE.items():
        named = (refusal for refusal in context.refusals if refusal.reason == reason)
        if any(is_like(candidate, context.distance_km, refusal) for refusal in named):
            yield does_not_fit(f"refused.{reason}")
