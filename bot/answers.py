"""What a learner told us: one answer, all answers, and the check that every value passes.

How typed words become values is in ``bot/reading.py``; the questions are in ``bot/questions.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from bot.audit import now
from bot.questions import BY_NAME, EXCLUSIVE, NOT_SURE, SKIPPED, STEPS, Kind, Question, as_list, section_of_slot

MAX_WORDS = 1000
Value = str | tuple[str, ...]


class InvalidAnswer(ValueError):
    """What was said is no answer to this question; ask again in other words."""

    def __init__(self, question: str, reason: str = "not_understood") -> None:
        """Remember the question and why: ``not_understood``, ``unknown_value`` or ``too_long``."""
        super().__init__(f"{question}: {reason}")
        self.question = question
        self.reason = reason


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


def check(slot: str, value: Any) -> Value:
    """Return a value as it is stored: a string, or a tuple for a question with several.

    Args:
        slot: a question, a ``sharing_<section>`` slot, or a step of the conversation.
        value: one value or a list of them, tapped or parsed.

    Raises:
        InvalidAnswer: the question does not know this value.
    """
    if value == SKIPPED or value == NOT_SURE or value == [NOT_SURE]:
        return _check_not_answered(slot, as_list(value)[0])
    if slot in STEPS:
        return _check_one(slot, STEPS[slot], value)
    if section_of_slot(slot):
        return _check_one(slot, BY_NAME["sharing"].values, value)
    if slot not in BY_NAME:
        raise InvalidAnswer(slot, "unknown_value")
    return _check_question(BY_NAME[slot], value)


def _check_not_answered(slot: str, value: str) -> str:
    """Every question may be skipped or unsure, but for sharing and the steps."""
    if slot in STEPS or section_of_slot(slot):
        raise InvalidAnswer(slot)
    return value


def _check_question(question: Question, value: Any) -> Value:
    if question.kind is Kind.SOME:
        return _check_some(question, as_list(value))
    if question.kind is Kind.ONE:
        return _check_one(question.name, question.values, value)
    return _check_words(question.name, value)


def _check_one(slot: str, values: tuple[str, ...], value: Any) -> str:
    chosen = as_list(value)
    if len(chosen) != 1 or chosen[0] not in values:
        raise InvalidAnswer(slot, "unknown_value")
    return chosen[0]


def _check_some(question: Question, chosen: list[str]) -> tuple[str, ...]:
    if not chosen or not set(chosen) <= set(question.values):
        raise InvalidAnswer(question.name, "unknown_value")
    named = [value for value in chosen if value not in EXCLUSIVE] or chosen[:1]
    return tuple(value for value in question.values if value in named)


def _check_words(slot: str, value: Any) -> str:
    words = str(value).strip()
    if not words:
        raise InvalidAnswer(slot)
    if len(words) > MAX_WORDS:
        raise InvalidAnswer(slot, "too_long")
    return words
