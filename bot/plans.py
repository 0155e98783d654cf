"""The exit plan: its answers, options and sharing, its states, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.answers import Answer
from bot.audit import now


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
    """A course the learner kept or turned down, with the reason in their words and what is left to ask."""

    course_id: str
    title: str
    provider: str
    choice: Choice
    reason: str | None = None
    ask: tuple[str, ...] = ()
    distance_km: float | None = None
    provider_id: str = ""


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

    ``kind`` is ``"comment"`` or ``"question"``; ``field`` is a question name or None for the whole plan.
    ``by`` is the adviser's name as the learner reads it.
    """

    id: int | None
    kind: str
    field: str | None
    text: str
    by: str
    at: datetime = field(default_factory=now)
    seen_at: datetime | None = None
    reply: str | None = None
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a finished plan would hold and this one does not; ``rule`` is its number, ``field`` its plan field."""

    rule: str
    field: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """One learner's exit plan. ``reference`` is random and goes into web addresses; it names nobody.

    ``sharing`` holds one of ``only_me``, ``adviser``, ``adviser_and_family``, ``new_place_too`` per section.
    """

    reference: str
    setting_code: str
    status: Status = Status.DRAFT
    version: int = 1
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    event_ids: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    sharing: Mapping[str, str] = field(default_factory=dict)
