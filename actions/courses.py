"""Courses and events for this learner: shown with reasons, kept or turned down."""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.database import store
from actions.keeping import change_plan, is_kept
from bot import matching, plans
from bot.matching import Bearing, Match
from bot.plans import Choice, Option
from bot.reference.jobs import jobs
from bot.reference.reasons import say_reason

SHOWN = 3


def find(tracker: Tracker) -> list[Match]:
    """Return the best matches for what the learner told us, best first."""
    with store().open() as s:
        known = jobs(s.catalogue.jobs())
        return matching.find(memory.learner(tracker), s.catalogue, memory.today(), known, rejected(tracker))


def rejected(tracker: Tracker) -> dict[str, str | None]:
    """Return the courses the learner turned down, with the reason they gave."""
    return {
        course_id: option["reason"]
        for course_id, option in memory.options(tracker).items()
        if option["choice"] == Choice.REJECTED
    }


def show_matches(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[dict[str, Any]]:
    """Say the first matches, each with its reasons and its next event; return what notes which they were."""
    matches = find(tracker)[:SHOWN]
    dispatcher.utter_message(response="utter_matches_intro" if matches else "utter_no_matches")
    for match in matches:
        shown = matching.as_dict(match, say_reason)
        dispatcher.utter_message(json_message={"kind": "match", "text": shown["title"], "match": shown})
    return [SlotSet("shown", [match.candidate.course.id for match in matches])]


def are_other_courses(tracker: Tracker) -> bool:
    """Return whether courses were shown, and others would be now."""
    shown = tracker.get_slot("shown")
    return shown is not None and shown != [match.candidate.course.id for match in find(tracker)[:SHOWN]]


class ShowMatches(Action):
    """Show matches when the learner asks for them."""

    def __init__(self) -> None:
        """Read the list of jobs when the action server starts, so that no learner waits for it.

        All that is there by then stays: the collector would else walk it again and again, 50 ms each time.
        """
        jobs()
        gc.freeze()

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_show_matches"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the matches; the question that was open is asked again after."""
        return show_matches(dispatcher, tracker)


class ChooseOption(Action, ABC):
    """Note what the learner makes of one course: a word on it, and the plan where one is kept."""

    choice = Choice.CONSIDERING

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Keep the option; say "kept" only once it is."""
        option = self._option(tracker)
        if option is None:
            dispatcher.utter_message(response="utter_unknown_course")
            return []
        if is_kept(tracker):
            change_plan(tracker, lambda plan: plans.with_option(plan, option))
        dispatcher.utter_message(response=self._response(tracker, option), course=option.title)
        return [SlotSet("options", {**memory.options(tracker), option.course_id: asdict(option)})]

    def _option(self, tracker: Tracker) -> Option | None:
        course_id = memory.entity(tracker, "course")
        with store().open() as s:
            candidate = s.catalogue.candidate(course_id, memory.today()) if course_id else None
            home = s.catalogue.place(memory.learner(tracker).home_area or "")
            known = jobs(s.catalogue.jobs())
        if candidate is None:
            return None
        match = matching.judge(memory.learner(tracker), candidate, memory.today(), home, known)
        return Option(
            course_id=candidate.course.id,
            title=candidate.course.title,
            provider=candidate.provider.name,
            choice=self.choice,
            reason=memory.entity(tracker, "reason"),
            ask=tuple(matching.words(match, Bearing.ASK, say_reason)),
            distance_km=match.distance_km,
            provider_id=candidate.provider.id,
            event_id=match.next_event.id if match.next_event else None,
        )

    @abstractmethod
    def _response(self, tracker: Tracker, option: Option) -> str:
        """Return what to say once it is noted."""


class SaveOption(ChooseOption):
    """Keep a course among the options."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_save_option"

    def _response(self, tracker: Tracker, option: Option) -> str:
        if not is_kept(tracker):
            return "utter_option_noted"
        return "utter_saved_option_and_visit" if option.event_id else "utter_saved_option"


class RejectOption(ChooseOption):
    """Turn a course down, with the learner's reason."""

    choice = Choice.REJECTED

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_reject_option"

    def _response(self, tracker: Tracker, option: Option) -> str:
        return "utter_rejected_option"
