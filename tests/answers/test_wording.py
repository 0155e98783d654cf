"""Wordings that mean another thing to one question than their words do, and answers too bare to be kept."""

import pytest

from bot import answers
from bot.reference.vocabulary import vocabulary


def read(asked: str, said: str) -> answers.Reading:
    return answers.read(asked, said, vocabulary())


@pytest.mark.parametrize(
    ("asked", "said", "stored"),
    [
        ("worries", "not sure if i will make friends", {"worries": ("making_friends",)}),
        ("worries", "i dont know", {"worries": "not_sure"}),
        ("worries", "dont know if i have any", {"worries": "not_sure"}),
        ("want_to_know", "i dont know what a day is like", {"want_to_know": ("what_a_day_is_like",)}),
        ("want_to_know", "dont know what i want to know", {"want_to_know": "not_sure"}),
        ("route", "college, i want to work with dogs", {"route": ("college",), "interests": ("animals",)}),
        ("route", "i want to work", {"route": ("job",)}),
        ("route", "get a job and learn at the same time", {"route": ("apprenticeship",)}),
        ("hard_day_signs", "just leave me alone", {"hard_day_help": ("leave_me_a_bit",)}),
        ("what_helps", "i have an EHC plan", {"support_now": ("ehc_plan",)}),
        ("support_now", "i had a ta but not anymore", {}),
        ("travel", "taxi for my wheelchair", {"travel": ("taxi_or_minibus",)}),
        ("travel", "my wheelchair or a taxi", {"travel": ("walk_or_wheel", "taxi_or_minibus")}),
        ("travel_time", "30 mins i get stressed if its longer", {"travel_time": "minutes_40"}),
        ("home_area", "where on earth am i", {}),
        ("decision_supporters", "my bro", {"decision_supporters": ("other_family",)}),
        ("strength_example", "i helped my bro", {"strength_example": "i helped my bro"}),
    ],
)
def test_wording_is_put_plainly_for_the_question_that_was_asked(asked, said, stored):
    assert dict(read(asked, said).values) == stored


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("good_and_hard_days", "yeah"),
        ("contact_supporters", "i guess"),
        ("how_often_hard", "quite a lot"),
        ("travel_time", "45 mins ish"),
        ("sharing_choices", "evryone"),
        ("how_to_talk", "I don't mind typing"),
        ("who_is_here", "my sister is in the room"),
        ("year_group", "im in my last year of school"),
        ("home_area", "not far from Norwich"),
    ],
)
def test_what_is_told_too_barely_is_offered_not_stored(asked, said):
    reading = read(asked, said)
    assert not reading.values
    assert asked in reading.doubtful
