"""What free words say of a course's times and terms: study mode, attendance, start, length, ages, money.

Feeds and pages have no fixed lists for these. Only what the words plainly say is taken; the rest is unknown.
"""

from __future__ import annotations

import re
from datetime import date

from bot.courses import Level
from bot.importers.cells import BadCell, age, day, text
from bot.importers.markup import plain, shortened
from bot.reference import levels

OF_A_DURATION = 64
OF_A_COST = 255
_STUDY_MODES = (
    ("flexible", r"^FL\b|flexible"),
    ("part_time", r"^PT\b|\bpart[- ]?time"),
    ("full_time", r"^FT\b|\bfull[- ]?time"),
)
_ATTENDANCE = (
    ("day_or_block_release", r"^DR\b|\b(day|block)\b[^;]*\brelease\b"),
    ("evening", r"^(EV|TW)\b|\beve(ning)?s?\b|\btwilight\b"),
    ("weekend", r"^WE\b|\bweekends?\b"),
    ("daytime", r"^DT\b|\bday(time)?s?\b"),
)
# Where a course is taught that has no place (venues in routes.yml); "with attendance" is at a place.
_MODES = (
    ("online", r"^ON\b|\bonline\b"),
    ("distance", r"^DS\b|\bdistance\b(?! with attendance)"),
    ("workplace", r"^WB\b|\bwork[- ]?based\b|\bworkplace\b"),
)
_ANY_TIME = re.compile(
    r"\b(any ?time|roll[- ]on|rolling|continuous|flexible|ongoing|on demand)\b", re.IGNORECASE
)
_WRITTEN_AS_A_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{8}|\d{1,2}(st|nd|rd|th)? [a-z]{3,9} \d{4}", re.IGNORECASE
)
_WEEKDAY = re.compile(r"^(mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.IGNORECASE)
_PERIOD = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?"
    r"(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,4}S)?)?"
)
_UNITS = ("year", "month", "week", "day", "hour", "minute")


def study_mode(words: str) -> str | None:
    """Return full_time, part_time or flexible; None where the words say neither, or more than one."""
    return _only(_STUDY_MODES[1:], words) or _first(_STUDY_MODES[:1], words)


def attendance(*said: str) -> str | None:
    """Return the attendance that the first of these texts to name one names; None where it names several."""
    words = next((each for each in said if _first(_ATTENDANCE, each)), "")
    release = _first(_ATTENDANCE[:1], words)
    return release or _only(_ATTENDANCE, words)


def mode(words: str) -> str | None:
    """Return online, distance or workplace where a course is taught at no place of its own."""
    return _first(_MODES, words)


def begins(words: str) -> date | None:
    """Return the day on which something begins; None for words that are no day.

    Raises:
        BadCell: it is written as a day, and is none.
    """
    bare = _WEEKDAY.sub("", text(words))
    return day(bare) if _WRITTEN_AS_A_DATE.match(bare) else None


def begins_any_time(words: str) -> bool:
    """Return whether learners may begin when they like."""
    return _ANY_TIME.search(words) is not None


def length(words: str) -> str | None:
    """Return how long something takes, in words: "P2Y" is "2 years"."""
    found = _PERIOD.fullmatch(text(words))
    if found is None:
        return shortened(OF_A_DURATION, " ".join(plain(words).split())) or None
    numbers = [(int(number), unit) for number, unit in zip(found.groups(), _UNITS, strict=True) if number]
    parts = [f"{number} {unit}" if number == 1 else f"{number} {unit}s" for number, unit in numbers if number]
    return shortened(OF_A_DURATION, " ".join(parts)) or None


def money(words: str) -> str | None:
    """Return what something costs: a bare number is pounds, anything else stays as it is."""
    bare = text(words).replace(",", "").removeprefix("£").removeprefix("GBP").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", bare):
        return f"£{_pounds(bare)}"
    return shortened(OF_A_COST, " ".join(plain(words).split())) or None


def ages(words: str) -> tuple[int | None, int | None]:
    """Return the youngest and the oldest age of "16-18", "19+", "up to 25", "any"."""
    said = text(words).casefold()
    between = re.fullmatch(r"(\d{1,3})\s*(?:-|–|to)\s*(\d{1,3})\D{0,12}", said)
    at_least = re.fullmatch(r"(?:from )?(\d{1,3})\s*(?:\+|-|plus|and over|or over)\D{0,12}", said)
    at_most = re.fullmatch(r"(?:up to|-)\s*(\d{1,3})\D{0,12}", said)
    try:
        if between:
            return age(between[1]), age(between[2])
        return age(at_least[1]) if at_least else None, age(at_most[1]) if at_most else None
    except BadCell:
        return None, None


def level_in(said: str) -> Level | None:
    """Return the first level that one of several lines names; a Scottish level is not one of ours."""
    lines = (line for line in said.splitlines() if "scqf" not in line.casefold())
    found = (level for level in map(levels.from_text, lines) if level not in {None, Level.UNKNOWN})
    return next(found, None)


def _pounds(amount: str) -> str:
    whole, _, pence = amount.partition(".")
    return f"{whole}.{pence[:2].ljust(2, '0')}" if pence.strip("0") else whole


def _first(table: tuple[tuple[str, str], ...], words: str) -> str | None:
    return next((name for name, pattern in table if re.search(pattern, words, re.IGNORECASE)), None)


def _only(table: tuple[tuple[str, str], ...], words: str) -> str | None:
    found = [name for name, pattern in table if re.search(pattern, words, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None
