"""The learner's own plan: read it, answer the adviser, come back later, delete everything."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from bot import audit
from bot.answers import MAX_WORDS
from bot.conversations import Conversation
from bot.people import Setting
from bot.safeguarding import Concern
from bot.store import Session
from bot.web.at_hand import at_hand
from bot.web.chat import opening, reading, safety, turns
from bot.web.chat.events import answer_with
from bot.web.chat.page import MOST_BYTES, refused
from bot.web.chat.tokens import conversation_of
from bot.web.chat.words import clean
from bot.web.engine import EngineAway
from bot.web.errors import Refusal
from bot.web.plan.view import MyPlan

blueprint = Blueprint("plan", __name__, url_prefix="/chat/plan")
blueprint.register_error_handler(Refusal, refused)


@blueprint.before_request
def _limit_size() -> None:
    request.max_content_length = MOST_BYTES


@blueprint.post("")
def show() -> Response:
    """Show the plan; the adviser's questions on it count as seen."""
    conversation = _conversation()
    with at_hand().store.open() as s:
        turns.adviser_questions(s, conversation.id)
    return _page(conversation)


@blueprint.post("/reply")
def reply() -> Response:
    """Answer an adviser's question; the words pass both safety nets first."""
    conversation = _conversation()
    typed = request.form.get("text", "")
    try:
        words = clean(typed)
        concern = safety.look_twice(words)
        if concern:
            return _page(conversation, helping=_help(conversation, concern, words))
        _keep_reply(conversation, words)
    except EngineAway:
        return _page(conversation, Refusal("not_available"), typed=typed, replying=_comment_id())
    except Refusal as refusal:
        return _page(conversation, refusal, typed=typed, replying=_comment_id())
    return _page(conversation)


@blueprint.post("/code")
def code() -> Response:
    """Show a new return code, once."""
    conversation = _conversation()
    return _page(conversation, code=opening.make_return_code(conversation))


@blueprint.post("/calendar")
def calendar() -> Response:
    """Return every saved visit that is still to come as one file for a calendar; also those that are off."""
    conversation = _conversation()
    with at_hand().store.open() as s:
        saved = reading.saved_events(s, reading.plan_of(s, conversation))
        coming = [event for event in saved if event.ends.date() >= date.today()]
        return answer_with(coming, s, "my-visits.ics")


@blueprint.post("/delete")
def delete() -> Response:
    """Ask whether they are sure; then forget everything."""
    conversation = _conversation()
    if request.form.get("sure") != "yes":
        return make_response(
            render_template("plan/delete.html", token=request.form["token"], stays=_would_stay(conversation))
        )
    return make_response(render_template("plan/deleted.html", stays=opening.forget(conversation)))


def _conversation() -> Conversation:
    return conversation_of(request.form.get("token", ""))


def _page(conversation: Conversation, refusal: Refusal | None = None, **more: Any) -> Response:
    with at_hand().store.open() as s:
        setting = s.people.setting(conversation.setting_code)
    mine = MyPlan(
        request.form["token"],
        _document(conversation),
        can_type=_can_type(setting),
        problem=refusal.message if refusal else None,
        **more,
    )
    response = make_response(render_template("plan/plan.html", mine=mine))
    response.status_code = refusal.status if refusal else 200
    return response


def _document(conversation: Conversation) -> dict[str, Any] | None:
    try:
        return reading.plan_document(conversation, date.today())
    except Refusal:
        return None


def _can_type(setting: Setting | None) -> bool:
    return setting is not None and setting.free_text_allowed


def _help(conversation: Conversation, concern: Concern, words: str) -> str:
    """Raise the alert and return the help message's text; the reply is kept nowhere else."""
    told = safety.raise_alert(conversation, concern, words)
    with at_hand().store.open() as s:
        setting = s.people.setting(conversation.setting_code)
    return str(safety.help_for_concern(concern, setting, told)["text"])


def _keep_reply(conversation: Conversation, words: str) -> None:
    if len(words) > MAX_WORDS:
        raise Refusal("too_long")
    with at_hand().store.open() as s:
        if not _can_type(s.people.setting(conversation.setting_code)):
            raise Refusal("buttons_only")
        plan = reading.plan_of(s, conversation)
        comment_id = _comment_id()
        if comment_id not in {comment.id for comment in plan.comments if comment.kind == "question"}:
            raise Refusal("not_found")
        event = audit.Event(audit.LEARNER, "comment.replied", f"plan:{plan.reference}")
        s.plans.reply(plan.reference, comment_id, words, event)


def _comment_id() -> int:
    typed = request.form.get("comment", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004


def _would_stay(conversation: Conversation) -> bool:
    with at_hand().store.open() as s:
        return _stays(s, conversation)


def _stays(s: Session, conversation: Conversation) -> bool:
    plan = s.plans.of_conversation(conversation.id)
    return plan is not None and opening.is_shared(plan)
