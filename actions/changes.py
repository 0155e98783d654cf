"""Going back, changing an answer, starting again: every other answer stays."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.hearing import doubtful, volunteered
from actions.sittings import IN_ORDER, form_of, next_form, slots_of
from actions.taking_in import take_in
from bot import answers, questions
from bot.reference import wording
from bot.reference.vocabulary import question_names

# What to say where a question is named that this learner is not asked: nothing is kept of who is too young.
NOT_ASKED_OF_THEM = {"keep_plan": "utter_year_8"}
# What somebody who starts again does not say again.
STAYS = ("setting", "free_text", "keep_plan", "reading_style")


def ask_once_more(slot: str, tracker: Tracker, dispatcher: CollectingDispatcher) -> list[dict[str, Any]]:
    """Ask for a slot again, saying what was answered before; until then the plan keeps that answer."""
    before = memory.known(tracker).get(slot)
    if before not in (None, questions.SKIPPED):
        dispatcher.utter_message(response="utter_before_you_said", earlier=wording.in_words(slot, before))
    return [
        SlotSet(slot, None),
        SlotSet("earlier", {**memory.earlier(tracker), slot: before or questions.SKIPPED}),
        *_ask(slot, _form_for(slot, tracker)),
    ]


def _form_for(slot: str, tracker: Tracker) -> str | None:
    """Return the sitting that asks for a slot, on the learner's path or off it."""
    known = memory.known(tracker)
    return form_of(slot, known, memory.path(tracker)) or form_of(slot, known, questions.Path.FULL)


def _ask(slot: str, form: str | None) -> list[dict[str, Any]]:
    return [
        *memory.set_slots({**memory.NOTHING_AMISS, "requested_slot": slot}),
        ActiveLoop(None),
        FollowupAction(form),
    ]


def _ask_what_to_change(tracker: Tracker, dispatcher: CollectingDispatcher) -> list[dict[str, Any]]:
    """Ask which answer they want to change, in whichever sitting they are."""
    form = next_form(memory.known(tracker), memory.path(tracker)) or IN_ORDER[-1]
    return _ask("heard_right", form)


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
        asked = memory.asked(tracker)
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
        if slot and _form_for(slot, tracker):
            return ask_once_more(slot, tracker, dispatcher)
        if slot in NOT_ASKED_OF_THEM:
            dispatcher.utter_message(response=NOT_ASKED_OF_THEM[slot])
            return []
        return _ask_what_to_change(tracker, dispatcher)


class TakeIn(Action):
    """Take in what is said when nothing is asked: an answer of another time, or a new one."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_take_in"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Note it and go on from there; what is only likely is offered."""
        finished = next_form(memory.answers(tracker), memory.path(tracker)) is None
        offer, heard = doubtful(tracker), volunteered(tracker)
        if not offer and not heard.answers:
            dispatcher.utter_message(response="utter_nothing_asked")
            return []
        events = take_in(heard, tracker, dispatcher) if heard.answers else []
        if offer:
            return [*events, *_offer(offer, tracker, dispatcher)]
        return [*events, FollowupAction("action_next_sitting" if finished else "carry_on_form")]


def _offer(
    offer: dict[str, Any], tracker: Tracker, dispatcher: CollectingDispatcher
) -> list[dict[str, Any]]:
    """Ask whether it is meant, as a way of asking that question once more."""
    again = ask_once_more(offer["slot"], tracker, dispatcher)
    offered = {**offer, "asked": offer["slot"]}
    return [*again, *memory.set_slots({"offered": offered, "requested_slot": questions.OFFER})]


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
        stays = {slot: tracker.get_slot(slot) for slot in STAYS}
        answered = {**memory.answers(tracker), **memory.earlier(tracker)}
        earlier = {slot: value for slot, value in answered.items() if slot not in questions.STEPS}
        return [
            AllSlotsReset(),
            *memory.set_slots({**stays, "earlier": earlier or None}),
            ActiveLoop(None),
            FollowupAction("begin_form"),
        ]
