"""What learners say besides answers: why, what is this, small talk, and what nobody understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory


class Why(Action):
    """Say why the question is asked; it is asked again after."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_why"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say why, or what this is all for when nothing is asked."""
        asked = tracker.get_slot("requested_slot")
        dispatcher.utter_message(response=f"utter_why_{asked}" if asked else "utter_tell_me_more")
        return []


class AnswerTopic(Action):
    """Answer what the learner asked about, or small talk, in the words that go with its intent."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_answer_topic"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the short answer; the question that was open is asked again after."""
        dispatcher.utter_message(response=f"utter_{memory.intent(tracker)}")
        return []


class NotUnderstood(Action):
    """Say so, where nothing is asked that could be asked again."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_not_understood"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say what can be done instead."""
        dispatcher.utter_message(response="utter_out_of_scope")
        return []
