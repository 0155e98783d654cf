"""Reading an answer to a question with choices."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answers.checking import InvalidAnswer, Value
from bot.questions import EXCLUSIVE, NOT_SURE, SKIPPED
from bot.reading import Meaning, Reader, Sense, Vocabulary

NOT_AMONG_ALL = EXCLUSIVE | {"something_else", "not_sure_yet", "need_help"}
STRAY_WORDS = 1  # unknown words that a clear answer may hold
STRAY_WORDS_OF_THEIR_OWN = 2  # and more, where they say that it is their own wish
MOST_STRAY_WORDS = 4
ENOUGH_LETTERS = 5  # shorter words that are all we understand are too little to go by


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the slot, the question's name in the vocabulary, its values, and what may be said.

    Args:
        several: more than one value may be taken.
        can_skip: they may say that they are not sure, or would rather not say.
        every_word: no word may be left that we make nothing of.
    """

    slot: str
    name: str
    values: tuple[str, ...]
    several: bool = False
    can_skip: bool = False
    every_word: bool = False


def read(asked: Asked, text: str, vocabulary: Vocabulary) -> Value:
    """Return the value, or values, that a text takes.

    Raises:
        InvalidAnswer: it names no value, or it is not clear which.
    """
    reader = vocabulary.reader(asked.name)
    first = value_or_none(asked, reader.words(text), reader)
    others = reader.other_readings(text, of_misspelt_only=first is None)
    # A word that may be a slip must not matter: whatever it was meant for, the answer is the same.
    found = {value_or_none(asked, words, reader) for words in others} | ({first} - {None})
    if len(found) == 1 and (value := found.pop()) is not None:
        return value
    raise InvalidAnswer(asked.slot)


def value_or_none(asked: Asked, words: Sequence[str], reader: Reader) -> Value | None:
    """Return what words take, read as they stand, or None where that is not clear."""
    try:
        return _value(asked, words, reader)
    except InvalidAnswer:
        return None


def _value(asked: Asked, words: Sequence[str], reader: Reader) -> Value:
    sense = reader.sense(reader.spot(words), several=asked.several)
    if sense.unclear or reader.asks(words):
        raise InvalidAnswer(asked.slot)
    if asked.several and Meaning.ALL in sense.said and not sense.unexplained:
        if Meaning.NONE in sense.said or EXCLUSIVE.intersection(sense.chosen):
            raise InvalidAnswer(asked.slot)
        return all_but(asked, sense.refused)
    if sense.chosen:
        return _chosen(asked, sense)
    if len(sense.refused) == 1 and not asked.several and sense.refused[0] in reader.phrases.refused_means:
        return reader.phrases.refused_means[sense.refused[0]]
    return _without_a_value(asked, sense)


def all_but(asked: Asked, refused: Collection[str]) -> tuple[str, ...]:
    """Return every value that "all of them" takes, but for those that are refused."""
    return tuple(value for value in asked.values if value not in NOT_AMONG_ALL.union(refused))


def _chosen(asked: Asked, sense: Sense) -> Value:
    too_strange = len(sense.unexplained) > (0 if asked.every_word else _stray_words(sense))
    if too_strange or (len(sense.chosen) > 1 and not asked.several):
        raise InvalidAnswer(asked.slot)
    return sense.chosen if asked.several else sense.chosen[0]


def _stray_words(sense: Sense) -> int:
    """Return how many words we need not understand: none where all that we do is a number, "no" or "me"."""
    if sense.alone or all(word.isdigit() for word in sense.named):
        return 0
    own = STRAY_WORDS_OF_THEIR_OWN if sense.own else 0
    if sum(map(len, sense.named)) < ENOUGH_LETTERS:
        return own
    return min(MOST_STRAY_WORDS, STRAY_WORDS + own + len(sense.named) - 1)


def _without_a_value(asked: Asked, sense: Sense) -> Value:
    """Return what they said instead of a value: rather not, not sure, or none of these."""
    if not asked.can_skip or len(sense.unexplained) > STRAY_WORDS:
        raise InvalidAnswer(asked.slot)
    if Meaning.DECLINE in sense.said:
        return "rather_not_say" if "rather_not_say" in asked.values else SKIPPED
    if Meaning.NOT_SURE in sense.said:
        return NOT_SURE
    if sense.refused or sense.unexplained:
        raise InvalidAnswer(asked.slot)
    if asked.several and Meaning.NONE in sense.said:
        return SKIPPED
    if sense.said & {Meaning.MAYBE, Meaning.GUESS}:
        return NOT_SURE
    raise InvalidAnswer(asked.slot)
