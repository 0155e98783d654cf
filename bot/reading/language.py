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
        vague: the same, unless a value follows: "making", but not "making films".
        offered: a value and phrases that most likely mean it, so that we ask whether they do.
        weak: phrases of values that name theirs only where nothing beside them names one: "working out", but
            not "working out how machines work".
        faint: the same, where nothing in the whole message does: "dont talk to me, go somewhere quiet".
        yields: a value and those beside which it is not meant: "mostly fine but some days are hard".
        alone: phrases of values that name theirs only where nothing else is said: "okay", not "okay boomer".
        alike: a word and the words that mean the same here: with ``bus: [train]`` "by train" is "by bus".
        names_difficulty: to dislike a thing is to name it.
        asks: its values are themselves questions.
        telling: those of them that tell it for certain, even where the words may answer what was asked.
        beside: questions at which this one is answered too, with no such phrase: what follows from them.
        refused_means: for a value that is refused, the value which that leaves.
        also: more phrases of values, each of which counts unless it means something else already.
        around: phrases that may stand around an answer to this question and change nothing.
        cues: phrases that tell that this question is spoken of, though another was asked.
    """

    values: Mapping[str, tuple[str, ...]]
    unclear: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    refused_means: Mapping[str, str] = field(default_factory=dict)
    weak: tuple[str, ...] = ()
    faint: tuple[str, ...] = ()
    yields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: tuple[str, ...] = ()
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
        english: more words that are spelt right, most of which matter to no question.
        polite: words that may stand around a command.
        as_before: how one says that an answer is what it was before.
    """

    shorthand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    meanings: Mapping[Meaning, tuple[str, ...]] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    everyday: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    polite: tuple[str, ...] = ()
    as_before: tuple[str, ...] = ()

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
