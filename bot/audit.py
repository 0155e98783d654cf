"""Who did or saw what, and when: the audit event that every change takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

LEARNER = "learner"
SYSTEM = "system"


def now() -> datetime:
    """Return the time now, in UTC, to the microsecond."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did or saw.

    Args:
        actor: ``"learner"``, ``"system"``, ``"adviser:<id>"`` or ``"provider:<link>"``; never a name.
        action: a verb and its object, such as ``"plan.answered"`` or ``"plan.viewed"``.
        subject: what it was done to, such as ``"plan:<reference>"``.
        detail: names of fields and codes; never a learner's words.
        at: when, in UTC.
    """

    actor: str
    action: str
    subject: str
    detail: Mapping[str, str] = field(default_factory=dict)
    at: datetime = field(default_factory=now)
