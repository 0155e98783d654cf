"""What an exit plan holds, and how a draft of it grows."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.answers import Answer
from bot.audit import now
from bot.questions import BY_NAME, SECTIONS, section_of_slot

ONLY_ME = "only_me"


class StalePlan(RuntimeError):
    """Somebody else changed the plan since it was read; read it again before changing it."""


class Status(StrEnum):
    """Where a plan is on its way (field A1)."""

    DRAFT = "draft_by_learner"
    WITH_ADVISER = "with_adviser"
    AGREED = "agreed"
    SHARED = "shared"
    FOLLOWING_UP = "following_up"
    CLOSED = "closed"


class Choice(StrEnum):
    """What the learner made of an option (fields G1 and G5)."""

    FIRST = "first"
    BACK_UP = "back_up"
    CONSIDERING = "considering"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Option:
    """A course the learner kept or turned down, with their reason and what is left to ask.

    ``event_id`` is the visit that goes with it.
    """

    course_id: str
    title: str
    provider: str
    choice: Choice
    reason: str | None = None
    ask: tuple[str, ...] = ()
    distance_km: float | None = None
    provider_id: str = ""
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: what, who, by when, and whether it is done (field H1)."""

    step: str
    owner: str
    due: str | None = None
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Comment:
    """What an adviser wrote on a plan, or asked back, and the learner's reply.

    ``kind`` is ``"comment"`` or ``"question"``; ``field`` is a question name, None for the whole plan, or
    ``gaps.WHY_THESE_PLACES`` where an adviser says why there are no other places.
    ``by`` is the adviser's name as the learner reads it.
    """

    id: int | None
    kind: str
    field: str | None
    text: str
    by: str
    at: datetime = dataclasses.field(default_factory=now)
    seen_at: datetime | None = None
    reply: str | None = None
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a finished plan would hold and this one does not.

    ``rule`` is the rule's number, ``field`` the plan's field, ``code`` finds its words.
    """

    rule: str
    field: str
    code: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """One learner's exit plan.

    Args:
        reference: random; it goes into web addresses and names nobody.
        sharing: one of ``only_me``, ``adviser``, ``adviser_and_family``, ``new_place_too`` per section.
        hidden: the sections that were left out, because this copy is for somebody who may not see them.
    """

    reference: str
    setting_code: str
    status: Status = Status.DRAFT
    version: int = 1
    created_at: datetime = dataclasses.field(default_factory=now)
    updated_at: datetime = dataclasses.field(default_factory=now)
    answers: Mapping[str, Answer] = dataclasses.field(default_factory=dict)
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    comments: tuple[Comment, ...] = ()
    sharing: Mapping[str, str] = dataclasses.field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @property
    def values(self) -> dict[str, object]:
        """Return the value of each answer, by question."""
        return {name: answer.value for name, answer in self.answers.items()}

    def shared_as(self, section: str) -> str:
        """Return who may see a section; nobody else where the learner has not said."""
        return self.sharing.get(section, ONLY_ME)

    @property
    def event_ids(self) -> tuple[str, ...]:
        """Return the visits that go with the options kept, each once."""
        visits = (option.event_id for option in self.kept_options())
        return tuple(dict.fromkeys(visit for visit in visits if visit))

    def kept_options(self) -> tuple[Option, ...]:
        """Return the options that the learner has not turned down."""
        return tuple(option for option in self.options if option.choice is not Choice.REJECTED)


def draft(setting_code: str) -> ExitPlan:
    """Return a new, empty draft that nobody but the learner can see."""
    return ExitPlan(
        reference=secrets.token_urlsafe(16),
        setting_code=setting_code,
        sharing=dict.fromkeys(SECTIONS, ONLY_ME),
    )


def with_answer(plan: ExitPlan, slot: str, answer: Answer | None) -> ExitPlan:
    """Return the plan with one answer given, changed, or (None) taken back.

    Answers to questions that no longer apply go with it: they were asked because of the earlier answer.
    """
    section = section_of_slot(slot)
    if section:
        return replace(plan, sharing={**plan.sharing, section: str(answer.value) if answer else ONLY_ME})
    answers = {name: kept for name, kept in plan.answers.items() if name != slot}
    if answer is not None:
        answers[slot] = answer
    values = {name: kept.value for name, kept in answers.items()}
    return replace(
        plan, answers={name: kept for name, kept in answers.items() if BY_NAME[name].applies(values)}
    )


def with_option(plan: ExitPlan, option: Option) -> ExitPlan:
    """Return the plan with a course kept or turned down; a later word on a course replaces the earlier."""
    others = tuple(known for known in plan.options if known.course_id != option.course_id)
    return replace(plan, options=(*others, option))
