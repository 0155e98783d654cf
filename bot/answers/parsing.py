"""From typed words to the value that a tap would have given."""

from __future__ import annotations

from bot.answers import choices, durations, own_words, places
from bot.answers.checking import MAX_WORDS, InvalidAnswer, Value, check
from bot.answers.choices import Asked
from bot.questions import BY_NAME, STEPS, Kind, Question, section_of_slot
from bot.reading import Vocabulary


def parse(slot: str, text: str, vocabulary: Vocabulary) -> Value:
    """Return what a typed answer means, as it is stored: the same as the tap that means it.

    Args:
        slot: a question, a ``sharing_<section>`` slot, or a step of the conversation.
        text: what the learner typed.
        vocabulary: the phrases of every question.

    Raises:
        InvalidAnswer: it is no answer to this question, or may be one of several.
    """
    if len(text.strip()) > MAX_WORDS:
        raise InvalidAnswer(slot, "too_long")
    return check(slot, _read(slot, text, vocabulary))


def _read(slot: str, text: str, vocabulary: Vocabulary) -> Value:
    if slot in STEPS:
        return choices.read(Asked(slot, slot, STEPS[slot]), text, vocabulary)
    if section_of_slot(slot):
        return choices.read(Asked(slot, "sharing", BY_NAME["sharing"].values), text, vocabulary)
    if slot not in BY_NAME or slot == "sharing":
        raise InvalidAnswer(slot, "unknown_value")
    return _read_question(BY_NAME[slot], text, vocabulary)


def _read_question(question: Question, text: str, vocabulary: Vocabulary) -> Value:
    name = question.name
    if question.kind is Kind.WORDS:
        return own_words.read(name, text, vocabulary)
    if question.kind is Kind.PLACE:
        return places.read(name, text, vocabulary)
    if name == "travel_time" and (value := durations.read(name, text, vocabulary)) is not None:
        return value
    asked = Asked(name, name, question.values, several=question.kind is Kind.SOME, can_skip=True)
    return choices.read(asked, text, vocabulary)
