"""What the phrases of a text say together."""

from __future__ import annotations

import pytest

from bot.reading import Meaning, Spotted, make_sense

SIGNS = {
    "not": Spotted(Meaning.NOT, ("not",)),
    "no": Spotted(Meaning.NOT, ("no",), "no"),
    "but": Spotted(Meaning.BUT, ("but",)),
    "want": Spotted(Meaning.WANT, ("want",)),
    "hate": Spotted(Meaning.DISLIKE, ("hate",)),
    "like": Spotted(Meaning.LIKE, ("like",)),
    "boring": Spotted(Meaning.BAD, ("boring",)),
    "fine": Spotted(Meaning.FINE, ("fine",)),
    "wait": Spotted(Meaning.AGAIN, ("wait",)),
    "actually": Spotted(Meaning.ACTUALLY, ("actually",)),
    "because": Spotted(Meaning.BECAUSE, ("because",)),
    "maybe": Spotted(Meaning.MAYBE, ("maybe",)),
    "dunno": Spotted(Meaning.NOT_SURE, ("dunno",)),
    "except": Spotted(Meaning.EXCEPT, ("except",)),
    "none": Spotted(Meaning.NONE, ("none",)),
    "all-but": Spotted(Meaning.ALL_EXCEPT, ("all", "but")),
    "and": Spotted(Meaning.FILLER, ("and",)),
    "mum": Spotted(Meaning.OTHERS, ("mum",)),
    "which": Spotted(Meaning.UNCLEAR, ("which",)),
    ",": Spotted(Meaning.BREAK, (",",)),
    ".": Spotted(Meaning.BREAK, (".",)),
}


def phrases(text: str) -> list[Spotted]:
    """Return the phrases of a text in which A, B and C are values."""
    return [
        Spotted(Meaning.VALUE, (word,), word)
        if word.isupper()
        else SIGNS.get(word, Spotted(Meaning.WORD, (word,)))
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("text", "chosen", "refused"),
    [
        ("A and B", "AB", ""),
        ("not A", "", "A"),
        ("not A and B", "", "AB"),
        ("not A but B", "B", "A"),
        ("not A , B", "B", "A"),
        ("A no , B", "B", "A"),
        ("not want A", "", "A"),
        ("not A want B", "B", "A"),
        ("hate A", "", "A"),
        ("A boring , B", "B", "A"),
        ("A fine", "A", ""),
        ("A wait B", "B", ""),
        ("A B wait not B", "A", "B"),
        ("A actually B", "B", ""),
        ("actually A", "A", ""),
        ("A because B", "A", ""),
        ("because B", "B", ""),
        ("dunno A", "", ""),
        ("dunno maybe A", "A", ""),
        ("all-but A", "", "A"),
        ("none except A", "A", ""),
        ("A except B", "A", "B"),
    ],
)
def test_values_are_taken_and_refused(text: str, chosen: str, refused: str) -> None:
    sense = make_sense(phrases(text))

    assert ("".join(sense.chosen), "".join(sense.refused)) == (chosen, refused)
    assert not sense.unclear


@pytest.mark.parametrize(
    ("text", "chosen", "refused"),
    [
        ("hate A", "A", ""),
        ("A boring", "A", ""),
        ("A fine but B", "B", "A"),
        ("like A", "", "A"),
        ("not like A", "A", ""),
    ],
)
def test_where_difficulties_are_named_to_dislike_is_to_name(text: str, chosen: str, refused: str) -> None:
    sense = make_sense(phrases(text), names_difficulty=True)

    assert ("".join(sense.chosen), "".join(sense.refused)) == (chosen, refused)


@pytest.mark.parametrize(
    "text", ["A no B", "not A , B C", "A B wait C", "mum A", "which", "A wait", "A , no , B"]
)
def test_what_may_be_meant_in_two_ways_is_unclear(text: str) -> None:
    assert make_sense(phrases(text)).unclear


def test_what_is_doubted_or_refused_is_not_unclear() -> None:
    assert not make_sense(phrases("not which")).unclear


def test_where_one_value_is_asked_a_correction_replaces_all_of_them() -> None:
    assert make_sense(phrases("A B wait C"), several=False).chosen == ("C",)


def test_words_that_mean_nothing_to_us_are_counted() -> None:
    assert make_sense(phrases("A tomorrow morning")).unexplained == ("tomorrow", "morning")
