"""Spotting phrases: the longest first, light words only where two others stand."""

from __future__ import annotations

import pytest

from bot.reading import AmbiguousPhrase, Meaning, Spotter, expand


@pytest.fixture
def spotter() -> Spotter:
    made = Spotter(dropped=["the"], light=["i", "to", "go", "is"])
    made.add(["go", "to", "big", "college"], Meaning.VALUE, "college")
    made.add(["i", "do"], Meaning.VALUE, "me")
    made.add(["quiet", "place"], Meaning.VALUE, "quiet_place")
    made.add(["place"], Meaning.UNCLEAR)
    made.add(["not"], Meaning.NOT)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quiet place", [(Meaning.VALUE, "quiet_place")]),
        ("the quiet places", [(Meaning.VALUE, "quiet_place")]),
        ("not quiet place", [(Meaning.NOT, ""), (Meaning.VALUE, "quiet_place")]),
        ("place", [(Meaning.UNCLEAR, "")]),
        ("go big college", [(Meaning.VALUE, "college")]),
        ("big is college", [(Meaning.VALUE, "college")]),
        ("i do", [(Meaning.VALUE, "me")]),
        ("do", [(Meaning.WORD, "")]),
        ("quiet , place", [(Meaning.WORD, ""), (Meaning.BREAK, ""), (Meaning.UNCLEAR, "")]),
        ("", []),
    ],
)
def test_phrases_are_found_in_order(spotter: Spotter, text: str, found: list[tuple[Meaning, str]]) -> None:
    assert [(each.meaning, each.value) for each in spotter.spot(text.split())] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("take my plan away", [(Meaning.VALUE, "losing")]),
        ("take away", [(Meaning.VALUE, "losing")]),
        ("take the big good old plan away", [(Meaning.WORD, "")] * 6),  # too much stands between
        ("take not away", [(Meaning.WORD, ""), (Meaning.NOT, ""), (Meaning.WORD, "")]),
        ("take it , away", [(Meaning.WORD, "")] * 2 + [(Meaning.BREAK, ""), (Meaning.WORD, "")]),
        ("take big plan away", [(Meaning.VALUE, "losing")]),
    ],
)
def test_a_few_words_may_stand_in_a_gap(
    spotter: Spotter, text: str, found: list[tuple[Meaning, str]]
) -> None:
    spotter.add_gapped([["take"], ["away"]], Meaning.VALUE, "losing")

    assert [(each.meaning, each.value) for each in spotter.spot(text.split())] == found


def test_a_phrase_cannot_name_two_values(spotter: Spotter) -> None:
    with pytest.raises(AmbiguousPhrase, match="quiet_place has it already"):
        spotter.add(["quiet", "places"], Meaning.VALUE, "library")


def test_a_value_needs_a_word_that_is_not_passed_over(spotter: Spotter) -> None:
    with pytest.raises(AmbiguousPhrase, match="says nothing"):
        spotter.add(["the"], Meaning.VALUE, "library")


@pytest.mark.parametrize(
    ("phrase", "all_of_them"),
    [
        ("quiet", ["quiet"]),
        ("quiet|calm place", ["quiet place", "calm place"]),
        ("my? mum", ["my mum", "mum"]),
        ("a|b c|d", ["a c", "a d", "b c", "b d"]),
    ],
)
def test_one_phrase_may_stand_for_several(phrase: str, all_of_them: list[str]) -> None:
    assert list(expand(phrase)) == all_of_them
