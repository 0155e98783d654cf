"""How learners say that they want to change an answer, read from the list beside the vocabulary."""

from __future__ import annotations

from functools import cache

from bot.answers import Wishes
from bot.reference.files import read_yaml
from bot.reference.vocabulary import FOLDER


@cache
def wishes() -> Wishes:
    """Return the words of such a wish."""
    said = read_yaml(FOLDER / "wishes.yml")
    return Wishes(
        verbs=frozenset(said["verbs"]),
        before=tuple(tuple(phrase.split()) for phrase in said["before"]),
        after=frozenset(said["after"]),
    )
