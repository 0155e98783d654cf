"""Telling what is said to us, or asked of us, from what answers a question: "tell me a joke"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answers.aside_patterns import (
    ASKS,
    ASKS_MIDWAY,
    ASKS_WITHIN,
    CALLS,
    CALLS_WITHIN,
    IS_FED_UP,
    KNOWING,
    LEAD,
    SPEAKS_OF_US,
    SPEAKS_OF_US_WITHIN,
    TELLS_NEWS,
)
from bot.answers.clauses import Clause
from bot.questions import section_of_slot
from bot.reading import BREAKS, Meaning, Vocabulary

_SENTENCES = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_PARTS = re.compile(r"[^,]+,?")

# Questions that are answered by telling others what to do, or what may be done.
_TELLING_ANSWERS = frozenset(
    ("what_helps", "hard_day_help", "how_i_learn", "how_to_talk", "want_to_know", "contact_supporters",
     "anything_else", "hard_day_signs", "keep_plan", "begin", "after_help", "heard_right", "carry_on")
)  # fmt: skip
# Questions that may be answered by asking for what is wanted: "can you read it to me".
_REQUESTED = frozenset(
    ("how_to_talk", "begin", "heard_right", "keep_plan", "carry_on", "after_help", "anything_else")
)
_REQUEST = re.compile(r"\b(?:can|could|may) (?:i|you|we|it)\b")
_YOU_ERRED = re.compile(r"\b(?:wrong|mistake|not right|incorrect|mixed up|missed)\b")
_NEWS_IS_NO_ANSWER = frozenset(
    ("decision_supporters", "interests", "support_now", "travel", "contact_supporters")
)
_ASKING_ANSWERS = "want_to_know"  # its values are themselves questions
_WHAT_TO_TELL = "anything_else"  # "please tell me the plan the day before" is for those who read it
_TO_PLAY = re.compile(r"\b(?:jokes?|story|stories|song|riddle|poem|rap|fact)\b")
_FREE_WORDS = frozenset(("strength_example", "dream_job", "anything_else"))
_WORRIED = re.compile(r"(?:what|wat|wot) (?:if|about)\b")
_OF_TOPIC = re.compile(r"\b(?:they|them|em|it|that|thats|those|he|she|1)\b")
LEAST_VALUE_WORDS = 2
MOST_UNNAMED = 1
MOST_FREE_WORDS = 12  # a longer text, where any words are an answer, is a story, whatever is said in it


def asides(asked: str | None, text: str, vocabulary: Vocabulary) -> list[Clause]:
    """Return the parts of a text that are said to us, or asked of us, and answer nothing.

    A sentence is aside from where that begins to its end, and whole where it asks of what it names first:
    "apprenticeships, do they pay you".
    """
    sentences = list(_split(_SENTENCES, text, 0))
    found: list[Clause] = []
    for at, sentence in enumerate(sentences):
        aside = _aside_in(asked, sentence, vocabulary)
        if aside is not None and at and _asks_of(sentences[at - 1], aside):
            found.append(sentences[at - 1])
        found += [] if aside is None else [aside]
    if asked in _FREE_WORDS:
        whole = sum(len(part.text) for part in found) >= len(text.strip())
        return found if whole and len(text.split()) <= MOST_FREE_WORDS else []
    return found


def _split(pattern: re.Pattern[str], text: str, start: int) -> Iterator[Clause]:
    for match in pattern.finditer(text):
        if match[0].strip():
            yield Clause(match[0], start + match.start(), start + match.end())


def _asks_of(before: Clause, aside: Clause) -> bool:
    """Return whether a question is about what was named just before it: "v levels?? whats that"."""
    return before.text.rstrip().endswith("?") and _OF_TOPIC.search(aside.text.lower()) is not None


def _aside_in(asked: str | None, sentence: Clause, vocabulary: Vocabulary) -> Clause | None:
    parts = list(_split(_PARTS, sentence.text, sentence.start))
    for at, part in enumerate(parts):
        if is_aside(asked, part.text, vocabulary):
            start = sentence.start if at and _OF_TOPIC.search(part.text.lower()) else part.start
            return Clause(sentence.text[start - sentence.start :], start, sentence.end)
    return None


def is_aside(asked: str | None, text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a part of a sentence is said to us, or asked of us."""
    words = vocabulary.language.split(text)
    said = LEAD.sub("", " ".join(word for word in words if word not in BREAKS))
    if "?" in text:
        said += "?"
    plain = said.rstrip("?")
    calls = CALLS_WITHIN.search(plain) and (asked != _WHAT_TO_TELL or _TO_PLAY.search(plain))
    if calls or SPEAKS_OF_US_WITHIN.search(plain):
        return _unnamed(asked, plain, vocabulary) > MOST_UNNAMED
    if asked != "carry_on" and IS_FED_UP.search(plain):
        return True
    if _requests(asked, plain):
        return False
    if asked != _ASKING_ANSWERS and _asks_within(said, plain):
        return True
    if _asked_of_us(asked, said, plain) or _told_us(asked, plain):
        return _unnamed(asked, plain, vocabulary) == len(plain.split())
    of_things = asked in _NEWS_IS_NO_ANSWER or (asked is not None and section_of_slot(asked) is not None)
    return of_things and TELLS_NEWS.search(plain) is not None


def _requests(asked: str | None, plain: str) -> bool:
    """Return whether to ask for a thing, or to say that we erred, is an answer."""
    errs = asked == "heard_right" and _YOU_ERRED.search(plain) is not None
    return errs or (asked in _REQUESTED and _REQUEST.search(plain) is not None)


def _asked_of_us(asked: str | None, said: str, plain: str) -> bool:
    if asked == _ASKING_ANSWERS or (asked == "worries" and _WORRIED.match(plain)):
        return False
    return bool(ASKS.search(said) or ASKS.search(plain))


def _asks_within(said: str, plain: str) -> bool:
    midway = ASKS_MIDWAY.search(plain)
    asks = midway is not None and (midway["before"] or midway["then"]) not in KNOWING
    return asks or ASKS_WITHIN.search(said) is not None


def _told_us(asked: str | None, plain: str) -> bool:
    if asked is None or asked in _TELLING_ANSWERS or section_of_slot(asked):
        return False
    return bool(CALLS.search(plain) or SPEAKS_OF_US.search(plain))


def _unnamed(asked: str | None, said: str, vocabulary: Vocabulary) -> int:
    """Return how many words are not of the phrase for a value with which a text begins: "leave me alone"."""
    words = said.split()
    name = "sharing" if asked is not None and section_of_slot(asked) else asked
    if name is None or name not in vocabulary.questions:
        return len(words)
    first = next(iter(vocabulary.reader(name).spot(words)), None)
    named = first is not None and first.meaning is Meaning.VALUE and first.at == 0
    long_enough = first is not None and named and len(first.words) >= LEAST_VALUE_WORDS
    return len(words) - len(first.words) if first is not None and long_enough else len(words)
