"""What the latest message says about the question that was asked: answers, or that it was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions import memory
from bot import answers, questions
from bot.answers import InvalidAnswer
from bot.questions import NOT_SURE, SKIPPED
from bot.reference.vocabulary import vocabulary

# A question that was not understood is asked in other words, then with buttons, then left.
MAX_MISSES = 3
# What stands where a question that cannot be skipped was not understood three times.
SAFE_CHOICE = {
    "begin": "full",
    "heard_right": "yes",
    "keep_plan": "not_now",
    "carry_on": "later",
    "after_help": "stop",
    **{questions.sharing_slot(section): "only_me" for section in questions.SECTIONS},
}


@dataclass(frozen=True)
class Heard:
    """What was said: answers by slot, other slots to set, and responses to say first."""

    answers: dict[str, Any] = field(default_factory=dict)
    slots: dict[str, Any] = field(default_factory=dict)
    says: tuple[str, ...] = ()


def hear(tracker: Tracker, domain: dict[str, Any], form: str) -> Heard:
    """Return what the latest message says about the slot that this form asked for, if it asked."""
    asked = tracker.get_slot("requested_slot")
    if not asked or memory.intent(tracker) in domain["forms"][form]["ignored_intents"]:
        return Heard()
    try:
        said = _said(tracker, asked)
    except InvalidAnswer as wrong:
        return _not_understood(tracker, asked, wrong)
    return _understood(tracker, asked, said)


def _said(tracker: Tracker, asked: str) -> dict[str, Any]:
    """Return the values said, by slot.

    Raises:
        InvalidAnswer: it is no answer to the question.
    """
    meant = memory.intent(tracker)
    if meant == "skip":
        return {asked: answers.check(asked, memory.earlier(tracker).get(asked, SKIPPED))}
    if meant == NOT_SURE:
        return {asked: answers.check(asked, NOT_SURE)}
    found = {
        slot: answers.check(slot, _one_or_some(slot, value))
        for slot, value in memory.carried(tracker).items()
    }
    if found:
        return found
    return {asked: answers.parse(asked, memory.typed(tracker) or "", vocabulary())}


def _one_or_some(slot: str, values: list[str]) -> Any:
    """Words and places travel as a list of one."""
    several = slot in questions.BY_NAME and questions.BY_NAME[slot].kind is questions.Kind.SOME
    return values if several else values[0] if len(values) == 1 else values


def _understood(tracker: Tracker, asked: str, said: dict[str, Any]) -> Heard:
    words = _words_after(tracker, said)
    earlier = {slot: value for slot, value in memory.earlier(tracker).items() if slot not in said}
    gone = dict.fromkeys(_gone(tracker, said))
    words = {slot: own for slot, own in words.items() if slot not in gone}
    slots = {"misses": None, "misunderstood": None, "words": words, "earlier": earlier or None, **gone}
    if said.get("heard_right") == "change":
        return Heard({}, {**slots, "heard_right": None}, ("utter_ask_what_to_change",))
    says = ("utter_year_8",) if said.get("year_group") == "year_8_or_below" else ()
    return Heard(said, slots, says)


def _gone(tracker: Tracker, said: dict[str, Any]) -> list[str]:
    """Return the follow-ups that have an answer and are beside the point now."""
    known = {**memory.earlier(tracker), **memory.answers(tracker), **said}
    asked = [questions.BY_NAME[name] for name in known if name in questions.BY_NAME]
    return [question.name for question in asked if not question.applies(known)]


def _words_after(tracker: Tracker, said: dict[str, Any]) -> dict[str, str]:
    """Return the learner's own words beside each answer; words with a place in them may hold an address."""
    own = memory.typed(tracker)
    words = {slot: kept for slot, kept in memory.own_words(tracker).items() if slot not in said}
    if own is None or "home_area" in said:
        return words
    return words | dict.fromkeys(said, own)


def _not_understood(tracker: Tracker, asked: str, wrong: InvalidAnswer) -> Heard:
    misses = int(tracker.get_slot("misses") or 0) + 1
    if misses >= MAX_MISSES:
        return _left(tracker, asked)
    says = "utter_not_understood" if misses == 1 else "utter_tap_instead"
    if wrong.reason == "too_long":
        says = "utter_too_long"
    return Heard({}, {"misses": misses, "misunderstood": True}, (says,))


def _left(tracker: Tracker, asked: str) -> Heard:
    """Leave a question after the last try: the choice that gives nothing away, or what was said before."""
    before = memory.earlier(tracker)
    earlier = {slot: value for slot, value in before.items() if slot != asked}
    slots = {"misses": None, "misunderstood": None, "earlier": earlier or None}
    return Heard({asked: SAFE_CHOICE.get(asked) or before.get(asked, SKIPPED)}, slots, ("utter_skipped",))
