"""What the page shows of what a learner said, and of what an adviser asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversations import How
from bot.plans import Comment
from bot.reference.wording import say, sentences
from bot.web.chat.door import Message


def what_was_said(message: Message, question: Mapping[str, Any] | None) -> tuple[str, How]:
    """Return the learner's side of a turn: their own words, the labels they chose, or what they asked for."""
    if message.text is not None:
        return message.text, How.TYPED
    if message.choices is not None:
        return labels_of(message.choices, question), How.CHOSE
    return say("page", f"asked_{(message.command or '').partition(':')[0]}"), How.CHOSE


def labels_of(choices: tuple[str, ...], question: Mapping[str, Any] | None) -> str:
    """Return the labels of these choices as they stand on the buttons."""
    offered = (question or {}).get("choices") or ()
    known = {choice["value"]: str(choice["label"]) for choice in offered}
    return ", ".join(known.get(value) or sentences("labels").get(value, value) for value in choices)


def adviser_question(asked: Comment) -> str:
    """Return an adviser's question as the learner reads it in the chat."""
    return say("page", "adviser_asks", by=asked.by, text=asked.text)
