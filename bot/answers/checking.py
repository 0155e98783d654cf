"""The check that every answer passes, tapped or typed, before it is kept."""

from __future__ import annotations

from typing import Any

from bot.questions import (
    BY_NAME,
    EXCLUSIVE,
    NOT_SURE,
    SKIPPED,
    STEPS,
    Kind,
    Question,
    as_list,
    section_of_slot,
)

MAX_WORDS = 1000
Value = str | tuple[str, ...]


class InvalidAnswer(ValueError):
    """What was said is no answer to this question; ask again in other words."""

    def __init__(self, question: str, reason: str = "not_understood") -> None:
        """Remember the question and why: ``not_understood``, ``unknown_value`` or ``too_long``."""
        super().__init__(f"{question}: {reason}")
        self.question = question
        self.reason = reason


def check(slot: str, value: Any) -> Value:
    """Return a value as it is stored: a string, or a tuple for a question with several.

    Args:
        slot: a question, a ``sharing_<section>`` slot, or a step of the conversation.
        value: one value or a list of them, tapped or parsed.

    Raises:
        InvalidAnswer: the question does not know this value.
    """
    if value in (SKIPPED, NOT_SURE, [NOT_SURE]):
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
