"""Between the chat API's words and Rasa's: what was said becomes a message, what Rasa said becomes a turn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import answers, questions
from bot.answers import InvalidAnswer
from bot.plans import Choice
from bot.questions import BY_NAME, OFFER, OFFER_ANSWERS, STEPS, Kind, Path, section_of_slot

ASK = "utter_ask_"
# Commands of the chat API, and what they are called in the conversation.
COMMANDS = {
    "skip": "skip",
    "back": "go_back",
    "why": "why",
    "stop": "stop",
    "help_now": "help_now",
    "talk_to_a_person": "talk_to_a_person",
    "show_matches": "show_matches",
    "not_sure": "not_sure",
    "start_again": "start_again",
}
EVENTS = {"start": "start", "concern": "safeguarding_concern", "return": "return_to_plan"}


def asked_of(tracker: DialogueStateTracker | None) -> str | None:
    """Return the slot that is being asked for, also behind "Did you mean …?", or None."""
    if tracker is None:
        return None
    slot: str | None = tracker.get_slot("requested_slot")
    return str(tracker.get_slot("offered")["asked"]) if slot == OFFER else slot


def is_offering(tracker: DialogueStateTracker | None) -> bool:
    """Return whether "Did you mean …?" is being asked."""
    return tracker is not None and tracker.get_slot("requested_slot") == OFFER


def metadata_of(message_id: str, tracker: DialogueStateTracker | None) -> dict[str, Any]:
    """Return what the pipeline has to know of a message besides its text."""
    asked = asked_of(tracker)
    earlier = (tracker.get_slot("earlier") or {}) if tracker else {}
    return {
        "message": message_id,
        "asked": asked,
        "offered": is_offering(tracker),
        "answered_before": asked in earlier,
    }


def message_id_of(tracker: DialogueStateTracker) -> str | None:
    """Return the client's id of the latest message."""
    message = tracker.latest_message
    return (message.metadata or {}).get("message") if message else None


# --- in -----------------------------------------------------------------------------------


def text_of(said: Mapping[str, Any], asked: str | None, *, offering: bool = False) -> str:
    """Return what was said as Rasa takes it: free text as it is, everything else as an intent.

    Args:
        said: with one of ``text``, ``choices``, ``command`` or ``event``.
        asked: the slot that is being asked for.
        offering: "Did you mean …?" stands before that question.

    Raises:
        InvalidAnswer: the choice is none of this question's, or the command is unknown.
    """
    if "text" in said:
        return str(said["text"]).lstrip("/")
    if "choices" in said:
        return _choice(said["choices"], asked, offering)
    if "event" in said:
        return _intent(EVENTS[said["event"]])
    return _command(str(said["command"]))


def _choice(choices: list[str], asked: str | None, offering: bool) -> str:
    if asked is None:
        raise InvalidAnswer("", "nothing_asked")
    if offering and len(choices) == 1 and choices[0] in OFFER_ANSWERS:
        return _intent("inform", **{OFFER: choices[0]})
    if choices == [questions.NOT_SURE]:
        return _intent("not_sure")
    value = answers.check(asked, choices)
    return _intent("inform", **{asked: list(value) if isinstance(value, tuple) else value})


def _command(command: str) -> str:
    verb, _, rest = command.partition(":")
    if verb in COMMANDS and not rest:
        return _intent(COMMANDS[verb])
    if verb == "change" and rest in (*BY_NAME, *map(questions.sharing_slot, questions.SECTIONS), *STEPS):
        return _intent("change", question=rest)
    if verb == "save" and rest:
        return _intent("save_option", course=rest)
    if verb == "reject" and rest:
        course, _, reason = rest.partition(":")
        return _intent("reject_option", course=course, **({"reason": reason} if reason else {}))
    raise InvalidAnswer("", "unknown_command")


def _intent(name: str, **carried: Any) -> str:
    return f"/{name}{json.dumps(carried)}" if carried else f"/{name}"


# --- out ----------------------------------------------------------------------------------


def turn_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Return the turn that answers the latest message, in the shape of the chat API."""
    said = list(_said_since_the_learner(tracker))
    asking = [event for event in said if _asks(event)]
    question = _question(tracker, asking[-1]) if asking and asked_of(tracker) else None
    return {
        "messages": [message for event in said if not _asks(event) for message in _messages(event)],
        "question": question,
        "progress": questions.progress(_values(tracker), _path(tracker)) if question else None,
    }


def answers_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Return what the learner answered so far, and the courses they turned down with the reason."""
    options = tracker.get_slot("options") or {}
    return {
        "answers": {name: value for name, value in _values(tracker).items() if name in BY_NAME},
        "rejected": {
            course: option["reason"]
            for course, option in options.items()
            if option["choice"] == Choice.REJECTED
        },
    }


def _said_since_the_learner(tracker: DialogueStateTracker) -> Iterator[BotUttered]:
    events = list(tracker.events)
    last = max((at for at, event in enumerate(events) if isinstance(event, UserUttered)), default=-1)
    return (event for event in events[last + 1 :] if isinstance(event, BotUttered))


def _asks(event: BotUttered) -> bool:
    """Every question has buttons, or is one that is answered in words."""
    asks = str(event.metadata.get("utter_action", "")).startswith(ASK)
    return asks and (bool(event.data.get("buttons")) or _slot(event) in BY_NAME)


def _slot(event: BotUttered) -> str:
    return str(event.metadata.get("utter_action", "")).removeprefix(ASK)


def _messages(event: BotUttered) -> Iterator[dict[str, Any]]:
    if event.data.get("custom"):
        yield event.data["custom"]
    elif event.text:
        yield {"kind": "say", "text": event.text}


def _question(tracker: DialogueStateTracker, event: BotUttered) -> dict[str, Any]:
    """Return the question; "Did you mean …?" is the open question with two choices."""
    slot = asked_of(tracker) or ""
    section = section_of_slot(slot)
    kind = Kind.ONE if section or slot in STEPS or is_offering(tracker) else BY_NAME[slot].kind
    asked = {
        "name": "sharing" if section else slot,
        "kind": str(kind),
        "text": event.text,
        "choices": [
            {"value": _value(button), "label": button["title"]} for button in event.data.get("buttons") or ()
        ],
        "can_skip": not section and slot not in STEPS,
    }
    return {**asked, "section": section} if section else asked


def _value(button: Mapping[str, Any]) -> str:
    payload = str(button["payload"])
    (value,) = json.loads(payload[payload.index("{") :]).values()
    return str(value)


def _values(tracker: DialogueStateTracker) -> dict[str, Any]:
    slots = tracker.current_slot_values()
    earlier = slots.get("earlier") or {}
    return {
        name: slots.get(name) or earlier.get(name) for name in slots if slots.get(name) or name in earlier
    }


def _path(tracker: DialogueStateTracker) -> Path:
    return Path.QUICK if tracker.get_slot("begin") == Path.QUICK else Path.FULL
