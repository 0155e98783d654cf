"""What a learner told us: one answer, and all answers together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from bot.answers.checking import Value
from bot.audit import now
from bot.questions import BY_NAME, NOT_SURE, SKIPPED, Kind, as_list


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with the learner's own words beside the value where they typed any."""

    value: Value
    words: str | None = None
    by: str = "learner"
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Learner:
    """Everything a learner told us that is an answer: one field for each question.

    A field is None (or empty) where the question was not asked or was skipped.
    """

    how_to_talk: str | None = None
    who_is_here: str | None = None
    year_group: str | None = None
    interests: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    strength_example: str | None = None
    route: tuple[str, ...] = ()
    dream_job: str | None = None
    achievements: tuple[str, ...] = ()
    english_level: str | None = None
    maths_level: str | None = None
    how_i_learn: tuple[str, ...] = ()
    what_helps: tuple[str, ...] = ()
    what_is_hard: tuple[str, ...] = ()
    good_and_hard_days: str | None = None
    how_often_hard: str | None = None
    hard_day_signs: tuple[str, ...] = ()
    hard_day_help: tuple[str, ...] = ()
    support_now: tuple[str, ...] = ()
    support_to_continue: str | None = None
    home_area: str | None = None
    travel: tuple[str, ...] = ()
    travel_time: str | None = None
    decision_supporters: tuple[str, ...] = ()
    contact_supporters: str | None = None
    worries: tuple[str, ...] = ()
    want_to_know: tuple[str, ...] = ()
    anything_else: str | None = None

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Learner:
        """Build from question names to values; skipped and unsure answers tell us nothing."""
        told: dict[str, Any] = {}
        for known in fields(cls):
            value = values.get(known.name)
            if value is None or value in (SKIPPED, NOT_SURE):
                continue
            kind = BY_NAME[known.name].kind
            told[known.name] = tuple(as_list(value)) if kind is Kind.SOME else str(value)
        return cls(**told)
