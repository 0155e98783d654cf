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
    reader: AnswerReader,
    text: str,
    asked: str | None,
    intent: str = "nlu_fallback",
    confidence: float = 0.4,
    **about: bool,
) -> Message:
    """Return the message as the reader leaves it, when the classifier took it for ``intent``."""
    said: dict[str, Any] = {TEXT: text, INTENT: {"name": intent, "confidence": confidence}, ENTITIES: []}
    if asked is not None:
        said["metadata"] = {"asked": asked, **about}
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
    assert (
        read(reader, "i want to see this world", "dream_job", "who_sees_this", 0.9).get(INTENT)["name"]
        == "inform"
    )


def test_without_a_question_what_answers_none_keeps_what_the_classifier_took_it_for(
    reader: AnswerReader,
) -> None:
    assert read(reader, "quiet", None, "greet", 0.5).get(INTENT)["name"] == "greet"


@pytest.mark.parametrize("asked", ["sharing_about_me", "begin", "keep_plan", "carry_on"])
def test_a_joke_is_no_agreement(reader: AnswerReader, asked: str) -> None:
    assert read(reader, "tell me a joke", asked, "joke", 0.9).get(INTENT)["name"] == "joke"


@pytest.mark.parametrize(("asked", "text"), [("sharing_about_me", "just me"), ("keep_plan", "yes keep it")])
def test_an_agreement_is_one_whatever_the_classifier_says(
    reader: AnswerReader, asked: str, text: str
) -> None:
    assert read(reader, text, asked, "joke", 0.9).get(INTENT)["name"] == "inform"


# --- several answers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text", "values"),
    [
        ("interests", "animals and i live in leeds", [("interests", "animals"), ("home_area", "Leeds")]),
        ("route", "i live in leeds", [("home_area", "Leeds")]),
        (None, "im in year 11", [("year_group", "year_11")]),
        ("dream_job", "chef, im in yr 11", [("dream_job", "chef, im in yr 11"), ("year_group", "year_11")]),
    ],
)
def test_a_message_carries_every_answer_it_gives(
    reader: AnswerReader, asked: str | None, text: str, values: list[tuple[str, str]]
) -> None:
    message = read(reader, text, asked)

    assert message.get(INTENT)["name"] == "inform"
    assert carried(message) == values


def test_a_sure_question_of_their_own_carries_what_was_said_beside_it(reader: AnswerReader) -> None:
    message = read(reader, "what is a t level? im in year 11", "route", "about_t_level", 0.9)

    assert message.get(INTENT)["name"] == "about_t_level"
    assert carried(message) == [("year_group", "year_11")]


def test_what_is_only_likely_is_carried_as_doubtful(reader: AnswerReader) -> None:
    message = read(reader, "maybe collage", "route")

    assert message.get(INTENT)["name"] == "doubtful"
    assert carried(message) == [("doubtful", {"slot": "route", "value": ["college"]})]


# --- did you mean, as before ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        *((text, "yes") for text in ("yes", "yeah", "yh", "yep", "yes thats it", "thats what i meant")),
        *((text, "no") for text in ("no", "nah", "nope", "not that", "no i didnt")),
    ],
)
def test_a_reply_to_an_offer_is_read_as_one(reader: AnswerReader, text: str, reply: str) -> None:
    assert carried(read(reader, text, "contact_supporters", offered=True)) == [("did_you_mean", reply)]


def test_anything_else_said_to_an_offer_is_an_answer(reader: AnswerReader) -> None:
    message = read(reader, "an apprenticeship", "route", offered=True)

    assert carried(message) == [("route", "apprenticeship")]


@pytest.mark.parametrize("text", ["same", "keep it", "same as before", "like before", "leave it as it is"])
def test_like_before_is_said_in_many_ways(reader: AnswerReader, text: str) -> None:
    assert read(reader, text, "interests", answered_before=True).get(INTENT)["name"] == "as_before"


def test_keep_it_is_an_answer_where_nothing_was_said_before(reader: AnswerReader) -> None:
    assert carried(read(reader, "keep it", "keep_plan")) == [("keep_plan", "agreed")]


# --- changing an answer ---------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [None, "route", "dream_job", "keep_plan"])
@pytest.mark.parametrize(
    "text",
    [
        "change my travel answer", "i want to change what helps me", "can i change my year",
        "change something", "change my answer", "actually can i change that",
    ],
)  # fmt: skip
def test_a_wish_to_change_needs_no_classifier(reader: AnswerReader, asked: str | None, text: str) -> None:
    message = read(reader, text, asked)

    assert message.get(INTENT)["name"] == "change"
    assert carried(message) == []


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("dream_job", "i want to change the world"),
        ("dream_job", "i want to edit films"),
        ("what_is_hard", "change"),
        ("interests", "i want to fix cars"),
        ("strength_example", "i changed my nans tyre"),
    ],
)
def test_an_answer_with_such_a_word_in_it_is_no_wish_to_change(
    reader: AnswerReader, asked: str, text: str
) -> None:
    assert asked in dict(carried(read(reader, text, asked)))


@pytest.mark.parametrize("asked", [None, "route", "keep_plan", "dream_job"])
def test_a_change_with_the_new_answer_in_it_is_that_answer(reader: AnswerReader, asked: str | None) -> None:
    assert carried(read(reader, "change my year to 11", asked)) == [("year_group", "year_11")]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("my year", "change"), ("travel", "change"), ("its all right", "inform"), ("im in year 11", "inform")],
)
def test_when_asked_what_to_change_a_name_is_enough(reader: AnswerReader, text: str, intent: str) -> None:
    assert read(reader, text, "heard_right").get(INTENT)["name"] == intent


@pytest.mark.parametrize("text", ["thats wrong", "not right", "theres a mistake", "change it"])
def test_before_a_plan_is_kept_it_can_be_said_that_something_is_wrong(
    reader: AnswerReader, text: str
) -> None:
    assert read(reader, text, "keep_plan").get(INTENT)["name"] == "change"


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
