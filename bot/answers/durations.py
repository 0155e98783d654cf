"""Reading how long a journey may be: any length of time becomes the nearest choice."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.answers.checking import InvalidAnswer
from bot.reading import Meaning, Reader, Vocabulary

# The length of each choice in minutes. "Longer" stands for an hour and a half.
CHOICES = {"minutes_20": 20, "minutes_40": 40, "minutes_60": 60, "longer": 90}

_NUMBER = r"(\d+(?:\.\d+)?)"
_HOUR = r"(?:hour|hr|h)s?"
_MINUTE = r"(?:minute|minuet|min|m)s?"
# How a time is said, without "a", "an" and "of", and how many minutes that is; the first that fits is taken.
_TIMES: tuple[tuple[str, Callable[..., float]], ...] = (
    (rf"(?<!no )(?<!not )(?:more than|over|longer than) (?:1 )?{_HOUR}", lambda: 90),
    (rf"{_NUMBER} (?:and )?half {_HOUR}", lambda hours: 60 * hours + 30),
    (rf"{_NUMBER} {_HOUR} (?:and )?half", lambda hours: 60 * hours + 30),
    (rf"{_HOUR} (?:and )?half", lambda: 90),
    (rf"half {_HOUR}", lambda: 30),
    (rf"3 quarters? {_HOUR}", lambda: 45),
    (rf"quarter {_HOUR}", lambda: 15),
    (rf"{_NUMBER} {_HOUR} (?:and )?{_NUMBER}(?: {_MINUTE})?", lambda hours, minutes: 60 * hours + minutes),
    (rf"{_NUMBER} {_HOUR}", lambda hours: 60 * hours),
    (rf"couple {_HOUR}", lambda: 120),
    (_HOUR, lambda: 60),
    (rf"{_NUMBER} {_MINUTE}", lambda minutes: minutes),
    (r"(\d{2,3})", lambda minutes: minutes),
)
_ANY_TIME = re.compile("|".join(rf"\b{pattern}\b" for pattern, _ in _TIMES))
_TENS_AND_ONES = re.compile(r"\b([2-9]0) ([1-9])\b")  # "twenty five"
_SAYS_NOTHING = {"a", "an", "of"}


def read(slot: str, text: str, vocabulary: Vocabulary) -> str | None:
    """Return the choice nearest to the time that a text gives, or None where it gives none.

    Half-way between two choices the longer one is taken: it leaves out no place that they can reach.

    Raises:
        InvalidAnswer: it gives times that are not the same choice, or says more than a time.
    """
    reader = vocabulary.reader(slot)
    words = _after_correction(reader.words(text), reader)
    said = _TENS_AND_ONES.sub(_added, " ".join(word for word in words if word not in _SAYS_NOTHING))
    times = [match[0] for match in _ANY_TIME.finditer(said)]
    if not times:
        return None
    around = reader.spot(_ANY_TIME.sub(" ", said).split())
    sense = reader.sense(around, several=False)
    refused = any(each.meaning is Meaning.NOT for each in around)
    chosen = {nearest(minutes(time)) for time in times} | set(sense.chosen)
    if len(chosen) != 1 or sense.unclear or sense.unexplained or refused or reader.asks(words):
        raise InvalidAnswer(slot)
    return chosen.pop()


def _added(number: re.Match[str]) -> str:
    return str(int(number[1]) + int(number[2]))


def _after_correction(words: list[str], reader: Reader) -> list[str]:
    """Return the words after "no wait", where they give a time."""
    again = [each for each in reader.spot(words) if each.meaning is Meaning.AGAIN]
    after = words[again[-1].at + len(again[-1].words) :] if again else []
    return after if _ANY_TIME.search(" ".join(after)) else words


def minutes(time: str) -> float:
    """Return how many minutes a time is, such as "1 hour and 20 min".

    Raises:
        ValueError: it is no time.
    """
    for pattern, length in _TIMES:
        if match := re.fullmatch(pattern, time):
            return length(*map(float, match.groups()))
    raise ValueError(f"{time!r} is no time")


def nearest(length: float) -> str:
    """Return the choice nearest to a length in minutes."""
    return min(CHOICES, key=lambda value: (abs(CHOICES[value] - length), -CHOICES[value]))
