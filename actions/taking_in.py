"""Taking in what was heard: slots, the plan, and a word on whatever was noted without being asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.courses import are_other_courses
from actions.hearing import Heard, no_longer_asked
from actions.keeping import is_kept, keep_changes
from bot import questions
from bot.questions import SKIPPED, STEPS
from bot.reference import wording

Answers = Mapping[str, Any]


def take_in(heard: Heard, tracker: Tracker, dispatcher: CollectingDispatcher) -> list[dict[str, Any]]:
    """Say what is to be said of it, keep the answers, and return the events that set the slots.

    Raises:
        StoreUnavailable: nothing of it was kept.
    """
    before, asked = memory.known(tracker), memory.asked(tracker)
    for response in heard.says:
        dispatcher.utter_message(response=response)
    # Where no answer sets a slot, another one must: Rasa takes no event at all for "not for this form".
    beside = memory.changed_slots(tracker, heard.slots) if heard.answers else memory.set_slots(heard.slots)
    events = [*memory.set_slots(heard.answers), *beside]
    tracker.add_slots(events)
    if heard.answers:
        keep_changes(tracker, heard.answers, dispatcher)
        _say_what_was_noted(heard.answers, asked, before, tracker, dispatcher)
    return events


def _say_what_was_noted(
    said: Answers, asked: str | None, before: Answers, tracker: Tracker, dispatcher: CollectingDispatcher
) -> None:
    """Say what was noted or changed beside the answer, and what every change changes."""
    beside = [slot for slot in said if slot != asked]
    new = [slot for slot in beside if before.get(slot) in (None, SKIPPED)]
    changed = [slot for slot in said if slot not in STEPS and _says_other(before.get(slot), said[slot])]
    if new:
        dispatcher.utter_message(response="utter_also_noted", noted=_lines(new, said))
    for slot in changed:
        _say_changed(slot, before[slot], said[slot], tracker, dispatcher)
    if beside and not new and not changed and asked not in said:
        dispatcher.utter_message(response="utter_noted_before", noted=_lines(beside, said))
    if changed:
        _say_what_follows(said, before, tracker, dispatcher)


def _says_other(before: Any, now: Any) -> bool:
    """Return whether an answer was given before, and another one is given now."""
    return before not in (None, SKIPPED) and questions.as_list(before) != questions.as_list(now)


def _say_changed(
    slot: str, before: Any, now: Any, tracker: Tracker, dispatcher: CollectingDispatcher
) -> None:
    """Say what it was and what it is; that the plan has it only where it does."""
    dispatcher.utter_message(
        response="utter_changed_in_plan" if is_kept(tracker) else "utter_changed",
        noted=wording.heading(slot),
        before=wording.in_words(slot, before),
        now=wording.in_words(slot, now),
    )


def _say_what_follows(
    said: Answers, before: Answers, tracker: Tracker, dispatcher: CollectingDispatcher
) -> None:
    path = memory.path(tracker)
    gone = [slot for slot in no_longer_asked(before, said) if before.get(slot) != SKIPPED]
    if gone:
        dispatcher.utter_message(response="utter_left_out", noted=_headings(gone))
    more = set(questions.asked({**before, **said}, path)) - set(questions.asked(before, path))
    if any(slot in questions.BY_NAME and slot not in memory.known(tracker) for slot in more):
        dispatcher.utter_message(response="utter_more_to_ask")
    if are_other_courses(tracker):
        dispatcher.utter_message(response="utter_other_courses")


def _lines(slots: Iterable[str], said: Answers) -> str:
    return "\n".join(f"{wording.heading(slot)}: {wording.in_words(slot, said[slot])}" for slot in slots)


def _headings(slots: Iterable[str]) -> str:
    return "\n".join(map(wording.heading, slots))


class AskDidYouMean(Action):
    """Offer the answer that was most likely meant."""

    def name(self) -> str:
        """Return the name by which Rasa asks for the slot."""
        return "action_ask_did_you_mean"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Ask it; where it answers another question than the open one, name that question."""
        offer = tracker.get_slot("offered")
        meant = wording.in_words(offer["slot"], offer["value"])
        if offer["slot"] != offer["asked"]:
            meant = f"{wording.heading(offer['slot'])}: {meant}"
        dispatcher.utter_message(response="utter_ask_did_you_mean", meant=meant)
        return []
