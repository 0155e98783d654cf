"""What the latest message says: answers, an answer that may be meant, or that it was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions import memory
from actions.keeping import may_keep
from bot import answers, questions
from bot.answers import InvalidAnswer
from bot.questions import BY_NAME, NOT_SURE, OFFER, SKIPPED, STEPS
from bot.reference.vocabulary import vocabulary

# What was not understood is asked in other words, then with buttons, then left, with a person offered.
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
# Asked in between, in any sitting, and answered for good: no sitting waits for them.
IN_BETWEEN = frozenset({"heard_right", OFFER})


@dataclass(frozen=True)
class Heard:
    """What was said: answers by slot, other slots to set, and responses to say first.

    Args:
        asks: what is asked next, where it is not the sitting that says.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    asks: str | None = None


NOTHING_HEARD = Heard()


def hear(tracker: Tracker, domain: dict[str, Any], form: str) -> Heard:
    """Return what the latest message says about the slot that this form asked for, if it asked."""
    asked = memory.asked(tracker)
    if not asked or memory.intent(tracker) in domain["forms"][form]["ignored_intents"]:
        return NOTHING_HEARD
    if memory.intent(tracker) == "out_of_scope" and _is_a_question(memory.typed(tracker) or ""):
        return _not_ours(tracker)
    try:
        return _heard(tracker, asked)
    except InvalidAnswer as wrong:
        return _not_understood(tracker, asked, wrong.reason)


def _is_a_question(text: str) -> bool:
    reader = vocabulary().reader("own_words")
    return text.rstrip().endswith("?") or reader.asks(reader.words(text))


def _not_ours(tracker: Tracker) -> Heard:
    """Return what to say to a question about anything else; what was asked comes again, and it is no miss."""
    stays = {"misunderstood": tracker.get_slot("misunderstood")}
    return Heard({}, stays, ("utter_out_of_scope",), tracker.get_slot("requested_slot"))


def volunteered(tracker: Tracker) -> Heard:
    """Return the answers in a message that was not sent as an answer: beside a question, or unasked."""
    said = _that_apply(tracker, memory.asked(tracker), _carried(tracker))
    return _understood(tracker, said, memory.typed(tracker)) if said else NOTHING_HEARD


def doubtful(tracker: Tracker) -> dict[str, Any] | None:
    """Return the answer that the message most likely gives, as it is offered, or None."""
    found = memory.entity(tracker, "doubtful")
    if not found:
        return None
    slot, value = found["slot"], answers.check(found["slot"], found["value"])
    if slot != memory.asked(tracker) and not _that_apply(tracker, None, {slot: value}):
        return None
    return {"slot": slot, "value": memory.travelling(value), "words": memory.typed(tracker)}


def _heard(tracker: Tracker, asked: str) -> Heard:
    offer, reply = memory.offered(tracker), memory.entity(tracker, OFFER)
    if offer and reply == "yes":
        meant = {offer["slot"]: answers.check(offer["slot"], offer["value"])}
        return _taken(tracker, meant, offer["words"])
    if offer and reply == "no":
        return _not_understood(tracker, asked, "not_meant")
    return _answered(tracker, asked)


def _answered(tracker: Tracker, asked: str) -> Heard:
    """Return the answers that were given, and what is to be offered after them."""
    offer = doubtful(tracker)
    said = _that_apply(tracker, asked, _carried(tracker))
    if offer and memory.says(tracker, offer["slot"], offer["value"]):
        said, offer = {offer["slot"]: answers.check(offer["slot"], offer["value"]), **said}, None
    if not said and not offer:
        said = _said(tracker, asked)
    heard = _taken(tracker, said, memory.typed(tracker)) if said else NOTHING_HEARD
    if offer is None:
        return heard
    return Heard(heard.answers, {**heard.slots, "offered": {**offer, "asked": asked}}, heard.says, OFFER)


def _taken(tracker: Tracker, said: Mapping[str, Any], own: str | None) -> Heard:
    """Return the answers that are kept, or what follows the one that is kept nowhere."""
    return _heard_right(said["heard_right"]) if "heard_right" in said else _understood(tracker, said, own)


def _heard_right(reply: Any) -> Heard:
    if reply == "yes":
        return Heard(slots=memory.NOTHING_AMISS)
    return Heard(slots=memory.NOTHING_AMISS, says=("utter_say_what_to_change",), asks="heard_right")


def _said(tracker: Tracker, asked: str) -> dict[str, Any]:
    """Return the value said where the message carries none.

    Raises:
        InvalidAnswer: it is no answer to the question.
    """
    meant, before = memory.intent(tracker), memory.earlier(tracker).get(asked)
    if meant == "skip":
        return {asked: answers.check(asked, before or SKIPPED)}
    if meant == NOT_SURE:
        return {asked: answers.check(asked, NOT_SURE)}
    if meant == "as_before":
        if before is None:
            raise InvalidAnswer(asked, "nothing_before")
        return {asked: answers.check(asked, before)}
    if meant == "out_of_scope":
        raise InvalidAnswer(asked)
    return {asked: answers.parse(asked, memory.typed(tracker) or "", vocabulary())}


def _carried(tracker: Tracker) -> dict[str, Any]:
    return {
        slot: answers.check(slot, _one_or_some(slot, value))
        for slot, value in memory.carried(tracker).items()
    }


def _one_or_some(slot: str, values: list[str]) -> Any:
    """Words and places travel as a list of one."""
    several = slot in BY_NAME and BY_NAME[slot].kind is questions.Kind.SOME
    return values if several else values[0] if len(values) == 1 else values


def _that_apply(tracker: Tracker, asked: str | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was asked, or may be said unasked."""
    known = {**memory.known(tracker), **said}
    return {slot: value for slot, value in said.items() if slot == asked or _may_be_unasked(slot, known)}


def _may_be_unasked(slot: str, known: Mapping[str, Any]) -> bool:
    """Return False for a step, for the sharing of no plan, and for a follow-up to nothing."""
    if questions.section_of_slot(slot):
        return may_keep(known)
    return slot not in STEPS and BY_NAME[slot].applies(known)


def _understood(tracker: Tracker, said: Mapping[str, Any], own: str | None) -> Heard:
    gone = dict.fromkeys(no_longer_asked(memory.known(tracker), said))
    earlier = {slot: old for slot, old in memory.earlier(tracker).items() if slot not in {**said, **gone}}
    words = {slot: kept for slot, kept in _words_after(tracker, said, own).items() if slot not in gone}
    slots = {**memory.NOTHING_AMISS, "words": words, "earlier": earlier or None, **gone}
    return Heard(said, slots, ("utter_year_8",) if said.get("year_group") == "year_8_or_below" else ())


def no_longer_asked(before: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """Return the follow-ups that have an answer and are beside the point now."""
    known = {**before, **said}
    return [name for name in known if name in BY_NAME and not BY_NAME[name].applies(known)]


def _words_after(tracker: Tracker, said: Mapping[str, Any], own: str | None) -> dict[str, str]:
    """Return the learner's own words beside each answer.

    Words with a place in them may hold an address, and stand nowhere. Words with something sensitive in them
    stand beside that and what was asked: who may see another answer may not be meant to see this.
    """
    words = {slot: kept for slot, kept in memory.own_words(tracker).items() if slot not in said}
    if own is None or "home_area" in said:
        return words
    sensitive = {slot for slot in said if slot in BY_NAME and BY_NAME[slot].sensitive}
    beside = (slot for slot in said if not sensitive or slot in sensitive or slot == memory.asked(tracker))
    return words | dict.fromkeys(beside, own)


# What is said where an answer is not taken, by the reason, before the question comes in other words.
_SAYS = {
    "too_long": "utter_too_long",
    "not_meant": "utter_not_meant",
    "nothing_before": "utter_nothing_said_before",
}


def _not_understood(tracker: Tracker, asked: str, reason: str) -> Heard:
    misses = int(tracker.get_slot("misses") or 0) + 1
    if misses >= MAX_MISSES:
        return _left(tracker, asked)
    says = _SAYS.get(reason) or ("utter_not_understood" if misses == 1 else _hint(asked))
    slots = {"misses": misses, "misunderstood": True, "offered": None}
    return Heard({}, slots, (says,), asked if asked in IN_BETWEEN else None)


def _hint(asked: str) -> str:
    """Return what to do instead of typing: tap a choice, or, where there are none, skip."""
    typed_only = asked in BY_NAME and not BY_NAME[asked].values
    return "utter_skip_instead" if typed_only else "utter_tap_instead"


def _left(tracker: Tracker, asked: str) -> Heard:
    """Leave a question after the last try: the choice that gives nothing away, or what was said before."""
    before = memory.earlier(tracker)
    earlier = {slot: value for slot, value in before.items() if slot != asked}
    slots = {**memory.NOTHING_AMISS, "earlier": earlier or None}
    stands = {} if asked in IN_BETWEEN else {asked: SAFE_CHOICE.get(asked) or before.get(asked, SKIPPED)}
    return Heard(stands, slots, ("utter_left", "utter_offer_a_person"))
