"""The conversation's beginning, its return to a plan, its summary, its stops and its end."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.database import store
from actions.keeping import AGREED, TOO_YOUNG, change_plan, is_kept
from bot import plans, questions
from bot.plans import ExitPlan
from bot.reference import wording


class Hello(Action):
    """Say what this is, before any question; whether the learner can type depends on the setting."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_hello"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the slots that tell where we are."""
        with store().open() as s:
            conversation = s.conversations.get(tracker.sender_id)
            setting = s.people.setting(conversation.setting_code) if conversation else None
        free_text = bool(setting and setting.free_text_allowed)
        dispatcher.utter_message(response="utter_hello" if free_text else "utter_hello_no_typing")
        return [SlotSet("setting", setting.name if setting else None), SlotSet("free_text", free_text)]


class RestorePlan(Action):
    """Take up a plan again that a return code opened, where it was left."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_restore_plan"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the answers of the plan as slots, and go on."""
        with store().open() as s:
            plan = s.plans.of_conversation(tracker.sender_id)
            setting = s.people.setting(plan.setting_code) if plan else None
        if plan is None:
            return [FollowupAction("action_hello")]
        dispatcher.utter_message(response="utter_welcome_back")
        place = {"setting": setting.name, "free_text": setting.free_text_allowed} if setting else {}
        return [*memory.set_slots({**_slots(plan), **place}), FollowupAction("action_next_sitting")]


def _slots(plan: ExitPlan) -> dict[str, Any]:
    """Return a plan as the slots of a conversation; the steps on the way to it were all taken."""
    held = {"choices", *(questions.BY_NAME[name].section for name in plan.answers)}
    asked_about = held if plan.status is not plans.Status.DRAFT else set()
    shared = {
        questions.sharing_slot(section): value
        for section, value in plan.sharing.items()
        if value != plans.ONLY_ME or section in asked_about
    }
    return {
        "begin": "full",
        "keep_plan": AGREED,
        "words": {name: answer.words for name, answer in plan.answers.items() if answer.words},
        "options": {option.course_id: asdict(option) for option in plan.options},
        **plan.values,
        **shared,
    }


def say_summary(tracker: Tracker, dispatcher: CollectingDispatcher) -> None:
    """Say what was heard, a line for each answer, and how to change it."""
    lines = summary(memory.answers(tracker))
    if not lines:
        dispatcher.utter_message(response="utter_nothing_heard")
        return
    dispatcher.utter_message(response="utter_heard_intro")
    dispatcher.utter_message(json_message={"kind": "summary", "text": "\n".join(lines)})
    dispatcher.utter_message(response="utter_heard_change")


def summary(answers: dict[str, Any]) -> list[str]:
    """Return one line for each answer that says something: its heading and what was said."""
    return [
        f"{wording.heading(question.name)}: {wording.in_words(question.name, answers[question.name])}"
        for question in questions.QUESTIONS
        if answers.get(question.name) not in (None, questions.SKIPPED)
    ]


class Finish(Action):
    """Say that all is asked, and let the adviser have what was shared with them."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_finish"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Send the plan on if it is kept and shared; then say so."""
        dispatcher.utter_message(response=_all_done(tracker))
        return [ActiveLoop(None), SlotSet("requested_slot", None)]


def _all_done(tracker: Tracker) -> str:
    """Send the plan on; return what is then true to say of who can read it."""
    if memory.answers(tracker).get("year_group") == TOO_YOUNG:
        return "utter_all_done_too_young"
    if not is_kept(tracker):
        return "utter_all_done_not_kept"
    plan = change_plan(tracker, hand_over)
    return "utter_all_done_shared" if plans.shared_with_adviser(plan) else "utter_all_done_kept"


def hand_over(plan: ExitPlan) -> ExitPlan:
    """Return the plan with its adviser where something is shared with them, else with the learner alone."""
    verb = "send" if plans.shared_with_adviser(plan) else "take_back"
    return plans.move(plan, verb, plans.LEARNER) if plans.can_move(plan, verb, plans.LEARNER) else plan


class Stop(Action):
    """Stop here; what was kept stays."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say what is kept, and offer to carry on."""
        dispatcher.utter_message(
            response="utter_stopped_kept" if is_kept(tracker) else "utter_stopped_not_kept"
        )
        amiss = memory.changed_slots(tracker, memory.NOTHING_AMISS)
        return [ActiveLoop(None), SlotSet("carry_on", None), *amiss, FollowupAction("carry_on_form")]


class CarryOn(Action):
    """After a stop: go on, or leave it for later."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_carry_on"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return where to go."""
        if tracker.get_slot("carry_on") == "later":
            dispatcher.utter_message(response="utter_carry_on_later")
            return [ActiveLoop(None), SlotSet("carry_on", None)]
        return [SlotSet("carry_on", None), FollowupAction("action_next_sitting")]
