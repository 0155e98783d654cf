"""What is said to us or asked of us is left aside, and never taken for an answer."""

from __future__ import annotations

import pytest

from bot import answers
from bot.answers.asides import asides
from bot.reference.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("sharing_about_me", "tell me a joke"),
        ("what_is_hard", "ill pass on that one"),
        ("what_is_hard", "youre a pain"),
        ("worries", "can he stop me"),
        ("decision_supporters", "ur mum lol"),
        ("decision_supporters", "my teacher just walked in"),
        ("interests", "u like sport?"),
        ("route", "supported internship?? whats that"),
        ("route", "6th form or college whats the diff"),
        ("strengths", "give me an idea"),
        ("english_level", "is level 2 good"),
        ("travel_time", "this is taking an hour"),
        ("want_to_know", "how many questions left"),
        ("dream_job", "how much does a plumber earn"),
        ("dream_job", "ur annoying"),
    ],
)
def test_what_is_said_to_us_stores_nothing(asked: str, said: str) -> None:
    stored = answers.read(asked, said, vocabulary()).values
    assert {slot: value for slot, value in stored.items() if value != "skipped"} == {}


@pytest.mark.parametrize(
    ("asked", "said", "meant"),
    [
        ("hard_day_help", "leave me alone", ("leave_me_a_bit",)),
        ("how_i_learn", "show me first", ("watching",)),
        ("worries", "big classes. can i visit first?", ("big_classes",)),
        ("interests", "art. this is boring", ("art_and_design",)),
        ("contact_supporters", "no, he would shout", "declined"),
        ("decision_supporters", "miss patel", ("teacher",)),
    ],
)
def test_what_only_looks_so_or_stands_beside_it_is_an_answer(asked: str, said: str, meant: object) -> None:
    assert answers.read(asked, said, vocabulary()).values[asked] == meant


def test_a_long_text_of_their_own_words_is_a_story_whatever_it_says() -> None:
    said = "when i was at my nans i asked her what is that and she said its a trowel so i dug the garden"
    assert asides("strength_example", said, vocabulary()) == []


@pytest.mark.parametrize(
    ("asked", "text", "slot", "value"),
    [
        ("worries", "Sorry, I got my town wrong. I live in Bedford now.", "home_area", "Bedford"),
        ("want_to_know", "actualy changed my mind, i wana go colege insted", "route", ("college",)),
        ("want_to_know", "Actually, a 40 minute trip is OK, not just 20", "travel_time", "minutes_40"),
        ("travel", "actually i can get the bus on my own", "travel", ("public_transport_alone",)),
    ],
)
def test_what_corrects_an_earlier_answer_is_taken_for_that_alone(asked, text, slot, value):
    assert dict(answers.read(asked, text, vocabulary()).values) == {slot: value}
