"""How a phrase is written, and what it fits."""

import pytest

from bot.safeguarding.patterns import BadPattern, Match, parse

SETS = {"want": ["want_to", "wish_to", "going"]}


def fits(source, text):
    words = text.split()
    return any(parse(source, SETS).find(words, at) for at in range(len(words)))


@pytest.mark.parametrize(("source", "text", "expected"), [
    ("kill myself", "i kill myself", True),
    ("kill myself", "kill time", False),
    ("hurt|cut myself", "i cut myself", True),
    ("end it_all", "end it all", True),
    ("end it_all", "end it", False),
    ("<want> die", "i wish to die", True),
    ("<want> die", "i wish die", False),
    ("want really? die", "want die", True),
    ("want really? die", "want really die", True),
    ("want really? die", "want never die", False),
    ("he .. me", "he hit me", True),
    ("he .. me", "he often hit me", False),
    ("he ... me", "he hit the wall beside me", True),
    ("he ... me", "he hit the wall and the door near me", False),
    ("he ... me", "he hit . me", False),
    ("want die", "want . die", True),
    ("bridge & jump & i", "i could jump off that bridge", True),
    ("bridge & jump & i", "that bridge i jump", True),
    ("bridge & jump & i", "that bridge is high", False),
    ("bridge & jump", "bridge a b c d e f g h i j jump", False),
])  # fmt: skip
def test_a_phrase_fits_as_it_is_written(source, text, expected):
    assert fits(source, text) is expected


@pytest.mark.parametrize("source", ["", "... die", "want ...", "<unknown> die"])
def test_a_phrase_that_cannot_be_read_is_refused(source):
    with pytest.raises(BadPattern):
        parse(source, SETS)


def test_a_phrase_tells_which_words_it_needs():
    assert parse("<want> really? .. die|end_it", SETS).needs == ({"die", "end"}, {"want", "wish", "going"})


def test_a_phrase_begins_at_its_first_word_or_at_what_follows_an_optional_one():
    assert parse("really? want die", SETS).first_words == {"really", "want"}


def test_a_phrase_is_spelt_as_the_words_that_are_looked_at():
    phrase = parse("i_am sad", SETS, lambda words: ("im",) if words == ("i", "am") else tuple(words))
    assert phrase.find(["im", "sad"], 0) == Match((0,), 2)
