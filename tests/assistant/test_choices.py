"""Offering the choice that an unread answer comes near to."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.choices import ChoiceOffer, ChoiceVectors
from bot.assistant.vectors import VECTOR, SentenceVectors
from bot.reading import Language, Phrases, Vocabulary

WORRIES = Phrases(
    values={
        "big_classes": ("big classes", "lots of people in the room"),
        "getting_there": ("getting there", "the bus journey"),
        "money": ("money", "what it costs"),
    }
)


@pytest.fixture(scope="module")
def encoder() -> SentenceVectors:
    return SentenceVectors.build()


@pytest.fixture(scope="module")
def choices(encoder: SentenceVectors) -> ChoiceVectors:
    questions = {"worries": WORRIES, "home_area": Phrases(values={})}
    return ChoiceVectors.of(Vocabulary(questions, commands={}, language=Language()), encoder)


@pytest.fixture
def offer(encoder: SentenceVectors, choices: ChoiceVectors) -> Any:
    def read(text: str, asked: str | None = "worries", intent: str = "nlu_fallback", **more: Any) -> Message:
        said = {"text": text, "metadata": {"asked": asked}, "intent": {"name": intent}, **more}
        message = Message(data={**said, VECTOR: encoder.encode([text])[0]})
        component = ChoiceOffer(ChoiceOffer.get_default_config(), None, None, choices)
        return component.process([message])[0]

    return read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a class with loads of people in it", "big_classes"),
        ("the journey on the bus each day", "getting_there"),
        ("the cost of it", "money"),
    ],
)
def test_what_comes_near_to_one_choice_is_offered(offer: Any, text: str, value: str) -> None:
    message = offer(text)
    assert message.get("intent")["name"] == "doubtful"
    assert [each["value"] for each in message.get("entities")] == [{"slot": "worries", "value": [value]}]


@pytest.mark.parametrize(
    ("text", "asked", "intent", "more"),
    [
        pytest.param("purple", "worries", "nlu_fallback", {}, id="near to nothing"),
        pytest.param("are there big classes?", "worries", "nlu_fallback", {}, id="a question"),
        pytest.param("big classes", "worries", "about_class_sizes", {}, id="another intent"),
        pytest.param("big classes", "worries", "inform", {"entities": [{"value": 1}]}, id="read already"),
        pytest.param("big classes", None, "nlu_fallback", {}, id="nothing is asked"),
        pytest.param("big classes", "home_area", "nlu_fallback", {}, id="a question without choices"),
    ],
)
def test_nothing_is_offered_otherwise(offer: Any, text: str, asked: str, intent: str, more: Any) -> None:
    assert offer(text, asked, intent, **more).get("intent")["name"] == intent


def test_choices_are_the_same_after_they_were_stored(
    choices: ChoiceVectors, encoder: SentenceVectors, tmp_path: Path
) -> None:
    choices.save(tmp_path )
    vector = encoder.encode(["the bus journey"])[0]
    near, again = (
        each.nearest("worries", vector) for each in (choices, ChoiceVectors.read(tmp_path ))
    )
    assert near is not None and again is not None
    assert again.value == near.value
    assert np.isclose(again.cosine, near.cosine, atol=1e-3)
