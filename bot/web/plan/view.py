"""What a learner's own plan page shows: sections with headings, labels and their own words."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import questions
from bot.questions import SECTIONS
from bot.reference.wording import heading, label, say
from bot.web.chat.view import is_over


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer as the learner reads it, with the words they typed."""

    name: str
    heading: str
    labels: Sequence[str]
    words: str | None


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One part of the plan, and who can see it."""

    name: str
    title: str
    answers: Sequence[ShownAnswer]
    shared_as: str


@dataclass(frozen=True, slots=True)
class MyPlan:
    """The page; ``plan`` is the ``plan.v1`` document, or None where none is kept."""

    token: str
    plan: Mapping[str, Any] | None
    can_type: bool = False
    code: str | None = None
    problem: str | None = None
    helping: str | None = None
    typed: str = ""
    replying: int | None = None
    page: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def sections(self) -> list[ShownSection]:
        """Return every part of the plan, in the order of the questions."""
        return [_section(self.plan, name) for name in SECTIONS] if self.plan else []

    @property
    def visits_to_come(self) -> bool:
        """Return whether a visit that was saved is not over."""
        return any(not is_over(visit["ends"]) for visit in (self.plan or {}).get("events", ()))


def _section(plan: Mapping[str, Any], name: str) -> ShownSection:
    asked = [question.name for question in questions.QUESTIONS if question.section == name]
    answers = [_answer(known, plan["answers"][known]) for known in asked if known in plan["answers"]]
    shared_as = label(questions.sharing_slot(name), plan["sharing"][name])
    return ShownSection(name, say("page", f"section_{name}"), answers, shared_as)


def _answer(name: str, answer: Mapping[str, Any]) -> ShownAnswer:
    labels = [label(name, value) for value in questions.as_list(answer["value"])]
    own = answer["words"] if answer["words"] not in labels else None
    return ShownAnswer(name, heading(name), labels, own)
