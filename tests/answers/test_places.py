"""Where a learner lives: the first half of a postcode or a town, never more."""

from __future__ import annotations

import pytest

from bot import answers
from bot.answers import InvalidAnswer
from bot.reference.vocabulary import vocabulary


def read(text: str) -> object:
    return answers.parse("home_area", text, vocabulary())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("OX14", "OX14"),
        ("ox14", "OX14"),
        ("ox 14", "OX14"),
        ("ox14 3", "OX14"),
        ("0x14", "OX14"),
        ("m1", "M1"),
        ("my postcode is ox14", "OX14"),
        ("i live in ox4 oxford", "OX4"),
        ("W1A", "W1A"),
        ("ec1a", "EC1A"),
    ],
)
def test_the_first_half_of_a_postcode_is_kept(text: str, code: str) -> None:
    assert read(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "OX14 3AB",
        "ox143ab",
        "ox 14 3ab",
        "OX14-3AB",
        "12 high street, abingdon, ox14 3ab",
        "its OX14 3AB ok",
        "0x14 3ab",
    ],
)
def test_of_a_whole_postcode_only_the_first_half_is_kept(text: str) -> None:
    assert read(text) == "OX14"


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("abingdon", "Abingdon"),
        ("ABINGDON!", "Abingdon"),
        ("abbingdon", "Abingdon"),
        ("abindgon", "Abingdon"),
        ("i live in oxford", "Oxford"),
        ("im from Oxfrod", "Oxford"),
        ("near didcott", "Didcot"),
        ("milton keynes", "Milton Keynes"),
        ("stoke on trent", "Stoke-on-Trent"),
        ("reading", "Reading"),
    ],
)
def test_a_town_is_kept_under_its_name(text: str, town: str) -> None:
    assert read(text) == town


@pytest.mark.parametrize(
    "text",
    [
        "QX14 3AB",
        "xx14",
        "12 high street",
        "the moon",
        "my house",
        "henly",
        "OX14 3AB or OX1 1AA",
        "b4 u go",
        "14",
    ],
)
def test_what_is_no_place_or_may_be_several_is_asked_again(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        read(text)
