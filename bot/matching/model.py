"""What a match is made of: the search, reasons and their bearing, and what a rule may know."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.answers import Learner
from bot.courses import Candidate, Event, Point
from bot.matching.things import NO_TASTES, Tastes

# What a learner may say of a course they turn down. Anything else is kept and moves nothing.
REFUSALS = ("too_far", "too_hard", "not_my_thing", "no_support", "other")


class Bearing(StrEnum):
    """What a reason says about a match; the names are those of the chat API."""

    BECAUSE = "because"
    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a course is shown, fits, does not fit, or what to ask; its words are content, found by ``code``.

    A code is ``"route"`` or, in a family of its own, ``"has.quiet_space"``. Values are codes or plain text.
    """

    bearing: Bearing
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """Return the part of the code that related reasons share."""
        return self.code.partition(".")[0]


def because(code: str, **values: str) -> Reason:
    """Return a reason to show a course: something that the learner said."""
    return Reason(Bearing.BECAUSE, code, values)


def fits(code: str, **values: str) -> Reason:
    """Return a reason for a course: something that is known to suit the learner."""
    return Reason(Bearing.FITS, code, values)


def does_not_fit(code: str, **values: str) -> Reason:
    """Return a reason against a course: something that is known not to suit the learner."""
    return Reason(Bearing.DOES_NOT_FIT, code, values)


def ask(code: str, **values: str) -> Reason:
    """Return a question for the place: nobody has published the answer."""
    return Reason(Bearing.ASK, code, values)


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for in the catalogue, worked out from what the learner told us.

    Empty fields do not narrow the search. Subjects narrow it, routes and levels only say what comes
    first, and a course whose subject, route or level is unknown is always found. ``home`` is where
    distance is counted from.
    """

    today: date
    subject_areas: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    level_ranks: tuple[int, ...] = ()
    home: Point | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One course at one place, with its reasons.

    ``distance_km`` is None where home or venue is unknown; ``starts`` where the start is unknown or past.
    ``points`` are what its reasons count together: for the order only, shown to nobody.
    """

    candidate: Candidate
    reasons: tuple[Reason, ...]
    distance_km: float | None = None
    next_event: Event | None = None
    starts: date | None = None
    points: int = 0

    def reasons_for(self, bearing: Bearing) -> tuple[Reason, ...]:
        """Return the reasons with one bearing, most useful first."""
        return tuple(reason for reason in self.reasons if reason.bearing is bearing)


@dataclass(frozen=True, slots=True)
class Dream:
    """A job that the learner dreams of, in the vocabulary's word, and its sector subject areas."""

    job: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Want:
    """Answers to one question, and the support features they call for, the nearest to the answer first."""

    question: str
    values: tuple[str, ...]
    features: tuple[str, ...]

    def is_among(self, answers: Mapping[str, Collection[str]]) -> bool:
        """Return whether one of these answers was given."""
        given = answers[self.question]
        return any(value in given for value in self.values)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A course that the learner turned down, with one of ``REFUSALS``, and how far away it is."""

    candidate: Candidate
    reason: str
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the learner and the candidate.

    Dreams, tastes and wants follow from the learner; they are worked out once for all candidates.
    """

    today: date
    distance_km: float | None = None
    next_event: Event | None = None
    dreams: tuple[Dream, ...] = ()
    tastes: Tastes = NO_TASTES
    wants: tuple[Want, ...] = ()
    refusals: tuple[Refusal, ...] = ()


Rule = Callable[[Learner, Candidate, Context], Iterable[Reason]]
