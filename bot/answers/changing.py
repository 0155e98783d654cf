"""Reading which answer a learner wants to change, such as "i want to change my year"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.reading import split, stem

Names = Mapping[str, Sequence[str]]


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
