"""Plain words out of what was typed; and that no disguise or mistake hides a core phrase."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reference.concerns import watchlist


def assess(text, phrases):
    """Return what the phrases say of a text, sure or not."""
    found = phrases.look(text)
    return found.concern or found.hint


CORE = [
    "i want to die", "kill myself", "i want to kill myself", "hurt myself", "i want to hurt myself",
    "cut myself", "i want to end my life", "i am suicidal", "self harm", "i was raped", "my dad hits me",
    "someone is hurting me", "i am being abused", "he touched me", "they blackmail me", "i carry a knife",
    "i have nowhere to sleep", "i am homeless", "they bully me", "i want to kill him",
]  # fmt: skip
LEET = {"i": "1!", "e": "3", "a": "4@", "o": "0", "s": "5$"}


@pytest.mark.parametrize(("typed", "words"), [
    ("Don't", "dont"),
    ("don’t", "dont"),
    ("I AM", "im"),
    ("kill!!", "kill ."),
    ("k1ll", "kill"),
    ("su1c1d3", "suicide"),
    ("k i l l", "kill"),
    ("k.i.l.l m-y-s-e-l-f", "kill myself"),
    ("killll", "kill"),
    ("k*ll", "kill"),
    ("wanna", "want to"),
    ("kms", "kill myself"),
    ("my self", "myself"),
    ("myslef", "myself"),
    ("suicidl", "suicidal"),
    ("iwanttodie", "i want to die"),
    ("кill", "kill"),
    ("ｋｉｌｌ", "kill"),
    ("ki\u200bll", "kill"),
    ("🔪", "knife"),
    ("self-harm", "self harm"),
    ("stop. go", "stop . go"),
])  # fmt: skip
def test_a_word_is_read_however_it_is_written(typed, words):
    assert " ".join(watchlist().words(typed)) == words


@pytest.mark.parametrize("word", [
    "therapist", "together", "amused", "lifetime", "parent", "police", "friendship", "hunting", "sheep",
    "monkey", "apple", "deadline", "manifest", "cosplay", "warehouse", "2026",
])  # fmt: skip
def test_a_word_that_is_spelt_right_is_not_put_right(word):
    assert "".join(watchlist().words(word)) == word
    assert assess(word, watchlist()) is None


@pytest.mark.parametrize("phrase", CORE)
@pytest.mark.parametrize("disguise", [
    str.upper,
    str.title,
    lambda text: text.replace(" ", "   "),
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", ", "),
    lambda text: " ".join(text.replace(" ", "")),
    lambda text: "  ".join(" ".join(word) for word in text.split()),
    lambda text: ".".join(text.replace(" ", "")),
    "\u200b".join,
    lambda text: unicodedata.normalize("NFKD", text),
    lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in text),
    lambda text: f"hello {text} thanks",
], ids=[
    "upper", "title", "wide", "lines", "commas", "letters", "letters of words", "dots", "no width", "nfkd",
    "full width", "within",
])  # fmt: skip
def test_a_core_phrase_is_caught_in_every_disguise(phrase, disguise):
    assert assess(disguise(phrase), watchlist())


@settings(max_examples=300, deadline=None)
@given(phrase=st.sampled_from(CORE), data=st.data())
def test_a_core_phrase_is_caught_with_any_two_letters_as_signs(phrase, data):
    places = [at for at, letter in enumerate(phrase) if letter in LEET and _in_a_longer_word(phrase, at)]
    typed = list(phrase)
    for at in data.draw(st.lists(st.sampled_from(places), max_size=2, unique=True)):
        typed[at] = data.draw(st.sampled_from(LEET[phrase[at]]))
    assert assess("".join(typed), watchlist()), "".join(typed)


@settings(max_examples=300, deadline=None)
@given(phrase=st.sampled_from(CORE), data=st.data())
def test_a_core_phrase_is_caught_with_letters_held_down_and_any_case(phrase, data):
    at = data.draw(st.sampled_from([at for at in range(len(phrase)) if _in_a_longer_word(phrase, at)]))
    typed = phrase[:at] + phrase[at] * data.draw(st.integers(3, 8)) + phrase[at + 1 :]
    cased = "".join(data.draw(st.sampled_from([letter.upper(), letter])) for letter in typed)
    assert assess(cased, watchlist()), cased


@settings(max_examples=500, deadline=None)
@given(text=st.text(max_size=400))
def test_no_text_makes_it_fail(text):
    assess(text, watchlist())


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="aeiodkllmstuw 1!$*.'\n\u200b\ud83d\udd2a", max_size=300))
def test_no_text_of_the_letters_that_matter_makes_it_fail(text):
    assess(text, watchlist())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "*", "****", "!!!", "\x00", "\ud800", "a" * 10_000,
                                  "k " * 5_000, "1!" * 4_000, "!" * 8_000 + "x",
                                  "qzvx" * 2_000, "q z v x " * 1_000, "want to " * 2_000])  # fmt: skip
def test_odd_and_long_texts_are_read(text):
    assert assess(text, watchlist()) is None


def test_a_worry_at_the_end_of_a_long_message_is_found():
    assert assess("i like cars and bikes " * 200 + "i want to die", watchlist())


def _in_a_longer_word(phrase, at):
    start, end = phrase.rfind(" ", 0, at) + 1, phrase.find(" ", at)
    return phrase[at] != " " and (end if end >= 0 else len(phrase)) - start > 2
