"""What answers are made of: the phrases of one question, and the language around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.reading.spotter import Meaning, expand
from bot.reading.words import split


@dataclass(frozen=True, slots=True)
class Phrases:
    """How the answers to one question are said.

    Args:
        values: a value and its phrases; ``quiet|calm place?`` stands for four.
        unclear: phrases that may mean one value or another, so that we ask again.
        names_difficulty: to dislike a thing is to name it.
        asks: its values are themselves questions.
        refused_means: for a value that is refused, the value which that leaves.
        around: phrases that may stand around an answer to this question and change nothing.
    """

    values: Mapping[str, tuple[str, ...]]
    unclear: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    refused_means: Mapping[str, str] = field(default_factory=dict)
    names_difficulty: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """How young people write, whatever the question.

    Args:
        shorthand: a short form or a common misspelling, and the words it stands for.
        pairs: two words that are one: ``{"a levels": "alevels"}``.
        dropped: words that are passed over, such as "the".
        light: words that need not be there in a phrase, such as "to".
        meanings: phrases by what they do in an answer (see ``Meaning``).
        asking: how a question begins.
        everyday: words that are spelt right and must not be taken for a misspelling.
        polite: words that may stand around a command.
    """

    shorthand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    meanings: Mapping[Meaning, tuple[str, ...]] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    everyday: frozenset[str] = frozenset()
    polite: tuple[str, ...] = ()

    def split(self, text: str) -> list[str]:
        """Return the words of a text, short forms written out."""
        words = split(text, self.shorthand)
        for at in range(len(words) - 1, 0, -1):
            if (one := self.pairs.get(" ".join(words[at - 1 : at + 1]))) is not None:
                words[at - 1 : at + 1] = [one]
        return words


def expanded(phrases: Iterable[str]) -> Iterator[str]:
    """Give every phrase that these stand for."""
    return (each for phrase in phrases for each in expand(phrase))
