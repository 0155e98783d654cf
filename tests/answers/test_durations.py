"""How long a journey may be: any time as the nearest choice."""

from __future__ import annotations

import pytest

from bot import answers
from bot.answers import InvalidAnswer
from bot.answers.durations import minutes, nearest
from bot.reference.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("time", "length"),
    [
        ("20 minutes", 20),
        ("20 min", 20),
        ("half hour", 30),
        ("hour", 60),
        ("2 hours", 120),
        ("1.5 hours", 90),
        ("1 hour 20", 80),
        ("1 hour and 20 minutes", 80),
        ("hour and half", 90),
        ("1 and half hours", 90),
        ("1 hour and half", 90),
        ("quarter hour", 15),
        ("3 quarters hour", 45),
        ("more than hour", 90),
        ("45", 45),
    ],
)
def test_a_time_is_so_many_minutes(time: str, length: float) -> None:
    assert minutes(time) == length


def test_what_is_no_time_has_no_minutes() -> None:
    with pytest.raises(ValueError, match="no time"):
        minutes("soon")


@pytest.mark.parametrize(
    ("length", "choice"),
    [
        (5, "minutes_20"),
        (29, "minutes_20"),
        (30, "minutes_40"),
        (45, "minutes_40"),
        (50, "minutes_60"),
        (74, "minutes_60"),
        (75, "longer"),
        (240, "longer"),
    ],
)
def test_the_nearest_choice_is_taken_and_the_longer_half_way(length: float, choice: str) -> None:
    assert nearest(length) == choice


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("up to half an hour", "minutes_40"),
        ("twenty five minutes", "minutes_20"),
        ("no more than an hour", "minutes_60"),
        ("20 mins no wait 40", "minutes_40"),
        ("over an hour", "longer"),
        ("30-40 mins", "minutes_40"),
        ("about 45 mins i think", "minutes_40"),
        ("i dont mind", "longer"),
        ("not far", "minutes_20"),
    ],
)
def test_a_typed_time_is_a_choice(text: str, choice: str) -> None:
    assert answers.parse("travel_time", text, vocabulary()) == choice


@pytest.mark.parametrize(
    "text", ["20 or 60 minutes", "not an hour", "i have 20 cats", "more than 20 minutes", "2"]
)
def test_what_is_no_clear_time_is_asked_again(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        answers.parse("travel_time", text, vocabulary())
