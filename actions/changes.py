"""Going back, changing an answer, starting again: every other answer stays."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.sittings import IN_ORDER, form_of, slots_of
from bot import answers, questions
from bot.reference import wording
from bot.reference.vocabulary import question_names

# What to say where a question is named that this learner is not asked: nothing is kept of who is too young.
NOT_ASKED_OF_THEM = {"keep_plan": "utter_year_8"}


def ask_once_more(slot: str, tracker: Tracker, dispatcher: CollectingDispatcher) -> list[dict[str, Any]]:
    """Ask for a slot again, saying what was answered before; until then the plan keeps that answer."""
    known = memory.answers(tracker)
    form = form_of(slot, known, memory.path(tracker)) or form_of(slot, known, questions.Path.FULL)
    before = known.get(slot)
    if before not in (None, questions.SKIPPED):
        dispatcher.utter_message(response="utter_before_you_said", earlier=_in_words(slot, before))
    return [
        SlotSet(slot, None),
        SlotSet("earlier", {**memory.earlier(tracker), slot: before or questions.SKIPPED}),
        SlotSet("misses", None),
        SlotSet("misunderstood", None),
        SlotSet("requested_slot", slot),
        ActiveLoop(None),
        FollowupAction(form),
    ]


def _in_words(slot: str, value: Any) -> str:
    return ", ".join(wording.label(slot, part) for part in questions.as_list(value))


class GoBack(Action):
    """Ask the question before this one again."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_go_back"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the events that lead one question back."""
        before = self._before(tracker)
        if before is None:
            dispatcher.utter_message(response="utter_back_to_start_nothing_before")
            return []
        return ask_once_more(before, tracker, dispatcher)

    def _before(self, tracker: Tracker) -> str | None:
        """Return the last slot with an answer that comes before what is asked now."""
        known, path = memory.answers(tracker), memory.path(tracker)
        way = [slot for form in IN_ORDER for slot in slots_of(form, known, path)]
        asked = tracker.get_slot("requested_slot")
        behind = way[: way.index(asked)] if asked in way else way
        return next((slot for slot in reversed(behind) if slot in known), None)


class Change(Action):
    """Ask a question again that the learner names, from anywhere."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_change"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the events that lead to that question."""
        named = memory.entity(tracker, "question") or answers.question_named(
            memory.typed(tracker) or "", question_names()
        )
        slot = questions.sharing_slot("about_me") if named == "sharing" else named
        if slot is None or form_of(slot, memory.answers(tracker), questions.Path.FULL) is None:
            dispatcher.utter_message(response=NOT_ASKED_OF_THEM.get(slot or "", "utter_ask_what_to_change"))
            return []
        return ask_once_more(slot, tracker, dispatcher)


class StartAgain(Action):
    """Ask everything again, from the first question; a kept plan changes as new answers come."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_start_again"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the events that clear the way, and nothing of the plan."""
        dispatcher.utter_message(response="utter_start_again")
        stays = {slot: tracker.get_slot(slot) for slot in ("setting", "free_text", "keep_plan")}
        answered = {**memory.answers(tracker), **memory.earlier(tracker)}
        earlier = {slot: value for slot, value in answered.items() if slot not in questions.STEPS}
        return [
            AllSlotsReset(),
            *memory.set_slots({**stays, "earlier": earlier or None}),
            ActiveLoop(None),
            FollowupAction("begin_form"),
        ]
