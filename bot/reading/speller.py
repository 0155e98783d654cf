"""Spelling tolerance: the one known word that a misspelt word can only be, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.reading.words import BREAKS, stem

SHORT = 3  # words this short have too many neighbours to guess at
MIDDLING = 7  # from here on, two wrong letters are still the same word
LONG = 9
FURTHEST = 4  # letters by which a word and its misspelling may differ in length
LETTERS_OF_ONE_EDIT = 2  # a letter changed is one that only one word has, and one that only the other has
LONG_ENOUGH_TO_BE_GLUED = 6
SHORTEST_GLUED = 2

# Letters that are heard alike, in the order in which they are read.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch", "sk"),
        (r"qu|kw", "q"),
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"^wh", "w"),
        (r"tch|ch|sh|tio|cia", "x"),
        (r"gh", ""),
        (r"ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"dg|g(?=[ei])", "j"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)e$", ""),
        (r"[aeiouy]+", "a"),
        (r"(?<=a)r(?=[^a]|$)", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=8192)
def sounds(word: str) -> str:
    """Return roughly how a word is heard; "kwiet" and "quiet" sound alike."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def edits(a: str, b: str, most: int = 3) -> int:
    """Return how many letters were added, lost, changed or swapped; at most ``most + 1``.

    Optimal string alignment, the restricted Damerau-Levenshtein distance.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if last and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


class Lexicon:
    """Every word that is spelt right, arranged so that those near a misspelling are found quickly."""

    def __init__(self, words: Iterable[str], english: Iterable[str] = ()) -> None:
        """Arrange the words by first letter and length, by what follows the first letter, and by sound.

        Args:
            words: what a misspelling may be taken for.
            english: other words, which are only known not to be misspellings.
        """
        self._words = frozenset(words)
        self._english = frozenset(english)
        self._shapes: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._tails: dict[str, list[str]] = defaultdict(list)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._heard: dict[str, str] = {}
        self._letters: dict[str, int] = {}
        for word in self._words - {""}:
            self._shapes[word[0], len(word)].append(word)
            self._tails[word[1:]].append(word)
            self._heard[word] = sounds(word)
            self._letters[word] = _letters(word)
            self._sounds[self._heard[word]].append(word)
        self.nearest = lru_cache(maxsize=4096)(self._nearest)

    def knows(self, word: str) -> bool:
        """Return whether this is a word, spelt right."""
        known = {word, stem(word)}
        return bool(known & self._words or known & self._english) or word in BREAKS or word.isdigit()

    def near(self, word: str) -> tuple[str, ...]:
        """Return the known words that are one letter away, short ones too, or the nearest."""
        letters = _letters(word)
        one_away = {
            known
            for known in self._pool(word)
            if self._shares_letters(known, letters, 1) and edits(word, known, 1) == 1
        }
        return tuple(sorted(one_away.union(self.nearest(word))))

    def within(self, word: str, most: int) -> dict[str, int]:
        """Return the words that begin with the same letter and differ in at most so many, with how many."""
        letters = _letters(word)
        lengths = range(len(word) - most, len(word) + most + 1)
        pool = (known for length in lengths for known in self._shapes.get((word[:1], length), ()))
        close = (known for known in pool if self._shares_letters(known, letters, most))
        found = {known: edits(word, known, most) for known in close}
        return {known: distance for known, distance in found.items() if distance <= most}

    def _nearest(self, word: str) -> tuple[str, ...]:
        """Return the known words that a misspelt word may be, the nearest only."""
        if len(word) <= SHORT:
            return ()
        sound, letters = sounds(word), _letters(word)
        ranked: list[tuple[tuple[float, bool], str]] = []
        for known in self._pool(word):
            alike = self._heard[known] == sound
            most = _most(word, known, alike=alike)
            if self._shares_letters(known, letters, most):
                rank = _rank(word, known, most, alike=alike)
                ranked += [(rank, known)] if rank is not None else []
        nearest = min((rank for rank, _ in ranked), default=None)
        return tuple(sorted(known for rank, known in ranked if rank == nearest))

    def _shares_letters(self, known: str, letters: int, most: int) -> bool:
        """Return whether a word has so many of the letters that it may be reached with so many edits."""
        return (letters ^ self._letters[known]).bit_count() <= LETTERS_OF_ONE_EDIT * most

    def _pool(self, word: str) -> set[str]:
        """Return words with the same first letter, with another before the same rest, and homophones."""
        lengths = range(len(word) - FURTHEST, len(word) + FURTHEST + 1)
        pool = {known for length in lengths for known in self._shapes.get((word[0], length), ())}
        for tail in (word, word[1:], word[0] + word[2:]):
            pool.update(self._tails.get(tail, ()))
        if word[1:] in self._words:
            pool.add(word[1:])
        return pool | set(self._sounds.get(sounds(word), ()))


class Speller:
    """Reads misspelt words as words that matter here, where there is only one that they can be.

    Args:
        meant: the words that matter, to which a misspelling may be corrected.
        lexicon: every word that is spelt right, these among them.
    """

    def __init__(self, meant: Iterable[str], lexicon: Lexicon) -> None:
        """Keep both."""
        self._meant = frozenset(meant)
        self._lexicon = lexicon

    def knows(self, word: str) -> bool:
        """Return whether this is a word, spelt right."""
        return self._lexicon.knows(word)

    def read(self, words: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
        """Return each word with what it is read as: the known word or words it must be, or itself."""
        return [(word, self._read(word)) for word in self._joined(words)]

    def near(self, word: str) -> list[str]:
        """Return the words that matter here and that a word may be a slip for."""
        return [known for known in self._lexicon.near(word) if known in self._meant]

    def _read(self, word: str) -> Sequence[str]:
        if self.knows(word):
            return (word,)
        for shape in (re.sub(r"(.)\1{2,}", r"\1\1", word), re.sub(r"(.)\1+", r"\1", word)):
            if shape != word and self.knows(shape):
                return (shape,)
        corrected = self._corrected(word)
        return (corrected,) if corrected != word else self._unglued(word) or (word,)

    def _corrected(self, word: str) -> str:
        if word.endswith("in") and (whole := self._corrected(word + "g")) in self._meant:
            return whole  # "helpin"
        candidates = (word,) if word in self._meant else self._lexicon.nearest(word)
        one = len({stem(candidate) for candidate in candidates}) == 1
        return candidates[0] if one and candidates[0] in self._meant else word

    def _unglued(self, word: str) -> Sequence[str]:
        """Part "noisyplaces" where both parts are words, and one of them matters."""
        if len(word) < LONG_ENOUGH_TO_BE_GLUED:
            return ()
        cuts = range(SHORTEST_GLUED, len(word) - SHORTEST_GLUED + 1)
        parted = [(word[:at], word[at:]) for at in cuts if self.knows(word[:at]) and self.knows(word[at:])]
        meaning = [
            parts for parts in parted if any(part in self._meant and len(part) > SHORT for part in parts)
        ]
        return meaning[0] if len(meaning) == 1 else ()

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Join "head phones" where only the two together are a word that matters."""
        joined: list[str] = []
        for word in words:
            if (
                joined
                and joined[-1] + word in self._meant
                and not (self.knows(joined[-1]) and self.knows(word))
            ):
                joined[-1] += word
            else:
                joined.append(word)
        return joined


def _letters(word: str) -> int:
    """Return which letters a word has, as bits, to tell words that are far apart without comparing them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 32)
    return bits


def _most(word: str, known: str, *, alike: bool) -> int:
    """Return how many letters of a word may be wrong for it still to be a known one; none in a short word."""
    if len(known) <= SHORT:
        return -1
    return 1 + (len(word) >= MIDDLING and len(known) >= MIDDLING) + (len(known) >= LONG) + alike


def _rank(word: str, known: str, most: int, *, alike: bool) -> tuple[float, bool] | None:
    """Return how far a known word is (less is nearer), or None where it is too far to be meant."""
    distance = edits(word, known, most)
    if distance > most or (distance > 1 and not alike and word[0] != known[0]):
        return None
    return distance - alike / 2, word[0] != known[0]
