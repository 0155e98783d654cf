"""The sittings: which questions each one asks, and where the conversation goes after it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.courses import show_matches
from actions.hearing import hear
from actions.keeping import TOO_YOUNG, keep_changes, may_keep
from bot import questions
from bot.questions import Path

Answers = Mapping[str, Any]
NOTHING: Answers = MappingProxyType({})


def _begin(_answers: Answers, _path: Path) -> list[str]:
    return ["begin"]


def _about_me(answers: Answers, path: Path) -> list[str]:
    summary = ["heard_right"] if path is Path.FULL else []
    return questions.sitting(1, answers, path) + summary


def _what_helps(answers: Answers, path: Path) -> list[str]:
    # Nothing is kept of a child who is younger than the service is for.
    agreement = [] if answers.get("year_group") == TOO_YOUNG else ["keep_plan"]
    return agreement + questions.sitting(2, answers, path)


def _next_steps(answers: Answers, path: Path) -> list[str]:
    slots = questions.sitting(3, answers, path)
    if may_keep(answers):
        return slots
    return [slot for slot in slots if not questions.section_of_slot(slot)]  # no plan, nothing to share


SITTINGS: Mapping[str, Callable[[Answers, Path], list[str]]] = {
    "begin_form": _begin,
    "about_me_form": _about_me,
    "what_helps_form": _what_helps,
    "next_steps_form": _next_steps,
    "after_help_form": lambda _answers, _path: ["after_help"],
    "carry_on_form": lambda _answers, _path: ["carry_on"],
}
IN_ORDER = ("begin_form", "about_me_form", "what_helps_form", "next_steps_form")
BEFORE_MATCHES = ("what_helps_form", "next_steps_form")


def slots_of(form: str, answers: Answers, path: Path) -> list[str]:
    """Return the slots that one sitting fills, in order, given the answers so far."""
    return SITTINGS[form](answers, path)


def form_of(slot: str, answers: Answers, path: Path) -> str | None:
    """Return the sitting that asks for a slot, or None where nothing asks for it now."""
    return next((form for form in IN_ORDER if slot in slots_of(form, answers, path)), None)


def next_slot(
    form: str, answers: Answers, path: Path, revisited: Answers = NOTHING, asked: str | None = None
) -> str | None:
    """Return what to ask next.

    What is asked stays until it has an answer, on the learner's path or not; then what they went back to,
    then the first without an answer.
    """
    if asked in slots_of(form, answers, Path.FULL) and answers.get(asked) is None:
        return asked
    missing = [slot for slot in slots_of(form, answers, path) if answers.get(slot) is None]
    return next((slot for slot in missing if slot in revisited), None) or next(iter(missing), None)


def next_form(answers: Answers, path: Path) -> str | None:
    """Return the first sitting with something left to ask, or None when all is asked."""
    return next((form for form in IN_ORDER if next_slot(form, answers, path)), None)


class ValidateSitting(Action, ABC):
    """Take in the answer to what a sitting asked, keep it, and choose what it asks next."""

    @property
    @abstractmethod
    def form(self) -> str:
        """Return the form that this action validates."""

    def name(self) -> str:
        """Return the name by which Rasa validates this form."""
        return f"validate_{self.form}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the slots that were filled, and the one to ask for."""
        heard = hear(tracker, domain, self.form)
        for response in heard.says:
            dispatcher.utter_message(response=response)
        if heard.answers:
            beside = memory.changed_slots(tracker, heard.slots)
        else:
            beside = memory.set_slots(heard.slots)  # Rasa takes no event at all for "not for this form"
        events = [*memory.set_slots(heard.answers), *beside]
        tracker.add_slots(events)
        if heard.answers:
            keep_changes(tracker, heard.answers, dispatcher)
        return [*events, SlotSet("requested_slot", self._next(tracker))]

    def _next(self, tracker: Tracker) -> str | None:
        known, asked = memory.answers(tracker), tracker.get_slot("requested_slot")
        return next_slot(self.form, known, memory.path(tracker), memory.earlier(tracker), asked)


class ValidateBeginForm(ValidateSitting):
    """How much the learner wants to do."""

    form = "begin_form"


class ValidateAboutMeForm(ValidateSitting):
    """Sitting 1: about me."""

    form = "about_me_form"


class ValidateWhatHelpsForm(ValidateSitting):
    """Sitting 2: what helps."""

    form = "what_helps_form"


class ValidateNextStepsForm(ValidateSitting):
    """Sitting 3: next steps."""

    form = "next_steps_form"


class ValidateAfterHelpForm(ValidateSitting):
    """What the learner wants after the help message."""

    form = "after_help_form"


class ValidateCarryOnForm(ValidateSitting):
    """Whether the learner wants to carry on after a stop."""

    form = "carry_on_form"


class NextSitting(Action):
    """Go to the first sitting with something left to ask, showing matches on the way in."""

    def name(self) -> str:
        """Return the name that the rules use."""
        return "action_next_sitting"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the event that starts the next sitting, or the end."""
        answers, path = memory.answers(tracker), memory.path(tracker)
        form = next_form(answers, path)
        if form is None:
            return [FollowupAction("action_finish")]
        if form in BEFORE_MATCHES and not any(slot in answers for slot in slots_of(form, answers, path)):
            show_matches(dispatcher, tracker)
        return [ActiveLoop(None), FollowupAction(form)]
