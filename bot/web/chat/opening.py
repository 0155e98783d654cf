"""Starting a conversation, coming back to one, and forgetting one."""

from __future__ import annotations

from typing import Any

from bot import audit, plans, return_codes
from bot.conversations import Conversation, Turn, begin, digest, mint_token
from bot.plans import ExitPlan, Status
from bot.store import Session
from bot.web.at_hand import at_hand
from bot.web.chat.limits import check_code_tries, note_wrong_code
from bot.web.chat.locks import one_at_a_time
from bot.web.chat.turns import adviser_questions
from bot.web.engine import EngineAway, NotAnAnswer
from bot.web.errors import Refusal

OPENING_ID = "opening"


def start(setting_code: str | None, locale: str) -> tuple[str, dict[str, Any]]:
    """Return the token and the opening turn of a new conversation.

    Raises:
        Refusal: no such setting.
        EngineAway, StoreUnavailable: nothing was kept.
    """
    conversation = begin(setting_code or at_hand().settings.default_setting, locale)
    with at_hand().store.open() as s:
        if setting_code and s.people.setting(setting_code) is None:
            raise Refusal("unknown_setting")
        forgotten = s.conversations.purge(audit.now())
    if forgotten:
        at_hand().store.forget_pages()
    return _open(conversation, "start", None)


def come_back(typed: str) -> tuple[str, dict[str, Any]]:
    """Return a token and the turn with which a learner carries on with their plan.

    Raises:
        Refusal: the code opens nothing, or too many were tried.
    """
    plan = _plan_of_code(typed)
    return _open(begin(plan.setting_code), "return", plan)


def make_return_code(conversation: Conversation) -> str:
    """Return a new code for the plan of a conversation; an earlier one stops working.

    Raises:
        Refusal: no plan is kept.
    """
    code = return_codes.mint()
    with at_hand().store.open() as s:
        plan = s.plans.of_conversation(conversation.id)
        if plan is None:
            raise Refusal("nothing_kept")
        event = audit.Event(audit.LEARNER, "return_code.made", f"plan:{plan.reference}")
        s.plans.set_return_code(
            plan.reference, return_codes.digest(code, at_hand().settings.session_key), event
        )
    return code


def forget(conversation: Conversation) -> bool:
    """Forget a conversation and its plan for good, but for what the learner shared.

    Returns:
        Whether shared parts stay with the adviser.
    """
    with one_at_a_time(conversation.id):
        with at_hand().store.open() as s:
            plan = s.plans.of_conversation(conversation.id)
            stays = plan is not None and is_shared(plan)
            for conversation_id in _to_forget(s, conversation, plan, stays):
                event = audit.Event(audit.LEARNER, "conversation.deleted", f"conversation:{conversation_id}")
                s.conversations.delete(conversation_id, event)
            if plan:
                event = audit.Event(audit.LEARNER, "plan.deleted", f"plan:{plan.reference}")
                forget_plan = s.plans.keep_what_is_shared if stays else s.plans.delete
                forget_plan(plan.reference, event)
        at_hand().store.forget_pages()
    return stays


def is_shared(plan: ExitPlan) -> bool:
    """Return whether somebody else has this plan: it is theirs to keep too."""
    return plans.shared_with_adviser(plan) or plan.status is not Status.DRAFT


def _to_forget(s: Session, conversation: Conversation, plan: ExitPlan | None, stays: bool) -> set[str]:
    """With a plan goes every conversation that worked on it; a plan that stays keeps the others."""
    others = s.conversations.of_plan(plan.reference) if plan and not stays else []
    return {conversation.id, *others}


def _open(conversation: Conversation, event: str, plan: ExitPlan | None) -> tuple[str, dict[str, Any]]:
    """Keep the conversation, then let the engine speak first; without its turn nothing is kept."""
    token = mint_token()
    began = audit.Event(audit.LEARNER, f"conversation.{event}", f"conversation:{conversation.id}")
    with at_hand().store.open() as s:
        s.conversations.start(conversation, digest(token), began)
        if plan:
            s.plans.link(plan.reference, conversation.id)
    try:
        reply = at_hand().engine.send(conversation.id, {"message": OPENING_ID, "event": event})
    except (EngineAway, NotAnAnswer) as error:
        _take_back(conversation)
        raise EngineAway(event) from error
    return token, _keep_opening(conversation, reply, began)


def _keep_opening(conversation: Conversation, reply: dict[str, Any], event: audit.Event) -> dict[str, Any]:
    with at_hand().store.open() as s:
        asked = adviser_questions(s, conversation.id)
        headed = {**reply, "messages": [*asked, *reply["messages"]]}
        s.conversations.add_turn(conversation.id, Turn(headed), event)
    return headed


def _take_back(conversation: Conversation) -> None:
    event = audit.Event(audit.SYSTEM, "conversation.taken_back", f"conversation:{conversation.id}")
    with at_hand().store.open() as s:
        s.conversations.delete(conversation.id, event)


def _plan_of_code(typed: str) -> ExitPlan:
    """Return the plan that a code opens; a wrong one is remembered against whoever tried it."""
    with at_hand().store.open() as s:
        check_code_tries(s)
        code_digest = _digest_of(typed)
        plan = s.plans.by_return_code(code_digest)
        if plan is None:
            note_wrong_code(s, code_digest)
    if plan is None:
        raise Refusal("unknown_code")
    return plan


def _digest_of(typed: str) -> str:
    """What cannot be a code gets the same treatment as one that opens nothing."""
    key = at_hand().settings.session_key
    try:
        return return_codes.digest(typed, key)
    except return_codes.NotACode:
        return return_codes.digest_of_no_code(typed, key)
