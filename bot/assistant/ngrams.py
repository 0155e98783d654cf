"""A text as its words, pairs of words and groups of letters, weighed by how rarely each is used (TF-IDF)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

LETTERS = (2, 3, 4, 5)  # in a group; the space before and after a word counts as one
WORDS = " "  # marks a word or a pair of words, which a group of letters never begins with twice

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\S+")


class Ngrams:
    """Texts as sparse rows: one block of words and pairs, one of groups of letters, each of length 1."""

    def __init__(self, vocabulary: dict[str, int], weights: NDArray[np.float32]) -> None:
        """Keep what was learnt.

        Args:
            vocabulary: the column of each word, pair and group.
            weights: how much each column counts: more, the fewer texts have it.
        """
        self.vocabulary = vocabulary
        self.weights = weights

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Ngrams:
        """Learn which there are, and how rare each is."""
        having = Counter(found for text in texts for found in {*_words(text), *_letters(text)})
        rare = [log((1 + len(texts)) / (1 + count)) + 1 for count in having.values()]
        return cls({found: at for at, found in enumerate(having)}, np.array(rare, dtype=np.float32))

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """Return (texts, columns), float32."""
        ends, columns, values = [0], [], []
        for text in texts:
            for block in (_words(text), _letters(text)):
                at, value = self._block(block)
                columns.append(at)
                values.append(value)
            ends.append(ends[-1] + sum(len(at) for at in columns[-2:]))
        shape = (len(texts), len(self.vocabulary))
        return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)

    def _block(self, found: Iterable[str]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the columns that are known, and their values with a length of 1 together."""
        counts = Counter(column for each in found if (column := self.vocabulary.get(each)) is not None)
        columns = np.fromiter(counts, dtype=np.int32, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(times)) * self.weights[columns]
        return columns, values / (np.linalg.norm(values) or 1)


def _words(text: str) -> Iterator[str]:
    """Give words and pairs of words."""
    words = _WORD.findall(text)
    yield from (WORDS + WORDS + word for word in words)
    yield from map((WORDS + WORDS + "{} {}").format, words, words[1:])


def _letters(text: str) -> Iterator[str]:
    """Give groups of letters within words, with the space before and after."""
    for piece in _PIECE.findall(text):
        padded = f" {piece} "
        for size in LETTERS:
            if size >= len(padded):
                yield padded
                break
            yield from (padded[at : at + size] for at in range(len(padded) - size + 1))
