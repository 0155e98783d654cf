"""A learner and candidates in; ranked matches out, each with its reasons for and against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.courses import Candidate, Event, Point


class Bearing(StrEnum):
    """What a reason says about a match; the names are those of the chat API."""

    BECAUSE = "because"
    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a course is shown, fits, does not fit, or what to ask; its words are content, found by ``code``."""

    bearing: Bearing
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for in the catalogue, worked out from what the learner told us.

    Empty fields do not narrow the search. ``home`` is where distance is counted from.
    """

    today: date
    subject_areas: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    level_ranks: tuple[int, ...] = ()
    home: Point | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One course at one place, with its reasons; ``distance_km`` is None where home or venue is unknown."""

    candidate: Candidate
    reasons: tuple[Reason, ...]
    distance_km: float | None = None
    next_event: Event | None = None
