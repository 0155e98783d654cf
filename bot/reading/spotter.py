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
    YES = "yes"
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
    """Finds phrases whose words stand together, not counting words that say nothing."""

    def __init__(self, dropped: Collection[str]) -> None:
        """Take the words that are passed over, such as "the"."""
        self._dropped = frozenset(dropped)
        self._phrases: dict[tuple[str, ...], tuple[Meaning, str]] = {}
        self._longest = 1

    def add(self, words: Sequence[str], meaning: Meaning, value: str = "") -> None:
        """Add a phrase, unless it has a meaning already.

        Raises:
            AmbiguousPhrase: it names another value already, or holds only words that are passed over.
        """
        key = tuple(stem(word) for word in words if word not in self._dropped and word not in BREAKS)
        if not key and meaning is not Meaning.VALUE:
            return
        known = self._phrases.setdefault(key, (meaning, value))
        if not key or (known != (meaning, value) and known[0] is meaning is Meaning.VALUE):
            raise AmbiguousPhrase(f"{' '.join(words)!r} for {value}: {known[1] or 'nothing'} has it already")
        self._longest = max(self._longest, len(key))

    def spot(self, words: Sequence[str]) -> list[Spotted]:
        """Return every phrase, break and unknown word, in order; each word belongs to one of them."""
        kept = [(at, word) for at, word in enumerate(words) if word not in self._dropped]
        spotted: list[Spotted] = []
        while kept:
            found, used = self._first(kept)
            spotted.append(found)
            kept = kept[used:]
        return spotted

    def _first(self, kept: Sequence[tuple[int, str]]) -> tuple[Spotted, int]:
        at = kept[0][0]
        words = tuple(word for _, word in kept[: self._longest])
        if words[0] in BREAKS:
            return Spotted(Meaning.BREAK, words[:1], at=at), 1
        for used in range(len(words), 0, -1):
            known = self._phrases.get(tuple(map(stem, words[:used])))
            if known:
                return Spotted(known[0], words[:used], known[1], at), used
        return Spotted(Meaning.WORD, words[:1], at=at), 1


def of(spotted: Iterable[Spotted], *meanings: Meaning) -> list[Spotted]:
    """Return the phrases with one of these meanings."""
    return [each for each in spotted if each.meaning in meanings]
