"""Which questions a text speaks of: phrases such as "i live in", whatever was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.reading.language import Language, expanded
from bot.reading.speller import Lexicon, Speller
from bot.reading.words import stem


class Cues:
    """The phrases that tell a question, found in one go; misspelt words count as the words they must be."""

    def __init__(self, cues: Mapping[str, Sequence[str]], language: Language, lexicon: Lexicon) -> None:
        """Take each question's phrases."""
        self._dropped = language.dropped
        self._slots: dict[tuple[str, ...], set[str]] = defaultdict(set)
        words: set[str] = set()
        for slot, phrases in cues.items():
            for phrase in expanded(phrases):
                said = language.split(phrase)
                words.update(said)
                self._slots[tuple(self._keys(said))].add(slot)
        self._longest = max(map(len, self._slots), default=0)
        self._speller = Speller(words, lexicon)

    def _keys(self, words: Sequence[str]) -> list[str]:
        return [stem(word) for word in words if word not in self._dropped]

    def found(self, words: Sequence[str]) -> dict[str, int]:
        """Return the questions whose phrases are among the words, each with the length of its longest."""
        said = self._keys([word for _, parts in self._speller.read(words) for word in parts])
        longest: dict[str, int] = {}
        for start in range(len(said)):
            for end in range(start + 1, min(len(said), start + self._longest) + 1):
                for slot in self._slots.get(tuple(said[start:end]), ()):
                    longest[slot] = max(end - start, longest.get(slot, 0))
        return longest
