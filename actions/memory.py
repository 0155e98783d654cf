"""What the conversation remembers: the answers so far, the path, and the learner's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from bot import questions
from bot.answers import Answer, Learner
from bot.questions import Path

ENGLAND = ZoneInfo("Europe/London")


def today() -> date:
    """Return today's date where the learners are."""
    return datetime.now(ENGLAND).date()


def answers(tracker: Tracker) -> dict[str, Any]:
    """Return every slot of a question, a sharing choice or a step that has a value."""
    return {slot: tracker.get_slot(slot) for slot in ANSWER_SLOTS if tracker.get_slot(slot) is not None}


def learner(tracker: Tracker) -> Learner:
    """Return what the learner told us."""
    return Learner.from_values(answers(tracker))


def path(tracker: Tracker) -> Path:
    """Return how much of the way the learner wants to go."""
    return Path.QUICK if tracker.get_slot("begin") == Path.QUICK else Path.FULL


def asked(tracker: Tracker) -> str | None:
    """Return the question that is open, also where "Did you mean …?" stands before it."""
    offer = offered(tracker)
    return offer["asked"] if offer else tracker.get_slot("requested_slot")


def offered(tracker: Tracker) -> Mapping[str, Any] | None:
    """Return what "Did you mean …?" is asked about now, or None.

    It is ``slot`` and ``value``, the ``words`` that were typed, and the question that was ``asked``.
    """
    return tracker.get_slot("offered") if tracker.get_slot("requested_slot") == questions.OFFER else None


def typed(tracker: Tracker) -> str | None:
    """Return the learner's own words, or None where they tapped."""
    text = tracker.latest_message.get("text") or ""
    return None if not text or text.startswith("/") else text


def intent(tracker: Tracker) -> str:
    """Return what the latest message was taken to mean."""
    return str(tracker.latest_message.get("intent", {}).get("name") or "")


def entity(tracker: Tracker, name: str) -> Any:
    """Return what a command carried, or None."""
    return next(tracker.get_latest_entity_values(name), None)


def carried(tracker: Tracker) -> dict[str, Any]:
    """Return the answers that the message carried, by slot; Rasa hands a list on in pieces."""
    found = {slot: list(tracker.get_latest_entity_values(slot)) for slot in ANSWER_SLOTS}
    return {slot: _joined(values) for slot, values in found.items() if values}


def _joined(values: list[Any]) -> list[str]:
    return [part for value in values for part in questions.as_list(value)]


def earlier(tracker: Tracker) -> Mapping[str, Any]:
    """Return the answers that the learner went back to and has not given again."""
    return tracker.get_slot("earlier") or {}


def own_words(tracker: Tracker) -> dict[str, str]:
    """Return the words typed for each answer so far."""
    return dict(tracker.get_slot("words") or {})


def known(tracker: Tracker) -> dict[str, Any]:
    """Return every answer so far, those that are being asked again among them."""
    return {**earlier(tracker), **answers(tracker)}


def says(tracker: Tracker, slot: str, value: Any) -> bool:
    """Return whether this is what they answered already."""
    return questions.as_list(known(tracker).get(slot)) == questions.as_list(value)


def options(tracker: Tracker) -> dict[str, dict[str, Any]]:
    """Return what the learner made of each course so far."""
    return dict(tracker.get_slot("options") or {})


def as_answers(values: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Answer | None]:
    """Return slots as answers of the plan; a skipped question is no answer, nor is a step of the way."""
    return {
        slot: None if value in (None, questions.SKIPPED) else Answer(_stored(value), words.get(slot))
        for slot, value in values.items()
        if slot not in questions.STEPS
    }


def changed_slots(tracker: Tracker, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the events that set those of these slots that hold something else now."""
    return set_slots({slot: value for slot, value in values.items() if tracker.get_slot(slot) != value})


def set_slots(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the events that set these slots; tuples travel as lists."""
    return [SlotSet(slot, travelling(value)) for slot, value in values.items()]


def travelling(value: Any) -> Any:
    """Return a value as it travels in a slot."""
    return list(value) if isinstance(value, tuple) else value


def _stored(value: Any) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else str(value)


# What is forgotten whenever something else is asked.
NOTHING_AMISS = {"misses": None, "misunderstood": None, "offered": None}
ANSWER_SLOTS = (
    *(question.name for question in questions.QUESTIONS if question.name != "sharing"),
    *(questions.sharing_slot(section) for section in questions.SECTIONS),
    *questions.STEPS,
)
