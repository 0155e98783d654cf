"""Understanding an answer to a question with choices as a listener would: remarks left aside, doubt kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers import choices
from bot.answers.checking import InvalidAnswer, Value
from bot.answers.choices import Asked
from bot.questions import NOT_SURE, SKIPPED
from bot.reading import Meaning, Reader, Sense, Spotted, Vocabulary

PLAIN_STRAYS = 4  # English words, beside a value, that say nothing of this question
PLAIN_STRAYS_A_VALUE = 1  # and more for each further word that names a value
ODD_STRAYS = 1  # words that are not even English
UNDECIDED = "not_sure_yet"  # beside other values: those are what they waver between
# Questions to which what others like or do is no answer, so that it may be left aside.
OF_THEMSELVES = frozenset({"interests", "strengths", "route", "how_i_learn"})
# Questions about people and things, which may be named for something else that is said of them.
OF_WHAT_IS_THERE = frozenset({"decision_supporters", "support_now"})
_HAPPENING = re.compile(
    r"[a-z]{2,}ing|[a-z]{2,}ed|fell|said|says|left|went|came|took|told|hates|called|lost|died|got|cried|ate"
)
SURE_OF_BEING_UNSURE = frozenset({"cannot_tell", ("not_sure_yet",)})
YES_OR_NO = frozenset({("yes",), ("no",)})
# What may limit a "yes" or put off a "no" in the words beside it.
LIMITING = frozenset(
    ("if", "only", "until", "till", "before", "after", "first", "yet", "unless", "when", "long", "now")
)
_LIMITS = frozenset(
    {Meaning.UNCLEAR, Meaning.VAGUE, Meaning.BUT, Meaning.EXCEPT, Meaning.MAYBE, Meaning.NOT_SURE}
    | {Meaning.AGAIN, Meaning.ACTUALLY, Meaning.NOT, Meaning.DECLINE, Meaning.WANT}
)
TAKING_BACK = frozenset({("no",), ("sorry",)})
# Somebody who is called by a title and a name: "miss patel", but not "i miss my nan".
_TEACHER = re.compile(
    r"(?<!\bi )\b(?:mr|mrs|ms|miss|sir)\.? (?!(?:and|or|my|at|in|her|him|the|who)\b)[a-z]{3,}", re.IGNORECASE
)
_ITS = re.compile(r"(?<=\w)\s+(?=it'?s (?:the|my|more|just|mainly|mostly|actually)\b)", re.IGNORECASE)
_ENDS = frozenset({Meaning.BREAK, Meaning.BUT})
# A part of a text without any of these is a remark: "mines broke", "we moved".
_SAYS = frozenset(Meaning) - {Meaning.WORD, Meaning.FILLER, Meaning.OTHERS, Meaning.BREAK, Meaning.GUESS}


@dataclass(frozen=True, slots=True)
class Understood:
    """A value, whether it is sure enough to be kept without asking, and how many words name it."""

    value: Value
    sure: bool
    named: int = 0


def understand(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return the value that a text takes or most likely means, or None where there is no telling.

    What is hedged ("maybe cars") is not sure, nor is a misspelling of one of two things.
    """
    reader = vocabulary.reader(asked.name)
    text = _TEACHER.sub("my teacher", text) if asked.name == "decision_supporters" else text
    words = reader.words(text)
    if reader.asks(words):
        return None
    spotted = reader.spot(words)
    if (plain := _corrected(asked, words, spotted, reader) or _yes_or_no(asked, spotted)) is not None:
        return plain
    sense = reader.sense(_without_remarks(spotted), several=asked.several)
    try:
        value = choices.read(asked, text, vocabulary)
    except InvalidAnswer:
        return _taken(asked, sense, reader) or _its(asked, text, vocabulary) or _slip(asked, text, reader)
    if value == NOT_SURE and Meaning.MAYBE in sense.said and sense.doubted:
        return _offered(asked, sense.doubted)
    if UNDECIDED in value and len(sense.chosen) > 1:
        return _offered(asked, [each for each in sense.chosen if each != UNDECIDED])
    doubted = bool(sense.chosen) and (hedged(sense) or _tells_news(asked, sense))
    sure = value in SURE_OF_BEING_UNSURE or not doubted
    return Understood(value, sure, named=len(sense.named))


def _yes_or_no(asked: Asked, spotted: Sequence[Spotted]) -> Understood | None:
    """Return the value of a plain "yes" or "no" that remarks come after or before: "no, he would shout"."""
    said = [each for each in spotted if each.meaning is not Meaning.FILLER]
    named = {each.value for each in said if each.meaning is Meaning.VALUE}
    if asked.several or len(named) != 1 or len(said) < 2:  # noqa: PLR2004
        return None
    first = said[0].words in YES_OR_NO and said[1].meaning is Meaning.BREAK
    last = said[-1].words in YES_OR_NO and said[-2].words == ("so",)
    rest = said[1:] if first else said[:-2]
    limited = any(each.meaning in _LIMITS or not LIMITING.isdisjoint(each.words) for each in rest)
    if not (first or last) or limited:
        return None
    return Understood(named.pop(), sure=True, named=1)


def hedged(sense: Sense) -> bool:
    """Return whether a value is said to be uncertain: "maybe", "not sure"."""
    return not sense.said.isdisjoint({Meaning.MAYBE, Meaning.NOT_SURE})


def _tells_news(asked: Asked, sense: Sense) -> bool:
    """Return whether somebody or something is named to say what happened: "i fell out with my mate"."""
    return asked.name in OF_WHAT_IS_THERE and any(map(_HAPPENING.fullmatch, sense.unexplained))


def _without_remarks(spotted: Sequence[Spotted]) -> list[Spotted]:
    """Leave out the parts that say nothing of the question, where another part does."""
    kept = [part for part in _parts(spotted) if any(each.meaning in _SAYS for each in part)]
    return [each for part in kept for each in part] or list(spotted)


def _parts(spotted: Sequence[Spotted]) -> Iterator[list[Spotted]]:
    part: list[Spotted] = []
    for each in spotted:
        part.append(each)
        if each.meaning in _ENDS:
            yield part
            part = []
    yield part


def _taken(asked: Asked, sense: Sense, reader: Reader) -> Understood | None:
    """Return what is said clearly among other words, or what an unclear phrase most likely means."""
    left_aside = sense.of_others and bool(sense.chosen) and asked.name in OF_THEMSELVES
    if (sense.muddled and not left_aside) or _too_strange(asked, sense, reader):
        return None
    if asked.several and Meaning.ALL_EXCEPT in sense.said and not sense.chosen:
        return Understood(choices.all_but(asked, sense.refused), sure=True)
    if not (sense.chosen or sense.perhaps) or (asked.several and Meaning.ALL in sense.said):
        return None
    understood = _offered(asked, (*sense.chosen, *sense.perhaps))
    sure = not (sense.perhaps or sense.vague or hedged(sense) or _tells_news(asked, sense))
    return understood and Understood(understood.value, sure, named=len(sense.named))


def _corrected(
    asked: Asked, words: Sequence[str], spotted: Sequence[Spotted], reader: Reader
) -> Understood | None:
    """Return the value after a word that takes back the one before it: "the full one. no the quick one"."""
    at = max((each.at for each in spotted if each.words in TAKING_BACK), default=0)
    if asked.several or choices.value_or_none(asked, words[:at], reader) is None:
        return None
    after = choices.value_or_none(asked, words[at + 1 :], reader)
    return None if after is None or after in {NOT_SURE, SKIPPED} else Understood(after, sure=True)


def _its(asked: Asked, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Read "im okay with noise its the crowds" as if there were a comma in it."""
    parted = _ITS.sub(", ", text)
    return None if parted == text else understand(asked, parted, vocabulary)


def _too_strange(asked: Asked, sense: Sense, reader: Reader) -> bool:
    strays = sense.unexplained
    if asked.every_word or sense.alone or not asked.several:
        return bool(strays)
    odd = sum(not reader.knows(word) for word in strays)
    most = PLAIN_STRAYS + PLAIN_STRAYS_A_VALUE * max(0, len(sense.named) - 1)
    return odd > ODD_STRAYS or len(strays) > most


def _slip(asked: Asked, text: str, reader: Reader) -> Understood | None:
    """Return the value that a misspelt word most likely names."""
    for words in reader.other_readings(text, of_misspelt_only=True):
        value = choices.value_or_none(asked, words, reader)
        if value is not None and value not in {NOT_SURE, SKIPPED}:
            return Understood(value, sure=False)
    return None


def _offered(asked: Asked, values: Sequence[str]) -> Understood | None:
    named = tuple(value for value in asked.values if value in values)
    if not named or (len(named) > 1 and not asked.several):
        return None
    return Understood(named if asked.several else named[0], sure=False)
