"""What was found, and what an adult is told of it: concerns, alerts and requests to talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

SEVERITIES = ("now", "soon", "watch")  # the most urgent first


@dataclass(frozen=True, slots=True)
class Concern:
    """Something a learner wrote that an adult must hear of.

    ``category`` is a key of ``bot/reference/concerns.yml``; ``severity`` is one of ``SEVERITIES``.
    """

    category: str
    severity: str


UNKNOWN = Concern("unknown", "now")
"""What we say when we could not look: it is treated as the worst."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A concern as the designated safeguarding lead sees it; ``words`` are exactly what was typed."""

    id: int
    setting_code: str
    conversation_id: str
    category: str
    severity: str
    words: str
    at: datetime
    acknowledged_at: datetime | None = None
    acknowledged_by: int | None = None


@dataclass(frozen=True, slots=True)
class TalkRequest:
    """A learner asked to talk to a person; no words are kept with it."""

    id: int
    setting_code: str
    conversation_id: str
    at: datetime
