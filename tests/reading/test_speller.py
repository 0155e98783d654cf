"""Spelling tolerance: the one word that a misspelt word can be, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading import Lexicon, Speller, edits, sounds

MEANT = [
    "quiet",
    "breaks",
    "headphones",
    "apprenticeship",
    "noise",
    "change",
    "job",
    "reading",
    "helping",
    "places",
]
OTHERS = ["chance", "leading", "the", "noisy", "quite", "head", "phones"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(MEANT, Lexicon([*MEANT, *OTHERS]))


def spelt(speller: Speller, *words: str) -> list[str]:
    return [word for _, read in speller.read(words) for word in read]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kwiet", "quiet"),
        ("breks", "breaks"),
        ("hedfones", "headphones"),
        ("aprentiship", "apprenticeship"),
        ("noize", "noise"),
        ("raeding", "reading"),
        ("helpin", "helping"),
        ("quiiiiet", "quiet"),
    ],
)
def test_a_misspelt_word_is_the_only_word_it_can_be(speller: Speller, word: str, meant: str) -> None:
    assert spelt(speller, word) == [meant]


@pytest.mark.parametrize("word", ["chance", "quite", "leading", "noisy"])
def test_a_word_that_is_spelt_right_is_left_alone(speller: Speller, word: str) -> None:
    assert spelt(speller, word) == [word]


@pytest.mark.parametrize("word", ["chane", "jab", "sob", "xylophone", "eading"])
def test_a_word_that_may_be_two_or_is_short_or_far_is_left_alone(speller: Speller, word: str) -> None:
    assert spelt(speller, word) == [word]


def test_words_run_together_are_parted_and_words_apart_are_joined(speller: Speller) -> None:
    assert spelt(speller, "noisyplaces") == ["noisy", "places"]
    assert spelt(speller, "hed", "phones") == ["hed", "phones"]
    assert spelt(speller, "apprentice", "ship") == ["apprenticeship"]


def test_what_a_slip_may_be_is_one_letter_away_or_the_nearest(speller: Speller) -> None:
    assert speller.near("jab") == ["job"]
    assert speller.near("chane") == ["change"]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("job", "job", 0),
        ("jbo", "job", 1),
        ("jo", "job", 1),
        ("jobb", "job", 1),
        ("jab", "job", 1),
        ("cat", "job", 3),
    ],
)
def test_letters_are_counted(one: str, other: str, letters: int) -> None:
    assert edits(one, other) == letters


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_letters_are_counted_the_same_both_ways(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("kwiet", "quiet"), ("fone", "phone"), ("skool", "school"), ("nite", "night"), ("rite", "write")],
)
def test_words_that_sound_alike(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)
