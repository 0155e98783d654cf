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
from actions.hearing import IN_BETWEEN, NOTHING_HEARD, Heard, hear
from actions.keeping import TOO_YOUNG, may_keep
from actions.plan import say_summary
from actions.taking_in import take_in
from bot import questions
from bot.questions import Path

Answers = Mapping[str, Any]
NOTHING: Answers = MappingProxyType({})


def _begin(_answers: Answers, _path: Path) -> list[str]:
    return ["begin"]


def _about_me(answers: Answers, path: Path) -> list[str]:
    return questions.sitting(1, answers, path)


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
MATCHES_BEFORE = ("what_helps_form", "next_steps_form")
SUMMARY_BEFORE = "what_helps_form"


def slots_of(form: str, answers: Answers, path: Path) -> list[str]:
    """Return the slots that one sitting fills, in order, given the answers so far."""
    return SITTINGS[form](answers, path)


def form_of(slot: str, answers: Answers, path: Path) -> str | None:
    """Return the sitting that asks for a slot, or None where nothing asks for it now."""
    if questions.section_of_slot(slot) and may_keep(answers):
        return IN_ORDER[-1]  # also of a section that is still empty, where they ask to change who sees it
    return next((form for form in IN_ORDER if slot in slots_of(form, answers, path)), None)


def next_slot(
    form: str, answers: Answers, path: Path, revisited: Answers = NOTHING, asked: str | None = None
) -> str | None:
    """Return what to ask next.

    What is asked stays until it has an answer, on the learner's path or not; then what they went back to,
    then the first without an answer.
    """
    if asked and _asks(form, asked, answers) and answers.get(asked) is None:
        return asked
    missing = [slot for slot in slots_of(form, answers, path) if answers.get(slot) is None]
    return next((slot for slot in missing if slot in revisited), None) or next(iter(missing), None)


def _asks(form: str, slot: str, answers: Answers) -> bool:
    return slot in slots_of(form, answers, Path.FULL) or form == form_of(slot, answers, Path.FULL)


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
        asked = memory.asked(tracker)
        heard = hear(tracker, domain, self.form)
        events = take_in(heard, tracker, dispatcher)
        return [*events, SlotSet("requested_slot", self._next(tracker, heard, asked))]

    def _next(self, tracker: Tracker, heard: Heard, asked: str | None) -> str | None:
        """Return what is asked next; what is asked in between stays until something is heard."""
        requested = tracker.get_slot("requested_slot")
        if heard is NOTHING_HEARD and requested in IN_BETWEEN:
            return requested
        known, path = memory.answers(tracker), memory.path(tracker)
        return heard.asks or next_slot(self.form, known, path, memory.earlier(tracker), asked)


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
        events = _on_the_way_into(form, tracker, dispatcher) if _is_new(form, tracker) else []
        return [*events, ActiveLoop(None), FollowupAction(form)]


def _is_new(form: str, tracker: Tracker) -> bool:
    """Return whether the learner comes into a sitting, or back to whether a plan is kept."""
    answers, path = memory.answers(tracker), memory.path(tracker)
    to_agree = "keep_plan" in slots_of(form, answers, path)
    entered = "keep_plan" in answers if to_agree else form in (tracker.get_slot("entered") or ())
    return not entered and not memory.asked(tracker)


def _on_the_way_into(
    form: str, tracker: Tracker, dispatcher: CollectingDispatcher
) -> list[dict[str, Any]]:
    """Say what was heard before it is asked whether to keep it, and show matches."""
    if form == SUMMARY_BEFORE:
        say_summary(tracker, dispatcher)
    shown = show_matches(dispatcher, tracker) if form in MATCHES_BEFORE else []
    return [*shown, SlotSet("entered", [*(tracker.get_slot("entered") or ()), form])]
