"""Reading how long a journey may be: any length of time becomes the nearest choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.checking import InvalidAnswer
from bot.answers.understanding import Understood, hedged
from bot.reading import Meaning, Reader, Sense, Vocabulary

# The length of each choice in minutes. "Longer" stands for an hour and a half.
CHOICES = {"minutes_20": 20, "minutes_40": 40, "minutes_60": 60, "longer": 90}

_NUMBER = r"(\d+(?:\.\d+)?)"
_HOUR = r"(?:hour|hr|h)s?"
_MINUTE = r"(?:minute|minuet|min|m)s?"
_HALF = "(?:half|hlf|haf|harf|hafl|arf|alf)"
_MORE = r"(?<!no )(?<!not )(?:more than|over|longer than)"
# How a time is said, without "a", "an" and "of", and how many minutes that is; the first that fits is taken.
_TIMES: tuple[tuple[str, Callable[..., float]], ...] = (
    (rf"{_MORE} (?:1 )?{_HOUR}(?! (?:and )?{_HALF})", lambda: 90),
    (rf"(?:1 )?{_HOUR} (?:plus|or more)", lambda: 90),
    (rf"{_MORE} {_HALF} {_HOUR}", lambda: 40),
    (rf"(?:less than|under) (?:{_HALF} {_HOUR}|30 {_MINUTE})", lambda: 20),
    (rf"{_NUMBER} (?:and )?{_HALF} {_HOUR}", lambda hours: 60 * hours + 30),
    (rf"{_NUMBER} {_HOUR} (?:and )?{_HALF}", lambda hours: 60 * hours + 30),
    (rf"{_HOUR} (?:and )?{_HALF}", lambda: 90),
    (rf"{_HALF} {_HOUR}", lambda: 30),
    (rf"3 (?:quarters?|or 4) {_HOUR}", lambda: 45),
    (rf"1 or 2 {_HOUR}", lambda: 30),
    (rf"quarter {_HOUR}", lambda: 15),
    (rf"{_NUMBER} {_HOUR} (?:and )?quarter", lambda hours: 60 * hours + 15),
    (rf"{_HOUR} (?:and )?quarter", lambda: 75),
    (rf"(?:1 )?{_HOUR} (?:and )?(?:bit|little|tad)(?: more| over| longer)?", lambda: 75),
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
_EITHER = re.compile(r"\b(\d+) (?:or |and |minutes or |to )?(?=(\d{2,})\b)")
NEAR_ENOUGH = 20  # minutes between two that may be one answer: "30 or 40"
# "nothing over an hour", "i wouldnt want to go further than 20 minutes": that much and no more.
_LIMIT = re.compile(
    r"\b(?:no|not|nothing|none|nowhere|never|dont|cant|cannot|couldnt|wouldnt|wont|shouldnt|isnt)"
    r"(?: (?!but\b|mind\b|care\b|bothered\b)\w+){0,6}? (?:more|longer|further|farther|over|above|past|"
    r"beyond|bigger)(?: than)?\b"
    r"|\b(?:more|longer|further|over|above|anything over|anything more|anything above)(?: than)? "
    r"(?=[^.,;]{1,25}"
    r"(?:too (?:long|much|far)|(?:would|will) (?:be )?(?:stress|tire|do my)))"
)
_TOO_LONG = re.compile(r"\b(?:is|are|was|would be|thats|bit|way|seems|feels|sounds|be|far) too (?:long|"
                       r"much|far)\b|"
                       r"\btoo (?:long|much|far) (?:of|is)\b|\bhate \w+ journeys\b")  # fmt: skip
_IS_LIMIT = re.compile(
    r"\b(?:max|maximum|tops|most|limit|no more|up to|under|fine|okay|happy|can do|could do|manage|would "
    r"do|id do|"
    r"id say|id go|can go|could go|would go|so|rather|prefer|cope|within|less than|enough|probably|instead)\b"
)
_BIT_MORE = re.compile(r"\b(?:bit|little|tad|only if|depends|depending)\b")
_WITHIN = re.compile(r"[.,;:!?\n]|\b(?:but|although|though|because)\b")
_TENS_AND_ONES = re.compile(r"\b([2-9]0) ([1-9])\b")  # "twenty five"
MOST_STRAYS = 8  # words beside a time that we make nothing of
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
    if not every_word and (len(said.choices) != 1 or said.refused or said.sense.muddled):
        said = _in_a_part(words, reader) or said
    too_strange = len(said.sense.unexplained) > (0 if every_word else MOST_STRAYS)
    if reader.asks(words) or len(said.choices) != 1 or said.sense.muddled or said.refused or too_strange:
        return None
    doubtful = hedged(said.sense) or _BIT_MORE.search(_plain(words)) is not None
    return Understood(next(iter(said.choices)), sure=not doubtful)


def gives_time(slot: str, text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text names a length of time."""
    return bool(_ANY_TIME.search(_plain(vocabulary.reader(slot).words(text))))


def _said(words: list[str], reader: Reader) -> _Said:
    said = _RANGE.sub(" ", _EITHER.sub(_longer, _LIMIT.sub(" ", _plain(words))))
    times = frozenset(nearest(minutes(match[0])) for match in _ANY_TIME.finditer(said))
    around = reader.spot(_ANY_TIME.sub(" ", said).split())
    sense = reader.sense(around, several=False)
    refused = any(each.meaning is Meaning.NOT for each in around) or bool(_TOO_LONG.search(said))
    return _Said(times | set(sense.chosen), sense, refused, times=bool(times))


def _in_a_part(words: list[str], reader: Reader) -> _Said | None:
    """Return what is said in the only part that gives a time clearly, or clearly as a limit.

    "Its 20 mins now so id say 40 at most", "an hour is too far, 20 minutes".
    """
    parts = [part for part in re.split(rf"{_WITHIN.pattern}|(?= so )", _plain(words)) if part]
    said = [(part, _said(part.split(), reader)) for part in parts if _ANY_TIME.search(part)]
    clear = [(part, each) for part, each in said if len(each.choices) == 1 and not each.refused]
    limits = [each for part, each in clear if _IS_LIMIT.search(part)]
    for some in ([each for _, each in clear], limits):
        if len({each.choices for each in some}) == 1 and not some[0].sense.muddled:
            return some[0]
    return None


def _longer(either: re.Match[str]) -> str:
    """Return what stays of the shorter of two times: nothing, where the longer is near."""
    return " " if 0 < int(either[2]) - int(either[1]) <= NEAR_ENOUGH else either[0]


def _plain(words: list[str]) -> str:
    said = " ".join(words).replace("up 2 ", "up to ")
    said = " ".join(word for word in said.split(" ") if word not in _SAYS_NOTHING)
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
