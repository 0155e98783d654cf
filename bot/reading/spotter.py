"""Spotting phrases in words: the longest phrase that begins at each word, and what it means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from bot.reading.words import BREAKS, stem


class AmbiguousPhrase(ValueError):
    """One phrase is given for two values of the same question; the message says which."""


class Meaning(StrEnum):
    """What a phrase does in an answer."""

    VALUE = "value"  # names a value of the question
    UNCLEAR = "unclear"  # may be one value or another
    NOT_SURE = "not_sure"
    DECLINE = "decline"  # would rather not say
    ALL = "all"
    NONE = "none"
    NOT = "not"
    EXCEPT = "except"
    ALL_EXCEPT = "all_except"
    DISLIKE = "dislike"  # hate, can't do, find hard
    LIKE = "like"
    WANT = "want"
    BAD = "bad"  # said after what it is about: "maths is boring"
    FINE = "fine"  # the same: "noise is fine"
    BUT = "but"
    AGAIN = "again"  # takes back what was said before: "no wait"
    ACTUALLY = "actually"  # does so only straight after a value
    BECAUSE = "because"
    MAYBE = "maybe"
    OTHERS = "others"  # another person, whose answer this may be
    FILLER = "filler"
    BREAK = "break"
    WORD = "word"  # nothing that we know


@dataclass(frozen=True, slots=True)
class Spotted:
    """One phrase in a text: its words, what it means, the value it names, and where it begins."""

    meaning: Meaning
    words: tuple[str, ...]
    value: str = ""
    at: int = 0


def expand(phrase: str) -> Iterator[str]:
    """Give every phrase that one stands for: "quiet|calm place?" is four."""
    parts = []
    for part in phrase.split():
        choices = part.rstrip("?").split("|")
        parts.append([*choices, ""] if part.endswith("?") else choices)
    for words in product(*parts):
        yield " ".join(word for word in words if word)


class Spotter:
    """Finds phrases whose words stand together, not counting words that say little.

    A phrase that has at least two other words is found with or without its light words: "go to college" in
    "go college". One that has only one is found as it is: "i do" is not "do".
    """

    def __init__(self, dropped: Collection[str], light: Collection[str] = ()) -> None:
        """Take the words that are passed over ("the"), and those that need not be there ("to")."""
        self._dropped = frozenset(dropped)
        self._light = frozenset(light)
        self._exact: _Table = {}
        self._loose: _Table = {}
        self._longest = 1

    def add(self, words: Sequence[str], meaning: Meaning, value: str = "") -> None:
        """Add a phrase, unless it has a meaning already.

        Raises:
            AmbiguousPhrase: it names another value already, or holds only words that are passed over.
        """
        exact = [word for word in words if word not in self._dropped and word not in BREAKS]
        loose = [word for word in exact if word not in self._light]
        if not exact and meaning is Meaning.VALUE:
            raise AmbiguousPhrase(f"{' '.join(words)!r} for {value} says nothing")
        _put(self._exact, exact, meaning, value)
        if len(loose) > 1 or loose == exact:
            _put(self._loose, loose, meaning, value)
        self._longest = max(self._longest, len(exact))

    def spot(self, words: Sequence[str]) -> list[Spotted]:
        """Return every phrase, break and unknown word, in order.

        Of phrases that overlap, the one with more words is found, and the first of two as long.
        """
        kept = [(at, word) for at, word in enumerate(words) if word not in self._dropped]
        found: dict[int, _Match] = {}
        taken: set[int] = set()
        for match in sorted(
            self._matches(kept), key=lambda match: (-match.heavy, match.start - match.end, match.start)
        ):
            if taken.isdisjoint(range(match.start, match.end)):
                found[match.start] = match
                taken.update(range(match.start, match.end))
        return [
            self._spotted(kept, found.get(place), place)
            for place, (_, word) in enumerate(kept)
            if place in found or not (place in taken or word in self._light)
        ]

    def _spotted(self, kept: Sequence[tuple[int, str]], match: _Match | None, place: int) -> Spotted:
        at, word = kept[place]
        if match is not None:
            words = tuple(word for _, word in kept[match.start : match.end])
            return Spotted(match.known[0], words, match.known[1], at)
        return Spotted(Meaning.BREAK if word in BREAKS else Meaning.WORD, (word,), at=at)

    def _matches(self, kept: Sequence[tuple[int, str]]) -> Iterator[_Match]:
        """Give every phrase that begins at each place, with its light words and without."""
        words = [stem(word) for _, word in kept]
        heavy = [place for place, (_, word) in enumerate(kept) if word not in self._light]
        for start in range(len(words)):
            for end in range(min(len(words), start + self._longest), start, -1):
                if (known := self._exact.get(tuple(words[start:end]))) is not None:
                    yield _Match(start, end, sum(start <= place < end for place in heavy), known)
        for first, start in enumerate(heavy):
            for last in range(min(len(heavy), first + self._longest), first, -1):
                if (known := self._loose.get(tuple(words[place] for place in heavy[first:last]))) is not None:
                    yield _Match(start, heavy[last - 1] + 1, last - first, known)


_Known = tuple[Meaning, str]
_Table = dict[tuple[str, ...], _Known]


@dataclass(frozen=True, slots=True)
class _Match:
    """A phrase found: its first place, the place after its last, how many heavy words, its meaning."""

    start: int
    end: int
    heavy: int
    known: _Known


def _put(table: _Table, words: Sequence[str], meaning: Meaning, value: str) -> None:
    known = table.setdefault(tuple(map(stem, words)), (meaning, value))
    if known[0] is meaning is Meaning.VALUE and known[1] != value:
        raise AmbiguousPhrase(f"{' '.join(words)!r} for {value}: {known[1]} has it already")


def of(spotted: Iterable[Spotted], *meanings: Meaning) -> list[Spotted]:
    """Return the phrases with one of these meanings."""
    return [each for each in spotted if each.meaning in meanings]
