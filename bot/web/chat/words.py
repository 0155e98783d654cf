"""Cleaning what people type: what cannot be stored is refused, what cannot be seen is taken out."""

from __future__ import annotations

import re
import unicodedata

from bot.web.errors import Refusal

NEWLINE = "\n"
MOST_MARKS = 10

# A zero-width joiner is wanted in the middle of a picture such as a family, and nowhere else.
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])")
# Two more that nobody can see, though their Unicode category is a letter or a symbol.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def clean(text: str) -> str:
    """Return typed text as it may be stored and shown, however long.

    Raises:
        Refusal: empty, or not text at all.
    """
    if any(_cannot_be_stored(letter) for letter in text):
        raise Refusal("unreadable")
    seen = unicodedata.normalize("NFC", _few_marks(_visible(text)))
    said = _without_leading_slash(seen).strip()
    if not said:
        raise Refusal("empty")
    return said


def is_plain(name: str, most: int) -> bool:
    """Return whether a name that a program made up is short and printable."""
    return 0 < len(name) <= most and name.isprintable()


def _cannot_be_stored(letter: str) -> bool:
    """NUL ends a string in some databases; half a surrogate pair cannot be written as UTF-8."""
    return letter == "\0" or unicodedata.category(letter) == "Cs"


def _visible(text: str) -> str:
    """Take out control characters but newlines, and marks that hide or reverse text."""
    lines = text.replace("\r\n", NEWLINE).replace("\r", NEWLINE).replace("\t", " ")
    joined = _JOINER.sub("", lines)
    return "".join(letter for letter in joined if _can_be_seen(letter))


def _can_be_seen(letter: str) -> bool:
    if letter in (NEWLINE, "\u200d"):
        return True
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cn") and letter not in _BLANK


def _few_marks(text: str) -> str:
    """Keep at most ten accents on one letter."""
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _without_leading_slash(text: str) -> str:
    """Typed text is never a command to the dialogue engine, however its slash is dressed."""
    start = 0
    while start < len(text) and _is_slash_or_nothing(text[start]):
        start += 1
    return text[start:]


def _is_slash_or_nothing(letter: str) -> bool:
    plain = unicodedata.normalize("NFKC", letter).strip()
    return plain.startswith("/") or unicodedata.category(letter)[0] in "ZM" or letter == NEWLINE
