"""Which words there are, how often each is used, and which stand beside one another."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

# symspellpy's list (MIT): how often Google Books has each English word, American and British.
ENGLISH = "frequency_dictionary_en_82_765.txt"
SHARE_OF_TRAINING = 0.5  # of how likely a word is; the rest is how common it is in English
SHARE_OF_NEIGHBOURS = 0.5
OFTEN = 3  # times in the training data: a word, even if English does not know it
WELL_KNOWN = 30_000_000  # an English word that is used as often is not short for another
WORD_OF_ITS_OWN = 10_000_000  # "cant" and "whats" are rarer, "were" and "well" are not
START, END = "<", ">"

_TOKENS = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[\W_]+")


class KnownWords:
    """English, the words of the training data, and words of our own.

    Args:
        english: each English word and how often it is used.
        said: how often each word stands in the training data.
        beside: how often one word follows another there; both parted by a space.
        ours: words that are right though neither of these may know them.
        short: short forms and what they stand for.
    """

    def __init__(
        self,
        english: Mapping[str, int],
        said: Mapping[str, int],
        beside: Mapping[str, int],
        ours: Iterable[str],
        short: Mapping[str, str],
    ) -> None:
        """Keep the counts, and their sums."""
        self.english = english
        self.said = said
        self.beside = beside
        self.ours = frozenset(ours)
        self.short = short
        self._all_english = sum(english.values())
        self._all_said = sum(said.values()) or 1

    @classmethod
    def learn(cls, texts: Iterable[str], ours: Iterable[str], short: Mapping[str, str]) -> KnownWords:
        """Count the words of training texts; keep those short forms that are not words of their own."""
        english = read_english()
        known = cls(english, {}, {}, ours, _short_forms(english, short))
        said: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        for text in texts:
            words = [START, *filter(is_word, known.split(text)), END]
            said.update(words)
            beside.update(map(" ".join, pairwise(words)))
        return cls(english, dict(said), dict(beside), ours, known.short)

    def split(self, text: str) -> list[str]:
        """Return the words of a text in lower case, short forms written out, and what stands between them."""
        tokens = _TOKENS.findall(text.lower().replace("’", "'"))
        return [part for token in tokens for part in self._written_out(token)]

    def _written_out(self, token: str) -> Iterator[str]:
        words = self.short.get(token)
        if words is None:
            yield token
        else:
            yield from _TOKENS.findall(words)

    def knows(self, word: str) -> bool:
        """Return whether this is a word, spelt right; a rare word may still be a slip for another."""
        return word in self.english or word in self.ours or self.said.get(word, 0) >= OFTEN

    def is_settled(self, word: str) -> bool:
        """Return whether this is a word that learners of this assistant use."""
        return word in self.ours or (word in self.said and self.knows(word))

    def likelihood(self, word: str) -> float:
        """Return how likely a word is, wherever it stands; above 0."""
        english = self.english.get(word, 0) / self._all_english
        said = max(self.said.get(word, 0), int(word in self.ours)) / self._all_said
        return (1 - SHARE_OF_TRAINING) * english + SHARE_OF_TRAINING * said or 1e-12

    def fits(self, left: str, word: str, right: str) -> float:
        """Return how much likelier a word is between these two than elsewhere; 1 for as likely."""
        return self._beside(left, word, left, word) * self._beside(word, right, right, word)

    def _beside(self, first: str, second: str, given: str, word: str) -> float:
        seen = self.said.get(given, 0)
        if not seen:
            return 1.0
        here = self.beside.get(f"{first} {second}", 0) / seen
        return (1 - SHARE_OF_NEIGHBOURS) + SHARE_OF_NEIGHBOURS * here / self.likelihood(word)

    def commonest(self, most: int) -> list[str]:
        """Return the words that may be meant by a misspelt one: those said here, and common English."""
        english = sorted(self.english, key=self.english.__getitem__, reverse=True)[:most]
        said = (word for word in self.said if self.knows(word))
        return [word for word in dict.fromkeys([*english, *said, *sorted(self.ours)]) if is_word(word)]

    def as_json(self) -> str:
        """Return everything as text."""
        content = {
            "english": self.english, "said": self.said, "beside": self.beside,
            "ours": sorted(self.ours), "short": self.short,
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> KnownWords:
        """Return what ``as_json`` wrote."""
        content: dict[str, Any] = json.loads(text)
        return cls(**content)


def is_word(token: str) -> bool:
    """Return whether a token is a word or a number, not what stands between words."""
    return token[:1].isalnum()


def read_english() -> dict[str, int]:
    """Return each English word and how often it is used."""
    text = (files("symspellpy") / ENGLISH).read_text(encoding="utf-8-sig")
    return {word: int(count) for word, count in map(str.split, text.splitlines())}


def _short_forms(english: Mapping[str, int], short: Mapping[str, str]) -> dict[str, str]:
    """Return short forms that are not words of their own; "dunno" is "don't know", as "dont" is "don't"."""
    whole = _contractions(english)
    kept = {form: words.split() for form, words in short.items() if english.get(form, 0) < WELL_KNOWN}
    return whole | {form: " ".join(whole.get(word, word) for word in words) for form, words in kept.items()}


def _contractions(english: Mapping[str, int]) -> dict[str, str]:
    """Return "don't" for "dont", where that is no word of its own."""
    whole = {word.replace("'", ""): word for word in english if "'" in word}
    return {bare: word for bare, word in whole.items() if english.get(bare, 0) < WORD_OF_ITS_OWN}


def joined(tokens: Sequence[str]) -> str:
    """Return a text of its tokens, without spaces that nothing needs."""
    return " ".join("".join(tokens).split())
