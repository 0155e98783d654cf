"""Reading how long a journey may be: any length of time becomes the nearest choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.checking import InvalidAnswer
from bot.answers.understanding import PLAIN_STRAYS, Understood, hedged
from bot.reading import Meaning, Reader, Sense, Vocabulary

# The length of each choice in minutes. "Longer" stands for an hour and a half.
CHOICES = {"minutes_20": 20, "minutes_40": 40, "minutes_60": 60, "longer": 90}

_NUMBER = r"(\d+(?:\.\d+)?)"
_HOUR = r"(?:hour|hr|h)s?"
_MINUTE = r"(?:minute|minuet|min|m)s?"
_MORE = r"(?<!no )(?<!not )(?:more than|over|longer than)"
# How a time is said, without "a", "an" and "of", and how many minutes that is; the first that fits is taken.
_TIMES: tuple[tuple[str, Callable[..., float]], ...] = (
    (rf"{_MORE} (?:1 )?{_HOUR}(?! (?:and )?half)", lambda: 90),
    (rf"(?:1 )?{_HOUR} (?:plus|or more)", lambda: 90),
    (rf"{_MORE} half {_HOUR}", lambda: 40),
    (rf"(?:less than|under) (?:half {_HOUR}|30 {_MINUTE})", lambda: 20),
    (rf"{_NUMBER} (?:and )?half {_HOUR}", lambda hours: 60 * hours + 30),
    (rf"{_NUMBER} {_HOUR} (?:and )?half", lambda hours: 60 * hours + 30),
    (rf"{_HOUR} (?:and )?half", lambda: 90),
    (rf"half {_HOUR}", lambda: 30),
    (rf"3 (?:quarters?|or 4) {_HOUR}", lambda: 45),
    (rf"1 or 2 {_HOUR}", lambda: 30),
    (rf"quarter {_HOUR}", lambda: 15),
    (rf"{_NUMBER} {_HOUR} (?:and )?quarter", lambda hours: 60 * hours + 15),
    (rf"{_HOUR} (?:and )?quarter", lambda: 75),
    (rf"{_NUMBER} {_HOUR} (?:and )?{_NUMBER}(?: {_MINUTE})?", lambda hours, minutes: 60 * hours + minutes),
    (rf"{_NUMBER} {_HOUR}", lambda hours: 60 * hours),
    (rf"(?:couple|few) {_HOUR}", lambda: 120),
    (_HOUR, lambda: 60),
    (rf"{_NUMBER} {_MINUTE}", lambda minutes: minutes),
    (r"(?<!im )(?<!am )(?<!was )(?<!year )(?<!turn )(?<!aged )(\d{2,3})", lambda minutes: minutes),
)
_ANY_TIME = re.compile("|".join(rf"\b{pattern}\b" for pattern, _ in _TIMES))
# "30-40 minutes", "between 20 minutes and 1 hour": the longer end is what they accept.
_RANGE = re.compile(rf"\b\d+ (?:to )?(?=\d+ (?:{_MINUTE}|{_HOUR}))|\bbetween .* and (?=\d|{_HOUR})")
_TENS_AND_ONES = re.compile(r"\b([2-9]0) ([1-9])\b")  # "twenty five"
_SAYS_NOTHING = {"a", "an", "of"}


@dataclass(frozen=True, slots=True)
class _Said:
    """The choices that the times and the words of a text name, and what the words around the times say."""

    choices: frozenset[str]
    sense: Sense
    refused: bool
    times: bool


def read(slot: str, text: str, vocabulary: Vocabulary) -> str | None:
    """Return the choice nearest to the time that a text gives, or None where it gives none.

    Half-way between two choices the longer one is taken: it leaves out no place that they can reach.

    Raises:
        InvalidAnswer: it gives times that are not the same choice, or says more than a time.
    """
    reader = vocabulary.reader(slot)
    words = reader.words(text)
    said = _said(_after_correction(words, reader), reader)
    if not said.times:
        return None
    if len(said.choices) != 1 or said.sense.unclear or said.sense.unexplained or said.refused:
        raise InvalidAnswer(slot)
    if reader.asks(words):
        raise InvalidAnswer(slot)
    return next(iter(said.choices))


def understand(slot: str, text: str, vocabulary: Vocabulary, *, every_word: bool) -> Understood | None:
    """Return the choice nearest to the time that a text gives, whatever else it says, or None.

    Args:
        slot: the question.
        text: as typed.
        vocabulary: the phrases of every question.
        every_word: no word may be left that we make nothing of.
    """
    reader = vocabulary.reader(slot)
    words = reader.words(text)
    said = _said(_after_correction(_after_no(words), reader), reader)
    too_strange = len(said.sense.unexplained) > (0 if every_word else PLAIN_STRAYS)
    if reader.asks(words) or len(said.choices) != 1 or said.sense.muddled or said.refused or too_strange:
        return None
    return Understood(next(iter(said.choices)), sure=not hedged(said.sense))


def gives_time(slot: str, text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text names a length of time."""
    return bool(_ANY_TIME.search(_plain(vocabulary.reader(slot).words(text))))


def _said(words: list[str], reader: Reader) -> _Said:
    said = _RANGE.sub(" ", _plain(words))
    times = frozenset(nearest(minutes(match[0])) for match in _ANY_TIME.finditer(said))
    around = reader.spot(_ANY_TIME.sub(" ", said).split())
    sense = reader.sense(around, several=False)
    refused = any(each.meaning is Meaning.NOT for each in around)
    return _Said(times | set(sense.chosen), sense, refused, times=bool(times))


def _plain(words: list[str]) -> str:
    said = " ".join(word for word in words if word not in _SAYS_NOTHING)
    return _TENS_AND_ONES.sub(lambda number: str(int(number[1]) + int(number[2])), said)


def _after_no(words: list[str]) -> list[str]:
    """Return the words after a "no" between two times: "20 minutes no 40"."""
    at = max((at for at, word in enumerate(words) if word == "no"), default=0)
    parted = _ANY_TIME.search(_plain(words[:at])) and _ANY_TIME.match(_plain(words[at + 1 :]))
    return words[at + 1 :] if parted else words


def _after_correction(words: list[str], reader: Reader) -> list[str]:
    """Return the words after "no wait", where they give a time."""
    again = [each for each in reader.spot(words) if each.meaning is Meaning.AGAIN]
    after = words[again[-1].at + len(again[-1].words) :] if again else []
    return after if _ANY_TIME.search(_plain(after)) else words


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
