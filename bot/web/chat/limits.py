"""How fast is too fast: messages of one conversation, new conversations and wrong codes of one address."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import ip_network

from flask import request

from bot import audit, return_codes
from bot.store import Session
from bot.web.at_hand import at_hand
from bot.web.errors import Refusal

# A whole year group may start at once behind one address.
NEW_CONVERSATIONS = "600 per 10 minutes"


def check_message_rate(conversation_id: str) -> None:
    """Count one message of a conversation.

    Raises:
        RateLimitExceeded: more than the setting allows in a minute.
    """
    rate = at_hand().settings.chat_rate
    if rate:
        count(f"{rate} per minute", conversation_id)


def check_new_conversations() -> None:
    """Count one new conversation from this address.

    Raises:
        RateLimitExceeded: too many.
    """
    if at_hand().settings.chat_rate:
        count(NEW_CONVERSATIONS, address_digest())


def check_code_tries(session: Session) -> None:
    """Check that this address may try a return code now.

    Raises:
        Refusal: too many wrong ones; it says how long to wait.
    """
    at = audit.now()
    tries = session.conversations.wrong_codes(address_digest(), at - return_codes.WINDOW)
    wait = return_codes.wait(tries, at)
    if wait is not None:
        raise Refusal("slow_down" if wait <= return_codes.SLOW else "locked", wait)


def note_wrong_code(session: Session, code_digest: str) -> None:
    """Remember that this address tried a code that opens nothing."""
    at = audit.now()
    event = audit.Event(audit.LEARNER, "return_code.refused", "return_code", at=at)
    session.conversations.add_wrong_code(address_digest(), return_codes.Try(code_digest, at), event)


def address_digest() -> str:
    """Return a stand-in for the network (IPv4 /24, IPv6 /64) that is asking; it does not lead back there."""
    key = at_hand().settings.session_key.encode()
    return hmac.new(key, _network().encode(), hashlib.sha256).hexdigest()


def count(limit: str, key: str) -> None:
    """Count one thing that somebody does.

    Raises:
        RateLimitExceeded: more than the limit allows, such as "3 per minute".
    """
    with at_hand().limiter.limit(limit, key_func=lambda: key):
        return


def _network() -> str:
    address = request.remote_addr or "unknown"
    try:
        return str(ip_network(f"{address}/{64 if ':' in address else 24}", strict=False))
    except ValueError:
        return address
