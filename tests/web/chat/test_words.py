"""Typed text: refused where it cannot be stored, cleaned of what cannot be seen, never a command."""

import itertools
import unicodedata

import pytest

from bot.web.chat.words import clean
from bot.web.errors import Refusal

# Each way that a slash may be dressed, and what may stand before it.
SLASHES = ["/", "／", "//", "/ /", "／/", "/／/", "⁠/", "/\u0338"]
BEFORE = [
    "",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2066",
    "\u061c",
    "\u180e",
    "\u2028",
    "\u0301",
    "\ufe0f",
    "\x1b",
    "\u115f",
    "\u3164",
    "\u2800",
    "\u034f",
]
INTENTS = ['inform{"keep_plan": "agreed"}', "restart", "session_start"]
VARIANTS = ["".join(parts) for parts in itertools.product(BEFORE, SLASHES, INTENTS)]


def test_there_are_more_than_five_hundred_slash_variants():
    assert len(set(VARIANTS)) > 500


def test_no_slash_variant_stays_a_command():
    for typed in VARIANTS:
        said = clean(typed)
        assert not unicodedata.normalize("NFKC", said).strip().startswith("/"), repr(typed)
        assert said.startswith(("inform", "restart", "session")), repr(typed)


@pytest.mark.parametrize(
    "nothing", ["/", "／", " / / ", "\u200b/\u200b", " ", "\n", "\u2800\u3164", "\u0301"]
)
def test_a_slash_alone_is_nothing_said(nothing):
    with pytest.raises(Refusal, match="empty"):
        clean(nothing)


@pytest.mark.parametrize("broken", ["a\0b", "\0", "\ud800", "a\udc00b", "\udfff\ud800"])
def test_what_no_database_can_store_is_refused(broken):
    with pytest.raises(Refusal, match="unreadable"):
        clean(broken)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("  cars  ", "cars"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a b"),
        ("bell\x07 and escape\x1b", "bell and escape"),
        ("\u202eright to left\u202c", "right to left"),
        ("\u2066isolated\u2069", "isolated"),
        ("in\u200bvis\ufeffible", "invisible"),
        ("e\u0301", "é"),
        ("½ / half", "½ / half"),
        ("and/or", "and/or"),
        ("1\ufffe2", "12"),
        ("👩\u200d🌾 and 👩🏽\u200d🚀", "👩\u200d🌾 and 👩🏽\u200d🚀"),
        ("🏳️\u200d🌈", "🏳️\u200d🌈"),
        ("wo\u200drd", "word"),
        ("مرحبا", "مرحبا"),
        ("{{7*7}} ${jndi:x} %s '; DROP", "{{7*7}} ${jndi:x} %s '; DROP"),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_seen(typed, said):
    assert clean(typed) == said


def test_at_most_ten_accents_stay_on_one_letter():
    said = clean("z" + "\u0323" * 1000 + "a")
    assert said.count("\u0323") <= 10
    assert said.endswith("a")


@pytest.mark.parametrize("typed", ["e\u0301", "Å", "ﬁ", "한글", "👍🏽", "naïve café"])
def test_cleaning_twice_changes_nothing(typed):
    assert clean(clean(typed)) == clean(typed)
