"""When something is wrong: the help message, what comes after it, and asking for a person."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.database import store
from bot import audit, safeguarding
from bot.people import Setting
from bot.reference.help_lines import help_book
from bot.safeguarding import Concern
from bot.store import StoreUnavailable


class ShowHelp(Action):
    """Stop the questions and show who can help; tell the safeguarding lead what the second net caught."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_show_help"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the fixed reply; "I have told …" only where an alert is in the database."""
        concern, setting = _concern(tracker), _setting(tracker)
        message = safeguarding.help_message(
            concern,
            help_book(),
            lead=setting.dsl if setting else None,
            told=_tell(tracker, concern, setting) if concern else None,
            out_of_hours=setting.out_of_hours if setting else None,
        )
        dispatcher.utter_message(json_message=message)
        amiss = memory.changed_slots(tracker, memory.NOTHING_AMISS)
        return [ActiveLoop(None), SlotSet("after_help", None), *amiss, FollowupAction("after_help_form")]


def _concern(tracker: Tracker) -> Concern | None:
    """Return what a net caught, or None where the learner only asked for help."""
    if memory.intent(tracker) != "safeguarding_concern":
        return None
    caught = tracker.latest_message.get("concern") or {"category": "unknown", "severity": "now"}
    return Concern(caught["category"], caught["severity"])


def _setting(tracker: Tracker) -> Setting | None:
    """Return the setting of the conversation, or None where it is not known or cannot be read."""
    try:
        with store().open() as s:
            conversation = s.conversations.get(tracker.sender_id)
            return s.people.setting(conversation.setting_code) if conversation else None
    except StoreUnavailable:
        return None


def _tell(tracker: Tracker, concern: Concern, setting: Setting | None) -> bool:
    """Raise an alert for what only the second net caught; return whether it is in the database.

    What the door caught has no words here: the door raised its alert, and says itself who was told.
    """
    words = memory.typed(tracker)
    if not words or setting is None:
        return False
    event = audit.Event(
        audit.LEARNER, "alert.raised", f"conversation:{tracker.sender_id}", {"category": concern.category}
    )
    try:
        with store().open() as s:
            s.alerts.raise_alert(setting.code, tracker.sender_id, concern, words, event)
    except StoreUnavailable:
        return False
    return True


class AfterHelp(Action):
    """Go on, call the adviser, or stop, as the learner chose."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_after_help"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return where to go."""
        chosen = tracker.get_slot("after_help")
        follow = {"stop": "action_stop", "talk_to_adviser": "action_talk_to_a_person"}
        return [SlotSet("after_help", None), FollowupAction(follow.get(chosen, "action_next_sitting"))]


class TalkToAPerson(Action):
    """Pass on that the learner wants to talk, and say so only once it is in the database."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_talk_to_a_person"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return to the question that is open, or else to the first that is left."""
        setting = _setting(tracker)
        if setting and self._ask(tracker, setting):
            dispatcher.utter_message(response="utter_talk_to_adviser_told", setting=setting.name)
        else:
            dispatcher.utter_message(response="utter_talk_to_adviser_not_told")
        return [] if memory.asked(tracker) else [FollowupAction("action_next_sitting")]

    def _ask(self, tracker: Tracker, setting: Setting) -> bool:
        """Return whether the request is in the database."""
        event = audit.Event(audit.LEARNER, "talk.asked", f"conversation:{tracker.sender_id}")
        try:
            with store().open() as s:
                s.alerts.ask_to_talk(setting.code, tracker.sender_id, event)
        except StoreUnavailable:
            return False
        return True
