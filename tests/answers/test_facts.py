"""Facts told in words that no list holds: who does what, who may see, which year, what grade, how often."""

from __future__ import annotations

import pytest

from bot import answers
from bot.reference.vocabulary import vocabulary

TOLD = [
    ("who_is_here", "my brother is in the room but hes not helping im doing it myself", "just_me"),
    ("who_is_here", "a lady from the council is doing it with me", "someone_helps_me"),
    ("who_is_here", "I am his tutor, he is telling me the answers and I type", "i_help_someone"),
    ("year_group", "my sister's in year 8 and im in year 10", "year_10"),
    ("year_group", "i dropped out in year 10", "left_school"),
    ("year_group", "second year of sixth form", "year_12_or_13"),
    ("english_level", "failed my english gcse got a 2", "level_1"),
    ("maths_level", "higher paper, got 7", "level_2"),
    ("how_often_hard", "2 or 3 days a week are bad", "most_weeks"),
    ("how_often_hard", "not very much these days, used to be every week", "now_and_then"),
    ("how_to_talk", "tapping cos i hate typing", "tap"),
    ("travel_time", "nothing over 40 mins", "minutes_40"),
    ("travel_time", "an hour is way too long, 20 mins", "minutes_20"),
    ("travel", "i would have to get the bus, i can do that alone", ("public_transport_alone",)),
    ("sharing_hard_days", "my advisor can see it but not my mum", "adviser"),
    ("sharing_choices", "my advisor and my auntie", "adviser_and_family"),
    ("sharing_about_me", "idc who sees", "new_place_too"),
    ("sharing_about_me", "leave it with me for now", "only_me"),
    ("keep_plan", "dont store it", "not_now"),
    ("after_help", "i didnt mean it like that, go on", "go_on"),
]
NOT_TOLD = [
    ("year_group", "my brother is in year 9"),
    ("year_group", "im only 14 so what is college i keep hearing about it"),
    ("english_level", "between level 1 and 2"),
    ("english_level", "i got 4 in english lang and a 3 in lit"),
    ("sharing_hard_days", "just the adviser and my dad not my mum"),
    ("sharing_about_me", "my adviser and my umm"),
]


@pytest.mark.parametrize(("asked", "said", "value"), TOLD)
def test_what_is_told_is_read(asked: str, said: str, value: object) -> None:
    assert answers.read(asked, said, vocabulary()).values == {asked: value}


@pytest.mark.parametrize(("asked", "said"), NOT_TOLD)
def test_what_does_not_tell_it_is_not_stored(asked: str, said: str) -> None:
    assert asked not in answers.read(asked, said, vocabulary()).values


def test_one_level_is_told_of_both_subjects() -> None:
    said = answers.read("english_level", "lvl 2 for both english and maths", vocabulary()).values

    assert said == {"english_level": "level_2", "maths_level": "level_2"}


def test_a_year_that_is_past_is_no_answer_to_another_question() -> None:
    said = answers.read("travel", "on my own on the bus, been doing it since year 7", vocabulary()).values

    assert "year_group" not in said
