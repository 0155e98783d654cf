"""Every known word within two letters of a misspelt one, or that sounds like it.

Symmetric deletes, as SymSpell's: two words that differ in two letters become one when up to two letters are
taken out of each. Each known word is kept under what it becomes, as numbers in two arrays: an eighth of the
memory of a dictionary of lists, and read from a file at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
from editdistpy import damerau_osa
from numpy.typing import NDArray

from bot.reading import sounds

FURTHEST = 2  # letters
LONG = 9  # letters, from which on one more may differ further on in the word
FIRST_LETTERS = 6  # only these are taken into account when letters are taken out
HEARD = "~"  # marks what a word sounds like, beside what it becomes


class NearWords:
    """Known words, found by what is left of them."""

    def __init__(self, words: Sequence[str], left: NDArray[np.uint32], places: NDArray[np.uint32]) -> None:
        """Keep what ``build`` made.

        Args:
            words: all known words.
            left: a number for each thing that is left of a word, in order.
            places: beside each, whose it is: a place in ``words``.
        """
        self.words = words
        self.left = left
        self.places = places

    @classmethod
    def build(cls, words: Sequence[str]) -> NearWords:
        """Arrange words."""
        found = [(key, place) for place, word in enumerate(words) for key in _keys(word)]
        pairs = np.array(found, dtype=np.uint32).reshape(-1, 2)
        pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
        return cls(words, np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))

    def find(self, word: str) -> dict[str, int]:
        """Return the words near this one, each with its distance; one that only sounds like it is further."""
        furthest = FURTHEST + (len(word) >= LONG)
        found = {}
        for place in self._places(word):
            near = self.words[place]
            distance = damerau_osa.distance(word, near, furthest)
            if distance >= 0:
                found[near] = distance
            elif sounds(word) == sounds(near):
                found[near] = furthest + 1
        return found

    def _places(self, word: str) -> list[int]:
        keys = np.fromiter(_keys(word), dtype=np.uint32)
        starts = np.searchsorted(self.left, keys, "left").tolist()
        ends = np.searchsorted(self.left, keys, "right").tolist()
        parts = [self.places[start:end] for start, end in zip(starts, ends, strict=True) if end > start]
        places: list[int] = np.unique(np.concatenate(parts)).tolist() if parts else []
        return places


def _keys(word: str) -> Iterator[int]:
    """Give a number for everything that is left of a word, and for what it sounds like."""
    first = word[:FIRST_LETTERS]
    kept = {first}
    for count in range(1, min(FURTHEST, len(first) - 1) + 1):
        kept.update(map("".join, combinations(first, len(first) - count)))
    yield from (crc32(rest.encode()) for rest in kept)
    yield crc32(f"{HEARD}{sounds(word)}".encode())
