"""Reading a conversation back: its turns, its matches, its plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import audit, matching, plans
from bot.answers import Learner
from bot.conversations import Conversation, Turn
from bot.courses import Event
from bot.plans import Choice, ExitPlan, Gap
from bot.reference.jobs import jobs
from bot.reference.reasons import say_reason
from bot.reference.wording import say
from bot.store import Session
from bot.web.at_hand import at_hand
from bot.web.chat.locks import one_at_a_time
from bot.web.chat.turns import adviser_questions, current_turn
from bot.web.errors import Refusal


@dataclass(frozen=True, slots=True)
class Told:
    """What a learner told us, and which courses they turned down, with their reasons."""

    values: Mapping[str, Any]
    rejected: Mapping[str, str | None]


def transcript(conversation: Conversation) -> list[Turn]:
    """Return every turn, oldest first; what an adviser asked meanwhile is a turn of its own at the end."""
    with one_at_a_time(conversation.id), at_hand().store.open() as s:
        asked = adviser_questions(s, conversation.id)
        if asked:
            event = audit.Event(audit.SYSTEM, "conversation.asked", f"conversation:{conversation.id}")
            reply = {**current_turn(s, conversation.id), "messages": asked}
            s.conversations.add_turn(conversation.id, Turn(reply), event)
        return s.conversations.turns(conversation.id)


def matches(conversation: Conversation, limit: int, today: date) -> list[dict[str, Any]]:
    """Return the first matches, as the chat API shows them.

    Raises:
        EngineAway: no plan is kept, and the engine cannot say what it was told.
    """
    told = _told(conversation)
    learner = Learner.from_values(told.values)
    with at_hand().store.open() as s:
        found = matching.find(learner, s.catalogue, today, jobs(s.catalogue.jobs()), told.rejected)
        return [matching.as_dict(match, say_reason) for match in found[:limit]]


def plan_of(s: Session, conversation: Conversation) -> ExitPlan:
    """Return the plan that was kept of a conversation.

    Raises:
        Refusal: none was.
    """
    plan = s.plans.of_conversation(conversation.id)
    if plan is None:
        raise Refusal("no_plan")
    return plan


def plan_document(conversation: Conversation, today: date) -> dict[str, Any]:
    """Return the learner's own plan as ``plan.v1``.

    Raises:
        Refusal: none is kept.
    """
    with at_hand().store.open() as s:
        plan = plan_of(s, conversation)
        visits = [matching.event_as_dict(event, holder(s, event)) for event in saved_events(s, plan)]
        return plans.as_dict(plan, today, _gap, visits, _sources(s, plan, today))


def _sources(s: Session, plan: ExitPlan, today: date) -> Mapping[str, list[dict[str, Any]]]:
    found = s.catalogue.sources_of([option.course_id for option in plan.options], today)
    return {key: [matching.source_as_dict(each) for each in sources] for key, sources in found.items()}


def saved_events(s: Session, plan: ExitPlan) -> list[Event]:
    """Return the visits that go with the courses the learner kept, soonest first."""
    found = (s.catalogue.event(event_id) for event_id in plan.event_ids)
    return sorted((event for event in found if event), key=lambda event: (event.starts, event.id))


def holder(s: Session, event: Event) -> str:
    """Return the name of the place that holds an event."""
    provider = s.catalogue.provider(event.provider_id)
    return provider.name if provider else ""


def _told(conversation: Conversation) -> Told:
    """The kept plan knows best; before there is one, the dialogue engine does."""
    with at_hand().store.open() as s:
        plan = s.plans.of_conversation(conversation.id)
    if plan is not None:
        turned_down = [option for option in plan.options if option.choice is Choice.REJECTED]
        return Told(plan.values, {option.course_id: option.reason for option in turned_down})
    known = at_hand().engine.answers(conversation.id)
    return Told(known["answers"], known["rejected"])


def _gap(gap: Gap) -> str:
    return say("gaps", gap.code, **gap.values)
