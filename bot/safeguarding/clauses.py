"""The parts of a message that may each tell of something: a worry is often said beside an answer."""

from __future__ import annotations

import re

FEWEST_WORDS = 4  # fewer say too little on their own
MOST_CLAUSES = 12  # of a message that we look at; longer ones are cut into equal stretches

_BREAK = re.compile(
    r"[,.;:!?\n()–—]+|\b(?:but|and|n|nd|because|cos|coz|cause|so|then|though|although|honestly|also|anyway|"
    r"except|apart from|unless|if only|while)\b",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """Return the clauses of ``text`` that are long enough to judge; none where it is one clause itself."""
    found = [part for part in (piece.strip() for piece in _BREAK.split(text)) if _long_enough(part)]
    if len(found) > MOST_CLAUSES:
        return _stretches(text)
    return [] if found == [text.strip()] else found


def _long_enough(part: str) -> bool:
    return len(part.split()) >= FEWEST_WORDS


def _stretches(text: str) -> list[str]:
    """Return ``MOST_CLAUSES`` equal stretches, each with a little of the next."""
    words = text.split()
    size = -(-len(words) // MOST_CLAUSES)
    return [" ".join(words[at : at + size + FEWEST_WORDS]) for at in range(0, len(words), size)]
