"""What learners say besides answers: why, what is this, small talk, and what nobody understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.hearing import volunteered
from actions.taking_in import take_in

# What a learner asks for, and the style that answers are in from then on.
READING_STYLES = {"easy_read": "easy", "usual_words": "standard"}


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
        """Say the short answer, and take in what was said beside it; the open question comes again."""
        dispatcher.utter_message(response=f"utter_{memory.intent(tracker)}")
        heard = volunteered(tracker)
        return take_in(heard, tracker, dispatcher) if heard.answers else []


class ChangeWords(Action):
    """Answer in easier words from now on, or in the usual ones again."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_change_words"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say so, and how to change it back; the question that was open is asked again after."""
        wanted = memory.intent(tracker)
        dispatcher.utter_message(response=f"utter_{wanted}")
        return [SlotSet("reading_style", READING_STYLES[wanted])]


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
