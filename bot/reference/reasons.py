"""A reason's words: its sentence, with codes among its values spelled out."""

from __future__ import annotations

from bot.matching import Reason
from bot.reference.wording import say, sentences

TOPIC = "reasons"


def say_reason(reason: Reason) -> str:
    """Return a reason as a learner reads it.

    A value is a code with words of its own (``interest.animals``) or plain text, put in as it is.

    Raises:
        KeyError: the reason has no words.
    """
    words = {name: sentences(TOPIC).get(f"{name}.{value}", value) for name, value in reason.values.items()}
    return say(TOPIC, reason.code, **words)
