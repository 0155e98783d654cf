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
        concern, setting, told = self._tell(tracker)
        message = safeguarding.help_message(
            concern,
            help_book(),
            lead=setting.dsl if setting else None,
            told=told,
            out_of_hours=setting.out_of_hours if setting else None,
        )
        dispatcher.utter_message(json_message=message)
        return [ActiveLoop(None), SlotSet("after_help", None), FollowupAction("after_help_form")]

    def _tell(self, tracker: Tracker) -> tuple[Concern | None, Setting | None, bool | None]:
        """Return the concern, the setting, and whether its lead was told (None: nobody to tell, or no concern)."""
        concern = _concern(tracker)
        try:
            with store().open() as s:
                conversation = s.conversations.get(tracker.sender_id)
                setting = s.people.setting(conversation.setting_code) if conversation else None
                words = memory.typed(tracker)
                if concern and words and setting:
                    event = audit.Event(audit.SYSTEM, "alert.raised", f"conversation:{tracker.sender_id}")
                    s.alerts.raise_alert(setting.code, tracker.sender_id, concern, words, event)
        except StoreUnavailable:
            return concern, None, False
        return concern, setting, _was_told(tracker, concern, words)


def _concern(tracker: Tracker) -> Concern | None:
    """Return what a net caught, or None where the learner only asked for help."""
    carried = (tracker.latest_message.get("metadata") or {}).get("concern") or tracker.latest_message.get(
        "concern"
    )
    if carried:
        return Concern(carried["category"], carried["severity"])
    return Concern("unknown", "now") if memory.intent(tracker) == "safeguarding_concern" else None


def _was_told(tracker: Tracker, concern: Concern | None, words: str | None) -> bool | None:
    """The door says in the metadata whether its alert was committed; ours was, if we came this far."""
    if concern is None:
        return None
    return True if words else bool((tracker.latest_message.get("metadata") or {}).get("told"))


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
        """Return to the questions after."""
        setting = self._ask(tracker)
        if setting:
            dispatcher.utter_message(response="utter_talk_to_adviser_told", setting=setting)
        else:
            dispatcher.utter_message(response="utter_talk_to_adviser_not_told")
        return [FollowupAction("action_next_sitting")]

    def _ask(self, tracker: Tracker) -> str | None:
        """Return the name of the setting that was asked, or None where it could not be."""
        event = audit.Event(audit.LEARNER, "talk.asked", f"conversation:{tracker.sender_id}")
        try:
            with store().open() as s:
                conversation = s.conversations.get(tracker.sender_id)
                setting = s.people.setting(conversation.setting_code) if conversation else None
                if setting:
                    s.alerts.ask_to_talk(setting.code, tracker.sender_id, event)
        except StoreUnavailable:
            return None
        return setting.name if setting else None
