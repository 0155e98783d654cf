"""The safety nets at the door: every free word is looked at before the engine or the database sees it."""

from __future__ import annotations

import logging
from typing import Any

from bot import audit, safeguarding
from bot.conversations import Conversation
from bot.people import Setting
from bot.reference.concerns import watchlist
from bot.reference.help_lines import help_book
from bot.safeguarding import Concern, Found
from bot.store import StoreUnavailable
from bot.web.at_hand import at_hand
from bot.web.engine import EngineAway

log = logging.getLogger(__name__)


def look(words: str | None) -> Found:
    """Return what the first net, the phrases, finds in what was typed."""
    return safeguarding.check(words, watchlist()) if words else Found()


def look_twice(words: str) -> Concern | None:
    """Return what either net finds in words that are not said to the engine: it is asked to look alone.

    Raises:
        EngineAway: the first net finds nothing and the second cannot be asked; the words are not to be kept.
    """
    found = look(words)
    if found.concern:
        return found.concern
    try:
        return at_hand().engine.look(words)
    except EngineAway:
        if found.hint is None:
            raise
        return found.hint


def raise_alert(conversation: Conversation, concern: Concern, words: str) -> bool:
    """Put an alert before the lead, in a transaction of its own; return whether it is committed."""
    event = audit.Event(
        audit.LEARNER, "alert.raised", f"conversation:{conversation.id}", {"category": concern.category}
    )
    try:
        with at_hand().store.open() as s:
            s.alerts.raise_alert(conversation.setting_code, conversation.id, concern, words, event)
    except StoreUnavailable:
        log.error("an alert could not be kept")
        return False
    return True


def help_for_concern(concern: Concern, setting: Setting | None, told: bool) -> dict[str, Any]:
    """Return the help message; it says that somebody was told only where the alert is committed."""
    lead = setting.dsl if setting else None
    out_of_hours = setting.out_of_hours if setting else None
    return {**safeguarding.help_message(concern, help_book(), lead, told, out_of_hours=out_of_hours)}


def help_on_request() -> dict[str, Any]:
    """Return the help message for a learner who asked for help; nobody is told."""
    return {**safeguarding.help_message(None, help_book())}
