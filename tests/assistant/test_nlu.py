"""What Rasa makes of typed words: commands, answers to what was asked, and questions of the learner's own."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.engine.graph import GraphComponent
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.assistant.nlu import AnswerReader, SpacyEnglishTokenizer
from bot.reference.vocabulary import vocabulary


@pytest.fixture(scope="module")
def reader() -> AnswerReader:
    return AnswerReader(AnswerReader.get_default_config(), vocabulary())


def read(
    reader: AnswerReader, text: str, asked: str | None, intent: str = "nlu_fallback", confidence: float = 0.4
) -> Message:
    """Return the message as the reader leaves it, when the classifier took it for ``intent``."""
    said: dict[str, Any] = {TEXT: text, INTENT: {"name": intent, "confidence": confidence}, ENTITIES: []}
    if asked is not None:
        said["metadata"] = {"asked": asked}
    (message,) = reader.process([Message(data=said)])
    return message


def carried(message: Message) -> list[tuple[str, str]]:
    return [(each["entity"], each["value"]) for each in message.get(ENTITIES)]


def test_the_reader_is_a_component_of_rasa() -> None:
    assert issubclass(AnswerReader, GraphComponent)


@pytest.mark.parametrize(
    ("asked", "text", "values"),
    [
        ("what_helps", "quiet + breks", ["quiet_place", "breaks"]),
        ("year_group", "im in yr 11", ["year_11"]),
        ("home_area", "ox14 3ab", ["OX14"]),
        ("dream_job", "a vet", ["a vet"]),
        ("sharing_about_me", "just me", ["only_me"]),
        ("carry_on", "yeah", ["yes"]),
        ("route", "idk", ["not_sure"]),
    ],
)
def test_an_answer_carries_its_values(reader: AnswerReader, asked: str, text: str, values: list[str]) -> None:
    message = read(reader, text, asked, intent="joke", confidence=0.99)

    assert message.get(INTENT) == {"name": "inform", "confidence": 1.0}
    assert carried(message) == [(asked, value) for value in values]
    assert {(each["start"], each["end"]) for each in message.get(ENTITIES)} == {(0, len(text))}


@pytest.mark.parametrize("asked", [None, "year_group", "dream_job"])
@pytest.mark.parametrize(
    ("text", "command"), [("go back", "go_back"), ("why do u ask", "why"), ("stop", "stop")]
)
def test_a_command_is_a_command_whatever_is_asked(
    reader: AnswerReader, asked: str | None, text: str, command: str
) -> None:
    message = read(reader, text, asked)

    assert message.get(INTENT) == {"name": command, "confidence": 1.0}
    assert carried(message) == []


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("strengths", "keep going", "keeping_going"),
        ("carry_on", "next", "yes"),
        ("heard_right", "change it", "change"),
    ],
)
def test_words_of_a_command_that_answer_what_is_asked_are_the_answer(
    reader: AnswerReader, asked: str, text: str, value: str
) -> None:
    assert carried(read(reader, text, asked)) == [(asked, value)]


@pytest.mark.parametrize("asked", ["dream_job", "what_is_hard"])
def test_a_skip_is_a_command(reader: AnswerReader, asked: str) -> None:
    assert read(reader, "skip", asked).get(INTENT)["name"] == "skip"


@pytest.mark.parametrize("text", ["nope", "not yet"])
def test_to_have_nothing_to_say_is_to_skip(reader: AnswerReader, text: str) -> None:
    assert read(reader, text, "dream_job").get(INTENT)["name"] == "skip"


@pytest.mark.parametrize("text", ["what is college like?", "tell me about t levels", "asdf"])
def test_what_is_no_answer_keeps_what_the_classifier_took_it_for(reader: AnswerReader, text: str) -> None:
    message = read(reader, text, "route", intent="about_college", confidence=0.8)

    assert message.get(INTENT)["name"] == "about_college"
    assert carried(message) == []


def test_where_any_words_are_an_answer_a_sure_question_is_none(reader: AnswerReader) -> None:
    text = "who sees this?"

    assert read(reader, text, "dream_job", "who_sees_this", 0.9).get(INTENT)["name"] == "who_sees_this"
    assert read(reader, text, "dream_job", "who_sees_this", 0.3).get(INTENT)["name"] == "inform"
    assert (
        read(reader, "i want to see this world", "dream_job", "who_sees_this", 0.9).get(INTENT)["name"]
        == "inform"
    )


def test_without_a_question_only_commands_are_read(reader: AnswerReader) -> None:
    assert read(reader, "quiet", None, "greet", 0.5).get(INTENT)["name"] == "greet"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dont", ["do", "nt"]),
        ("im", ["i", "m"]),
        ("cant", ["ca", "nt"]),
        ("I like computers!", ["i", "like", "computers", "!"]),
        ("  ", []),
    ],
)
def test_words_are_split_as_learners_type_them(text: str, words: list[str]) -> None:
    tokenizer = SpacyEnglishTokenizer(SpacyEnglishTokenizer.get_default_config())

    assert [token.text for token in tokenizer.tokenize(Message(data={TEXT: text}), TEXT)] == words
