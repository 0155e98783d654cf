"""Answers in the learner's own words: kept as they are, unless they only say no."""

from __future__ import annotations

import pytest

from bot import answers
from bot.answers import InvalidAnswer
from bot.questions import NOT_SURE, SKIPPED
from bot.reference.vocabulary import vocabulary

QUESTIONS = ["strength_example", "dream_job", "anything_else"]


@pytest.mark.parametrize("slot", QUESTIONS)
@pytest.mark.parametrize(
    "words",
    [
        "i fixed my nans tv",
        "Vet!!",
        "not a teacher",
        "no one helped me",
        "nothing with maths",
        "yes a chef",
        "my mum",
        "i want to be a nurse but not at night",
        "no loud bells",
        "🐶",
    ],
)
def test_words_are_kept_as_typed(slot: str, words: str) -> None:
    assert answers.parse(slot, f"  {words} ", vocabulary()) == words


@pytest.mark.parametrize("slot", QUESTIONS)
@pytest.mark.parametrize(
    "words", ["no", "nope", "nah", "not yet", "nothing", "no thanks", "skip", "rather not say"]
)
def test_a_no_is_a_skip(slot: str, words: str) -> None:
    assert answers.parse(slot, words, vocabulary()) == SKIPPED


@pytest.mark.parametrize("slot", QUESTIONS)
@pytest.mark.parametrize("words", ["idk", "not sure", "dunno"])
def test_not_knowing_is_kept_as_such(slot: str, words: str) -> None:
    assert answers.parse(slot, words, vocabulary()) == NOT_SURE


@pytest.mark.parametrize("slot", QUESTIONS)
@pytest.mark.parametrize("words", ["", "   ", "yes", "yeah"])
def test_a_yes_alone_tells_nothing(slot: str, words: str) -> None:
    with pytest.raises(InvalidAnswer):
        answers.parse(slot, words, vocabulary())
