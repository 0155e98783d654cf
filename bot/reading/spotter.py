"""Spotting phrases in words: the longest phrase that begins at each word, and what it means."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TypeVar

from bot.reading.words import BREAKS, stem


class AmbiguousPhrase(ValueError):
    """One phrase is given for two values of the same question; the message says which."""


class Meaning(StrEnum):
    """What a phrase does in an answer."""

    VALUE = "value"  # names a value of the question
    UNCLEAR = "unclear"  # may be one value or another
    VAGUE = "vague"  # the same, unless a value follows: "making films"
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
    GUESS = "guess"  # surer than that: "probably"
    OTHERS = "others"  # another person, whose answer this may be
    FILLER = "filler"
    BREAK = "break"
    WORD = "word"  # nothing that we know


# The words of phrases that set two things side by side.
JOINING = frozenset({("and",), ("or",), ("then",), ("plus",), ("also",)})
GAP = "~"  # in a phrase: a few words may stand here, such as "my ehcp" in "take ~ away"
LONGEST_GAP = 3
# A gap holds none of these, which would change what the phrase means.
ENDS_A_GAP = BREAKS | {
    "and", "or", "but", "because", "not", "no", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "aint",
    "never", "wont", "cant", "without", "except", "nothing", "hardly", "unless",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spotted:
    """One phrase in a text: its words, what it means, the value it names, and where it begins.

    What is ``weak`` names its value only where nothing beside it names one; what is ``alone``, only where
    nothing else is said.
    """

    meaning: Meaning
    words: tuple[str, ...]
    value: str = ""
    at: int = 0
    weak: bool = False
    alone: bool = False


def expand(phrase: str) -> Iterator[str]:
    """Give every phrase that one stands for: "quiet|calm place?" is four; "very_calm" counts as one word."""
    parts = []
    for part in phrase.split():
        choices = part.rstrip("?").split("|")
        parts.append([*choices, ""] if part.endswith("?") else choices)
    for words in product(*parts):
        yield " ".join(word for word in words if word).replace("_", " ")


class Spotter:
    """Finds phrases whose words stand together, not counting words that say little.

    A phrase that has at least two other words is found with or without its light words: "go to college" in
    "go college". One that has only one is found as it is: "i do" is not "do".
    """

    def __init__(
        self,
        dropped: Collection[str],
        light: Collection[str] = (),
        alike: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        """Make one that knows no phrase yet.

        Args:
            dropped: words that are passed over, such as "the".
            light: words that need not be there, such as "to".
            alike: a word and those that mean the same: ``{"bus": ["train"]}``.
        """
        self._one_of = {stem(other): stem(word) for word, others in (alike or {}).items() for other in others}
        self._dropped = frozenset(dropped)
        self._light = frozenset(light)
        self._exact: _Table = {}
        self._loose: _Table = {}
        self._begun: set[tuple[str, ...]] = set()
        self._gapped: dict[str, dict[_Parts, _Known]] = {}

    def add(self, words: Sequence[str], meaning: Meaning, value: str = "") -> None:
        """Add a phrase, unless it has a meaning already.

        Raises:
            AmbiguousPhrase: it names another value already, or holds only words that are passed over.
        """
        exact = [word for word in words if word not in self._dropped and word not in BREAKS]
        loose = [word for word in exact if word not in self._light]
        if not exact and meaning is Meaning.VALUE:
            raise AmbiguousPhrase(f"{' '.join(words)!r} for {value} says nothing")
        _put(self._exact, tuple(self.keys(exact)), meaning, value)
        if len(loose) > 1 or loose == exact:
            _put(self._loose, tuple(self.keys(loose)), meaning, value)
        for keys in (self.keys(exact), self.keys(loose)):
            self._begun.update(tuple(keys[:end]) for end in range(1, len(keys) + 1))

    def add_gapped(self, parts: Iterable[Sequence[str]], meaning: Meaning, value: str = "") -> None:
        """Add a phrase between whose parts a few other words may stand, unless it has a meaning already."""
        passed = self._dropped | self._light
        parts = [list(part) for part in parts]
        whole = [word for part in parts for word in part]
        said = ([word for word in part if word not in passed] for part in parts)
        keys = tuple(tuple(self.keys(part)) for part in said if part)
        if sum(map(len, keys)) > 1:
            self._gapped.setdefault(keys[0][0], {}).setdefault(keys, (meaning, value))
        elif not self.knows(whole):  # "be ~ it" says too little to stand with anything between
            self.add(whole, meaning, value)

    def knows(self, words: Sequence[str]) -> bool:
        """Return whether a phrase has a meaning already, or says nothing that could have one."""
        exact = [word for word in words if word not in self._dropped and word not in BREAKS]
        loose = [word for word in exact if word not in self._light]
        return not loose or tuple(self.keys(exact)) in self._exact or tuple(self.keys(loose)) in self._loose

    def spot(self, words: Sequence[str]) -> list[Spotted]:
        """Return every phrase, break and unknown word, in order.

        Of phrases that overlap, the one with more words is found; of two as long, the one without a gap, or
        the first.
        """
        kept = [(at, word) for at, word in enumerate(words) if word not in self._dropped]
        found: dict[int, _Match] = {}
        taken: set[int] = set()
        for match in sorted(
            self._matches(kept),
            key=lambda match: (-match.heavy, match.gapped, match.start - match.end, match.start),
        ):
            if taken.isdisjoint(range(match.start, match.end)):
                found[match.start] = match
                taken.update(range(match.start, match.end))
        return [
            self._spotted(kept, found.get(place), place)
            for place, (_, word) in enumerate(kept)
            if place in found or not (place in taken or word in self._light)
        ]

    def keys(self, words: Sequence[str]) -> list[str]:
        """Return what words are known by: no plurals, one word for all that mean the same."""
        return [self._one_of.get(stem(word), stem(word)) for word in words]

    def _spotted(self, kept: Sequence[tuple[int, str]], match: _Match | None, place: int) -> Spotted:
        at, word = kept[place]
        if match is not None:
            words = tuple(word for _, word in kept[match.start : match.end])
            return Spotted(match.known[0], words, match.known[1], at)
        return Spotted(Meaning.BREAK if word in BREAKS else Meaning.WORD, (word,), at=at)

    def _matches(self, kept: Sequence[tuple[int, str]]) -> Iterator[_Match]:
        """Give every phrase that begins at each place, with its light words and without."""
        words = self.keys([word for _, word in kept])
        heavy = [place for place, (_, word) in enumerate(kept) if word not in self._light]
        for start, end, known in self._known(self._exact, words):
            yield _Match(start, end, sum(start <= place < end for place in heavy), known)
        for first, last, known in self._known(self._loose, [words[place] for place in heavy]):
            yield _Match(heavy[first], heavy[last - 1] + 1, last - first, known)
        for first, last, parts, known in self._with_gaps([words[place] for place in heavy]):
            yield _Match(heavy[first], heavy[last - 1] + 1, sum(map(len, parts)), known, gapped=True)

    def _with_gaps(self, words: Sequence[str]) -> Iterator[tuple[int, int, _Parts, _Known]]:
        """Give where each phrase with gaps begins and ends, its parts, and what is known of it."""
        said = set(words)
        for start, word in enumerate(words):
            for parts, known in self._gapped.get(word, {}).items():
                if parts[-1][-1] in said and (end := _end_of(parts, words, start)) is not None:
                    yield start, end, parts, known

    def _known(self, table: _Table, words: Sequence[str]) -> Iterator[tuple[int, int, _Known]]:
        """Give where each phrase of a table begins and ends, and what is known of it."""
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                said = tuple(words[start:end])
                if said not in self._begun:
                    break
                if (known := table.get(said)) is not None:
                    yield start, end, known


_Known = tuple[Meaning, str]
_Table = dict[tuple[str, ...], _Known]
_Parts = tuple[tuple[str, ...], ...]
_Words = TypeVar("_Words", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Match:
    """A phrase found: its first place, the place after its last, how many heavy words, its meaning."""

    start: int
    end: int
    heavy: int
    known: _Known
    gapped: bool = False


def _end_of(parts: _Parts, words: Sequence[str], start: int) -> int | None:
    """Return where a phrase with gaps ends that begins at a place, or None where it does not stand there."""
    end = start + len(parts[0])
    if tuple(words[start:end]) != parts[0]:
        return None
    for part in parts[1:]:
        begins = (at for at in range(end, end + LONGEST_GAP + 1) if tuple(words[at : at + len(part)]) == part)
        at = next(begins, None)
        if at is None or not ENDS_A_GAP.isdisjoint(words[end:at]):
            return None
        end = at + len(part)
    return end


def _put(table: dict[_Words, _Known], words: _Words, meaning: Meaning, value: str) -> None:
    known = table.setdefault(words, (meaning, value))
    if known[0] is meaning is Meaning.VALUE and known[1] != value:
        raise AmbiguousPhrase(f"{words} for {value}: {known[1]} has it already")


def of(spotted: Iterable[Spotted], *meanings: Meaning) -> list[Spotted]:
    """Return the phrases with one of these meanings."""
    return [each for each in spotted if each.meaning in meanings]
