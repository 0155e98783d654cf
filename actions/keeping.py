"""Keeping answers in the draft plan: nothing before the learner agrees, everything at once after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.database import store
from bot import audit, plans
from bot.answers import Answer
from bot.plans import ExitPlan, Option, StalePlan
from bot.store import Session

Change = Callable[[ExitPlan], ExitPlan]
AGREED = "agreed"
TOO_YOUNG = "year_8_or_below"


def is_kept(tracker: Tracker) -> bool:
    """Return whether the learner agreed that a plan is kept, and is not too young for it."""
    return may_keep(memory.answers(tracker))


def may_keep(answers: Mapping[str, Any]) -> bool:
    """Return whether these answers let us keep them."""
    return answers.get("keep_plan") == AGREED and answers.get("year_group") != TOO_YOUNG


def keep_changes(tracker: Tracker, said: Mapping[str, Any], dispatcher: CollectingDispatcher) -> None:
    """Keep what was just said, where the learner agreed; say so only after it is in the database.

    Raises:
        StoreUnavailable: nothing of it was kept.
    """
    asked = "keep_plan" in said
    if is_kept(tracker):
        news = memory.answers(tracker) if asked else said
        change_plan(tracker, _with_answers(memory.as_answers(news, memory.own_words(tracker))))
        if asked:
            dispatcher.utter_message(response="utter_plan_kept")
    elif asked or "year_group" in said:
        stays = forget_plan(tracker)
        if asked or stays:
            dispatcher.utter_message(response="utter_plan_stays_shared" if stays else "utter_plan_not_kept")


def forget_plan(tracker: Tracker) -> bool:
    """Delete the plan of a learner who no longer wants one kept, or may not have one.

    Returns:
        Whether it stays all the same, because parts of it are shared.

    Raises:
        StoreUnavailable: it is still there.
    """
    with store().open() as s:
        plan = s.plans.of_conversation(tracker.sender_id)
        if plan is None:
            return False
        if plans.shared_with_adviser(plan):
            return True
        s.plans.delete(plan.reference, _event("plan.deleted", plan))
    store().forget_pages()
    return False


def change_plan(tracker: Tracker, change: Change) -> ExitPlan:
    """Change the learner's plan in one transaction, making it first where there is none.

    Somebody else may have changed it in the meantime: then it is read and changed once more.

    Raises:
        StoreUnavailable: nothing of it was kept.
    """
    try:
        return _change_once(tracker, change)
    except StalePlan:
        return _change_once(tracker, change)


def _change_once(tracker: Tracker, change: Change) -> ExitPlan:
    with store().open() as s:
        plan = s.plans.of_conversation(tracker.sender_id) or _new_plan(s, tracker)
        changed = plans.after_learner_change(change(plan))
        return s.plans.save(changed, _event("plan.answered", plan))


def _new_plan(s: Session, tracker: Tracker) -> ExitPlan:
    """Start the plan with the courses that the learner already had a word on."""
    conversation = s.conversations.get(tracker.sender_id)
    plan = plans.draft(conversation.setting_code if conversation else "")
    for kept in memory.options(tracker).values():
        plan = plans.with_option(plan, option_from_slot(kept))
    return s.plans.create(plan, tracker.sender_id, _event("plan.created", plan))


def option_from_slot(kept: Mapping[str, Any]) -> Option:
    """Return an option as it travelled in a slot."""
    return Option(**{**kept, "choice": plans.Choice(kept["choice"]), "ask": tuple(kept["ask"])})


def _with_answers(said: Mapping[str, Answer | None]) -> Change:
    def change(plan: ExitPlan) -> ExitPlan:
        for slot, answer in said.items():
            plan = plans.with_answer(plan, slot, answer)
        return plan

    return change


def _event(action: str, plan: ExitPlan) -> audit.Event:
    return audit.Event(audit.LEARNER, action, f"plan:{plan.reference}")
