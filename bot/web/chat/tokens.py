"""Who is asking: the conversation that a bearer token opens."""

from __future__ import annotations

from flask import request

from bot import audit
from bot.conversations import Conversation, digest
from bot.web.at_hand import at_hand
from bot.web.errors import Refusal

LONGEST_TOKEN = 128


def conversation_of_request() -> Conversation:
    """Return the conversation that the ``Authorization`` header opens.

    Raises:
        Refusal: no token, or one that opens nothing.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refusal("no_token")
    return conversation_of(token.strip())


def conversation_of(token: str) -> Conversation:
    """Return the conversation that a token opens.

    Raises:
        Refusal: it opens nothing.
    """
    if not token.isascii() or not 0 < len(token) <= LONGEST_TOKEN:
        raise Refusal("no_token")
    with at_hand().store.open() as s:
        conversation = s.conversations.by_token(digest(token), audit.now())
    if conversation is None:
        raise Refusal("no_token")
    return conversation
