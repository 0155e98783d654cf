"""Reading that a learner wants to change an answer, and which: "i want to change my year"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.reading import split, stem

Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one says that one wants to change something.

    Args:
        verbs: "change" and the like.
        before: what may stand before the verb, each as its words: ("can", "i").
        after: what follows the verb, unless nothing does.
    """

    verbs: frozenset[str]
    before: tuple[tuple[str, ...], ...]
    after: frozenset[str]


def wants_change(text: str, wishes: Wishes, *, names_it: bool) -> bool:
    """Return whether a text says, before anything else, that an answer is to be changed.

    Args:
        text: as typed.
        wishes: how that is said.
        names_it: the text names a question; where it names none it must hold nothing but the wish.
    """
    words = _from_the_verb(text, wishes)
    return bool(words) and set(words[1:2] if names_it else words[1:]) <= wishes.after


def new_answer(text: str, wishes: Wishes) -> str | None:
    """Return the words of the new answer in a wish to change one ("change my year to 11"), or None."""
    words = _from_the_verb(text, wishes)
    if "to" not in words:
        return None
    return " ".join(words[len(words) - words[::-1].index("to") :])


def _from_the_verb(text: str, wishes: Wishes) -> list[str]:
    """Return the words from the verb on, or none where the text does not begin with such a wish."""
    words = _without_beginnings([word for word in split(text) if word.isalnum()], wishes)
    return words if words and words[0] in wishes.verbs else []


def _without_beginnings(words: Sequence[str], wishes: Wishes) -> list[str]:
    """Return the words after "actually", "can i" and the like."""
    left = list(words)
    while begins := max((len(each) for each in wishes.before if tuple(left[: len(each)]) == each), default=0):
        left = left[begins:]
    return left


def question_named(text: str, names: Names) -> str | None:
    """Return the question that a text names, or None; the longest name in it wins.

    Args:
        text: as typed.
        names: what each question is called.
    """
    said = _stems(text)
    found = [
        (len(name), question)
        for question, called in names.items()
        for name in map(_stems, called)
        if _holds(said, name)
    ]
    return max(found)[1] if found else None


def _stems(text: str) -> list[str]:
    return [stem(word) for word in split(text)]


def _holds(said: Sequence[str], name: Sequence[str]) -> bool:
    return any(said[at : at + len(name)] == name for at in range(len(said) - len(name) + 1))
