"""Text as plain words."""

from __future__ import annotations

import pytest

from bot.reading import split, stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'm in Year 11!", ["im", "in", "year", "11", "!"]),
        ("yr11", ["yr", "11"]),
        ("quiet+breaks", ["quiet", "and", "breaks"]),
        ("bus/train", ["bus", "or", "train"]),
        ("1.5 hours", ["1.5", "hours"]),
        ("café", ["cafe"]),
        ("help w/ reading", ["help", "with", "reading"]),
        ("w/o help", ["without", "help"]),
        ("i'll walk", ["i", "will", "walk"]),
        ("\u200bquiet\u00a0place", ["quiet", "place"]),
        ("😀", []),
        ("\ud800", []),
    ],
)
def test_text_is_split_into_words_and_breaks(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_short_forms_are_written_out() -> None:
    assert split("idk m8", {"idk": ("dont", "know"), "m8": ("mate",)}) == ["dont", "know", "mate"]


@pytest.mark.parametrize(
    ("word", "without"),
    [("groups", "group"), ("class", "class"), ("bus", "bus"), ("this", "this"), ("gas", "gas")],
)
def test_several_are_read_as_one(word: str, without: str) -> None:
    assert stem(word) == without
