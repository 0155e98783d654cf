"""Reading a reply to something said in between, such as "yes" to "Did you mean …?"."""

from __future__ import annotations

from bot.answers import choices
from bot.answers.checking import InvalidAnswer
from bot.answers.choices import Asked
from bot.reading import Vocabulary


def reply(name: str, values: tuple[str, ...], text: str, vocabulary: Vocabulary) -> str | None:
    """Return which of these a text says and nothing besides, or None.

    Args:
        name: under which its phrases are, such as ``"did_you_mean"``.
        values: what may be said.
        text: what the learner typed.
        vocabulary: the phrases of every question.
    """
    try:
        said = choices.read(Asked(name, name, values, every_word=True), text, vocabulary)
    except InvalidAnswer:
        return None
    return str(said)
