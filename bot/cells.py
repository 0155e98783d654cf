"""What people write into a cell or a box, read into a value, or a reason that they can act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from bot.courses import Tri

T = TypeVar("T")

_DATE_FORMATS = (
    "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d",
)
_TIME_FORMATS = ("%H:%M", "%H.%M", "%H:%M:%S", "%I%p", "%I:%M%p", "%I.%M%p")
_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_UNSAID = frozenset({"", "unknown", "not known", "null", "n/a"})
# What no page can show, or shows as something else: controls, marks of direction, halves of a character.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_TOO_MANY_MARKS = re.compile(r"([\u0300-\u036f\u20d0-\u20f0]{10})[\u0300-\u036f\u20d0-\u20f0]+")
_SPACES = re.compile(r"[ \t\xa0]+")
# The British Isles with room around them; a point elsewhere is a slip, most often the two swapped.
_LATITUDES = (49.0, 61.5)
_LONGITUDES = (-9.0, 3.0)


class BadCell(ValueError):
    """A cell that cannot be taken; its message says why and what to write instead."""


def text(value: str) -> str:
    """Return words without control characters, the spaces at their ends and long runs of them.

    Of marks upon one letter, ten are kept.
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return _SPACES.sub(" ", _TOO_MANY_MARKS.sub(r"\1", _CONTROLS.sub("", value))).strip()


def at_most(length: int) -> Callable[[str], str]:
    """Return a reader of words that are no longer than this."""

    def read(value: str) -> str:
        words = text(value)
        if len(words) > length:
            raise BadCell(f"longer than {length} characters")
        return words

    return read


def one_of(values: Mapping[str, T]) -> Callable[[str], T]:
    """Return a reader of a fixed list, whatever the case, spaces and punctuation of what is written."""
    known = {_bare(key): value for key, value in values.items()}

    def read(value: str) -> T:
        try:
            return known[_bare(value)]
        except KeyError:
            raise BadCell(f"not one of: {', '.join(values)}") from None

    return read


def _bare(value: str) -> str:
    return re.sub(r"[^a-z0-9]", "", value.casefold())


def tri(value: str) -> Tri:
    """Return yes, no or unknown; blank is unknown."""
    word = text(value).casefold()
    if word in _UNSAID:
        return Tri.UNKNOWN
    return Tri.YES if yes_no(word) else Tri.NO


def yes_no(value: str) -> bool:
    """Return yes as True and no as False."""
    word = text(value).casefold()
    if word not in _YES | _NO:
        raise BadCell("write yes or no")
    return word in _YES


@lru_cache(maxsize=10_000)
def day(value: str) -> date:
    """Return a date in any of the usual ways to write one; the time of day after it is passed over."""
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text(value))
    words = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", words)
    for each in _DATE_FORMATS:
        try:
            found = datetime.strptime(words, each).date()
        except ValueError:
            continue
        return _within_reason(found)
    raise BadCell("not a date: write it like 2026-09-01 or 01/09/2026")


def _within_reason(found: date) -> date:
    if not 1990 <= found.year <= 2100:  # noqa: PLR2004
        raise BadCell("the year of this date cannot be right")
    return found


def time_of_day(value: str) -> time:
    """Return a time such as 17:30, 5.30pm or 5pm."""
    words = text(value).casefold().replace(" ", "")
    for each in _TIME_FORMATS:
        try:
            return datetime.strptime(words, each).time()
        except ValueError:
            continue
    raise BadCell("not a time: write it like 17:30")


def whole(value: str) -> int:
    """Return a whole number that is not negative."""
    if not re.fullmatch(r"\d{1,9}", text(value)):
        raise BadCell("not a whole number")
    return int(text(value))


def age(value: str) -> int:
    """Return an age in years."""
    years = whole(value)
    if not 4 <= years <= 120:  # noqa: PLR2004
        raise BadCell("not an age in years")
    return years


def amount(value: str) -> str:
    """Return a number, as it was written, without thousands commas and pound signs."""
    bare = text(value).replace(",", "").lstrip("£")
    if not re.fullmatch(r"\d+(\.\d+)?", bare):
        raise BadCell("not a number")
    return bare


def web_address(value: str) -> str:
    """Return an http or https address; one without either is taken to be https."""
    words = text(value)
    address = words if re.match(r"[a-z][a-z0-9+.-]*:", words, re.IGNORECASE) else f"https://{words}"
    try:
        parts = urlsplit(address)
    except ValueError:
        raise BadCell("not a web address") from None
    host = parts.hostname or ""
    if parts.scheme.lower() not in {"http", "https"} or "." not in host or re.search(r"[\s<>\"']", address):
        raise BadCell("not a web address: write it like https://www.example.ac.uk")
    return address[:2048]


def loose_web_address(value: str) -> str | None:
    """Return a web address, or None where a list has something else in its place."""
    try:
        return web_address(value)
    except BadCell:
        return None


def ukprn(value: str) -> str:
    """Return a UK provider reference number: 8 digits, the first a 1."""
    if not re.fullmatch(r"1\d{7}", text(value)):
        raise BadCell("not a UKPRN: 8 digits, the first of them 1")
    return text(value)


def urn(value: str) -> str:
    """Return a school's unique reference number: 5 or 6 digits."""
    if not re.fullmatch(r"\d{5,6}", text(value)):
        raise BadCell("not a URN: 5 or 6 digits")
    return text(value)


def latitude(value: str) -> float:
    """Return degrees north."""
    return _degrees(value, _LATITUDES)


def longitude(value: str) -> float:
    """Return degrees east."""
    return _degrees(value, _LONGITUDES)


def _degrees(value: str, bounds: tuple[float, float]) -> float:
    try:
        degrees = float(text(value))
    except ValueError:
        raise BadCell("not a number of degrees") from None
    if not bounds[0] <= degrees <= bounds[1]:
        raise BadCell(f"outside the United Kingdom: {bounds[0]} to {bounds[1]} is expected")
    return degrees


def slug(value: str) -> str:
    """Return letters, digits and hyphens only, so that an id fits a web address."""
    return re.sub(r"[^a-z0-9]+", "-", value.casefold()).strip("-")
