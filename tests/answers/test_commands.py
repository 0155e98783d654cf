"""Commands that are typed: nothing but the command, and a please."""

from __future__ import annotations

import pytest

from bot import answers
from bot.questions import BY_NAME, Kind
from bot.reading import expand
from bot.reference.vocabulary import vocabulary

# Words that are a command only where the question does not take them for its answer.
EITHER = {("strengths", "carry_on"), ("support_to_continue", "carry_on"), ("want_to_know", "help_now")}


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("skip", "skip"),
        ("pass", "skip"),
        ("next one", "skip"),
        ("skip this pls", "skip"),
        ("skipp", "skip"),
        ("go back", "go_back"),
        ("back", "go_back"),
        ("previous", "go_back"),
        ("goback", "go_back"),
        ("why do you ask", "why"),
        ("why do u need that", "why"),
        ("why?", "why"),
        ("stop", "stop"),
        ("im done for now", "stop"),
        ("save and stop", "stop"),
        ("help now", "help_now"),
        ("help me now", "help_now"),
        ("can i talk to a person", "talk_to_a_person"),
        ("talk to my adviser", "talk_to_a_person"),
        ("can i speek to a persn", "talk_to_a_person"),
        ("show me courses", "show_matches"),
        ("show matches please", "show_matches"),
        ("start again", "start_again"),
        ("start agen", "start_again"),
        ("carry on", "carry_on"),
        ("carry on please", "carry_on"),
    ],
)
def test_a_command_is_read(text: str, command: str) -> None:
    assert answers.command(text, vocabulary()) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quiet",
        "i need help with reading",
        "my back hurts",
        "i stop going in",
        "dont stop",
        "next year i want college",
        "talk to me",
        "i want to leave school",
        "why college",
        "year 11",
        "i was told to go back to school",
    ],
)
def test_what_says_more_than_a_command_is_none(text: str) -> None:
    assert answers.command(text, vocabulary()) is None


@pytest.mark.parametrize("command", sorted(vocabulary().commands))
def test_every_phrase_of_a_command_gives_it(command: str) -> None:
    said = [each for phrase in vocabulary().commands[command] for each in expand(phrase)]

    assert len(said) >= 6
    assert [each for each in said if answers.command(each, vocabulary()) != command] == []


def test_no_answer_is_a_command_but_for_those_that_give_way() -> None:
    mistaken = {
        (name, answers.command(each, vocabulary()), each)
        for name, question in BY_NAME.items()
        if question.kind in (Kind.ONE, Kind.SOME)
        for said in vocabulary().questions[name].values.values()
        for phrase in said
        for each in expand(phrase)
    }

    assert {found for found in mistaken if found[1] and found[:2] not in EITHER} == set()
