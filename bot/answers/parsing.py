"""From typed words to the value that a tap would have given."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import choices, durations, facts, own_words, places, understanding, wording
from bot.answers.checking import MAX_WORDS, InvalidAnswer, Value, check
from bot.answers.choices import Asked
from bot.answers.understanding import Understood
from bot.questions import BY_NAME, NOT_SURE, SKIPPED, STEPS, Kind, section_of_slot
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


def understand(slot: str, text: str, vocabulary: Vocabulary, *, unasked: bool = False) -> Understood | None:
    """Return what a text answers or most likely answers to a question, or None where there is no telling.

    Args:
        slot: as for ``parse``.
        text: what the learner typed, or a part of it.
        vocabulary: the phrases of every question.
        unasked: another question was asked, so that every word must be understood.
    """
    if len(text.strip()) > MAX_WORDS:
        return None
    asked = _asked(slot)
    name = asked.name if asked else slot
    own = slot in BY_NAME and BY_NAME[slot].kind is Kind.WORDS
    plainly = text if own else wording.plainly(name, text)
    understood = _of_what_is_doubted(slot, asked, plainly, vocabulary, unasked=unasked)
    if understood is None or not understood.sure or not wording.is_bare(name, text, understood.value):
        return understood
    return replace(understood, sure=understood.value in {NOT_SURE, SKIPPED})


def _of_what_is_doubted(
    slot: str, asked: Asked | None, text: str, vocabulary: Vocabulary, *, unasked: bool
) -> Understood | None:
    """Read "not sure if i will make friends" for what it names; a doubt that names nothing tells nothing."""
    named = wording.without_doubt(slot, text)
    if named is None:
        return _put_plainly(slot, asked, text, vocabulary, unasked=unasked)
    understood = _put_plainly(slot, asked, named, vocabulary, unasked=unasked)
    return None if understood is not None and understood.value in {NOT_SURE, SKIPPED} else understood


def _put_plainly(
    slot: str, asked: Asked | None, text: str, vocabulary: Vocabulary, *, unasked: bool
) -> Understood | None:
    if slot in BY_NAME and BY_NAME[slot].kind is Kind.PLACE:
        return places.understand(slot, text, vocabulary, every_word=unasked)
    if asked is None:
        return _as_parsed(slot, text, vocabulary)
    if slot == "travel_time" and durations.gives_time(slot, text, vocabulary):
        return durations.understand(slot, text, vocabulary, every_word=unasked)
    understood = _understood(replace(asked, every_word=unasked), text, vocabulary)
    if understood is None or (unasked and facts.contradicts(slot, text, understood.value, vocabulary)):
        return None
    return replace(understood, value=check(slot, understood.value))


def _understood(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return what a rule about such facts reads, then what phrases say, then what the last rules read."""
    try:
        understood = facts.understand(asked, text, vocabulary)
    except InvalidAnswer:
        return None
    understood = understood or understanding.understand(asked, text, vocabulary)
    if understood is not None and understood.sure:
        return understood
    return facts.understand_at_last(asked, text, vocabulary) or understood


def _as_parsed(slot: str, text: str, vocabulary: Vocabulary) -> Understood | None:
    try:
        return Understood(parse(slot, text, vocabulary), sure=True)
    except InvalidAnswer:
        return None


def _read(slot: str, text: str, vocabulary: Vocabulary) -> Value:
    if slot == "travel_time" and (value := durations.read(slot, text, vocabulary)) is not None:
        return value
    if (asked := _asked(slot)) is not None:
        return choices.read(asked, text, vocabulary)
    if slot not in BY_NAME or slot == "sharing":
        raise InvalidAnswer(slot, "unknown_value")
    read = own_words.read if BY_NAME[slot].kind is Kind.WORDS else places.read
    return read(slot, text, vocabulary)


def _asked(slot: str) -> Asked | None:
    """Return what is asked where it has choices."""
    if slot in STEPS:
        return Asked(slot, slot, STEPS[slot])
    if section_of_slot(slot):
        return Asked(slot, "sharing", BY_NAME["sharing"].values)
    if slot not in BY_NAME or not BY_NAME[slot].values or slot == "sharing":
        return None
    question = BY_NAME[slot]
    return Asked(slot, slot, question.values, several=question.kind is Kind.SOME, can_skip=True)
