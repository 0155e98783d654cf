"""A learner's conversation: whose it is, its turns, and the token that opens it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.audit import now

# A learner may leave an answer for the rest of the day (WCAG 2.2.1 asks for 20 hours).
KEPT_UNSAVED = timedelta(hours=24)


class How(StrEnum):
    """How the learner said something."""

    TYPED = "typed"
    CHOSE = "chose"


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation with one learner, whom it does not name; ``id`` is made by the server."""

    id: str
    setting_code: str
    locale: str = "en-GB"
    created_at: datetime = field(default_factory=now)
    used_at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the learner said, and the reply.

    Args:
        reply: a turn as the chat API shows it: ``messages``, ``question``, ``progress``.
        message_id: the client's id of what was said; None where the assistant spoke first.
        said: as it is shown; None where nothing was said, or where it is not for keeping.
    """

    reply: Mapping[str, Any]
    message_id: str | None = None
    said: str | None = None
    how: How = How.TYPED
    at: datetime = field(default_factory=now)


def begin(setting_code: str, locale: str = "en-GB") -> Conversation:
    """Return a new conversation whose id cannot be guessed (192 bits)."""
    return Conversation(secrets.token_urlsafe(24), setting_code, locale)


def mint_token() -> str:
    """Return a token that opens one conversation (256 bits)."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a token: its SHA-256, which does not lead back to it."""
    return hashlib.sha256(token.encode()).hexdigest()
