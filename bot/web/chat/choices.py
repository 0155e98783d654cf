"""Whether tapped choices are answers to the question that is being asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot import answers, questions
from bot.questions import NOT_SURE, SKIPPED, Kind
from bot.web.errors import Refusal


def check_choices(choices: Sequence[str], question: Mapping[str, Any] | None) -> None:
    """Check tapped choices against the current question of the conversation.

    Raises:
        Refusal: nothing is asked, or these are not among its answers.
    """
    if question is None:
        raise Refusal("nothing_asked")
    if SKIPPED in choices or (len(choices) > 1 and question["kind"] != Kind.SOME):
        raise Refusal("unknown_choice")
    if not _are_offered(choices, question) and not _are_known(choices, question):
        raise Refusal("unknown_choice")


def slot_of(question: Mapping[str, Any]) -> str:
    """Return the name under which the answer is kept: sharing has one for each section."""
    section = question.get("section")
    return questions.sharing_slot(section) if section else str(question["name"])


def _are_offered(choices: Sequence[str], question: Mapping[str, Any]) -> bool:
    return set(choices) <= {choice["value"] for choice in question.get("choices") or ()}


def _are_known(choices: Sequence[str], question: Mapping[str, Any]) -> bool:
    """A question may show fewer choices than it has; a place or a story is typed, not chosen."""
    if question["kind"] not in (Kind.ONE, Kind.SOME) and list(choices) != [NOT_SURE]:
        return False
    try:
        answers.check(slot_of(question), list(choices))
    except answers.InvalidAnswer:
        return False
    return True
