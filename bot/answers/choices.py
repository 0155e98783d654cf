"""Reading an answer to a question with choices."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.checking import InvalidAnswer, Value
from bot.questions import EXCLUSIVE, NOT_SURE, SKIPPED
from bot.reading import Meaning, Sense, Vocabulary

NOT_AMONG_ALL = EXCLUSIVE | {"something_else", "not_sure_yet", "need_help"}
STRAY_WORDS = 1  # unknown words that a clear answer may hold
STRAY_WORDS_OF_THEIR_OWN = 2  # and more, where they say that it is their own wish
MOST_STRAY_WORDS = 4


def read(
    slot: str,
    name: str,
    values: Iterable[str],
    text: str,
    vocabulary: Vocabulary,
    *,
    several: bool = False,
    can_skip: bool = False,
) -> Value:
    """Return the value, or values, that a text takes.

    Args:
        slot: the slot that is asked.
        name: the question's name in the vocabulary.
        values: every value of the question.
        text: what was typed.
        vocabulary: how answers are said.
        several: more than one value may be taken.
        can_skip: they may say that they are not sure, or would rather not say.

    Raises:
        InvalidAnswer: it names no value, or it is not clear which.
    """
    reader = vocabulary.reader(name)
    words = reader.words(text)
    sense = reader.sense(reader.spot(words), several=several)
    if sense.unclear or reader.asks(words):
        raise InvalidAnswer(slot)
    if several and Meaning.ALL in sense.said:
        return _all_but(slot, values, sense)
    if sense.chosen:
        return _chosen(slot, sense, several=several)
    if len(sense.refused) == 1 and not several and sense.refused[0] in reader.phrases.refused_means:
        return reader.phrases.refused_means[sense.refused[0]]
    if not can_skip or len(sense.unexplained) > STRAY_WORDS:
        raise InvalidAnswer(slot)
    return _without_a_value(slot, values, sense, several=several)


def _chosen(slot: str, sense: Sense, *, several: bool) -> Value:
    if len(sense.unexplained) > _stray_words(sense):
        raise InvalidAnswer(slot)
    if several:
        return sense.chosen
    if len(sense.chosen) > 1:
        raise InvalidAnswer(slot)
    return sense.chosen[0]


def _stray_words(sense: Sense) -> int:
    """Return how many words we need not understand: none where all that we do is a number."""
    if all(word.isdigit() for word in sense.named):
        return 0
    own = STRAY_WORDS_OF_THEIR_OWN if sense.own else 0
    return min(MOST_STRAY_WORDS, STRAY_WORDS + own + len(sense.named) - 1)


def _all_but(slot: str, values: Iterable[str], sense: Sense) -> Value:
    if len(sense.unexplained) > STRAY_WORDS:
        raise InvalidAnswer(slot)
    left_out = NOT_AMONG_ALL | set(sense.refused)
    return tuple(value for value in values if value not in left_out)


def _without_a_value(slot: str, values: Iterable[str], sense: Sense, *, several: bool) -> Value:
    """Return what they said instead of a value: rather not, not sure, or none of these."""
    if Meaning.DECLINE in sense.said:
        return "rather_not_say" if "rather_not_say" in values else SKIPPED
    if Meaning.NOT_SURE in sense.said:
        return NOT_SURE
    if sense.refused:
        raise InvalidAnswer(slot)
    if several and Meaning.NONE in sense.said:
        return SKIPPED
    if Meaning.MAYBE in sense.said:
        return NOT_SURE
    raise InvalidAnswer(slot)
