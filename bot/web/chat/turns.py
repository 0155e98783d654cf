"""One turn: what a learner said, answered once, kept, and never lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import audit
from bot.conversations import Conversation, Turn
from bot.people import Setting
from bot.safeguarding import Concern
from bot.store import Session, StoreUnavailable
from bot.store.conversations import AlreadyAnswered
from bot.web.at_hand import at_hand
from bot.web.chat import safety, shown
from bot.web.chat.choices import check_choices
from bot.web.chat.door import HELP_NOW, Message
from bot.web.chat.limits import check_message_rate
from bot.web.chat.locks import one_at_a_time
from bot.web.engine import EngineAway, NotAnAnswer
from bot.web.errors import Refusal

Reply = dict[str, Any]
NOTHING_ASKED: Reply = {"messages": [], "question": None, "progress": None}


def answer(conversation: Conversation, message: Message) -> Reply:
    """Return the turn that answers a message; the same message id again returns the same turn.

    Raises:
        Refusal: not acceptable here and now.
        EngineAway, StoreUnavailable: nothing was kept; the same message may be sent again.
    """
    if message.command == HELP_NOW:
        return _help_now(conversation)
    with one_at_a_time(conversation.id):
        with at_hand().store.open() as s:
            answered = s.conversations.turn_of(conversation.id, message.id)
            current = current_turn(s, conversation.id)
            setting = s.people.setting(conversation.setting_code)
        if answered:
            return dict(answered.reply)
        found = safety.look(message.free_words)
        if found.concern:
            return _answer_concern(conversation, message, found.concern, setting, current)
        check_message_rate(conversation.id)
        _check_acceptable(message, setting, current)
        try:
            return _answer(conversation, message, setting, current)
        except EngineAway:  # the second net could not look: what only may be a worry is taken for one
            if found.hint is None:
                raise
            return _answer_concern(conversation, message, found.hint, setting, current)


def answer_without_store(message: Message) -> Reply:
    """Return help for a concern when the database cannot even say whose conversation it is.

    Raises:
        StoreUnavailable: there is no concern, so it can wait.
    """
    found = safety.look(message.free_words)
    concern = found.concern or found.hint
    if concern is None:
        raise StoreUnavailable("database")
    return {**NOTHING_ASKED, "messages": [safety.help_for_concern(concern, None, told=False)]}


def current_turn(s: Session, conversation_id: str) -> Reply:
    """Return the turn that the learner is looking at."""
    latest = s.conversations.latest_turn(conversation_id)
    return dict(latest.reply) if latest else NOTHING_ASKED


def adviser_questions(s: Session, conversation_id: str) -> list[dict[str, Any]]:
    """Return what an adviser asked since, as messages, and note that the learner sees it now."""
    plan = s.plans.of_conversation(conversation_id)
    if plan is None:
        return []
    unseen = [asked for asked in plan.comments if asked.kind == "question" and not asked.seen_at]
    if unseen:
        event = audit.Event(audit.LEARNER, "comment.seen", f"plan:{plan.reference}")
        s.plans.mark_seen(plan.reference, [asked.id for asked in unseen if asked.id is not None], event)
    return [{"kind": "say", "text": shown.adviser_question(asked)} for asked in unseen]


def _help_now(conversation: Conversation) -> Reply:
    """Show who can help and ask the same question again; nothing is recorded."""
    with at_hand().store.open() as s:
        current = current_turn(s, conversation.id)
    return {**current, "messages": [safety.help_on_request()]}


def _check_acceptable(message: Message, setting: Setting | None, current: Reply) -> None:
    if message.free_words and not (setting and setting.free_text_allowed):
        raise Refusal("buttons_only")
    message.check_length()
    if message.choices:
        check_choices(message.choices, current["question"])


def _answer(conversation: Conversation, message: Message, setting: Setting | None, current: Reply) -> Reply:
    # The engine looks for worries in what is said to it; a reason is only carried along.
    if message.free_words and not message.text and (concern := safety.look_twice(message.free_words)):
        return _answer_concern(conversation, message, concern, setting, current)
    try:
        reply = at_hand().engine.send(conversation.id, message.for_engine())
    except NotAnAnswer:
        raise Refusal("unknown_choice") from None
    if _second_net_caught(reply):
        return _keep(conversation, Turn(reply, message.id))
    said, how = shown.what_was_said(message, current["question"])
    return _keep(conversation, Turn(reply, message.id, said, how))


def _second_net_caught(reply: Reply) -> bool:
    """The engine looks for concerns too; where it answers with help, the words are not for keeping."""
    return any(message.get("kind") == "help" for message in reply["messages"])


def _answer_concern(
    conversation: Conversation, message: Message, concern: Concern, setting: Setting | None, current: Reply
) -> Reply:
    """Raise the alert, show help whatever happens, and keep nothing of the words anywhere else."""
    told = safety.raise_alert(conversation, concern, message.free_words or "")
    helping = safety.help_for_concern(concern, setting, told)
    turn = Turn(_after_concern(conversation, message.id, helping, current), message.id)
    try:
        return _keep(conversation, turn)
    except StoreUnavailable:
        return dict(turn.reply)


def _after_concern(
    conversation: Conversation, message_id: str, helping: dict[str, Any], current: Reply
) -> Reply:
    """Let the engine go on from a concern, but say ourselves who was told: only we know."""
    try:
        reply = at_hand().engine.send(conversation.id, {"message": message_id, "event": "concern"})
    except (EngineAway, NotAnAnswer):
        return {**current, "messages": [helping]}
    others = [said for said in reply["messages"] if said.get("kind") != "help"]
    return {**reply, "messages": [helping, *others]}


def _keep(conversation: Conversation, turn: Turn) -> Reply:
    """Store a turn, with what an adviser asked at its head; one that was stored meanwhile wins."""
    question = turn.reply["question"]
    event = audit.Event(
        audit.LEARNER,
        "conversation.answered",
        f"conversation:{conversation.id}",
        {"next": str(question["name"])} if question else {},
    )
    try:
        with at_hand().store.open() as s:
            asked = adviser_questions(s, conversation.id)
            kept = Turn(_headed(turn.reply, asked), turn.message_id, turn.said, turn.how)
            s.conversations.add_turn(conversation.id, kept, event)
    except AlreadyAnswered:
        return _stored(conversation, turn)
    return dict(kept.reply)


def _headed(reply: Mapping[str, Any], asked: list[dict[str, Any]]) -> Reply:
    return {**reply, "messages": [*asked, *reply["messages"]]}


def _stored(conversation: Conversation, turn: Turn) -> Reply:
    with at_hand().store.open() as s:
        stored = s.conversations.turn_of(conversation.id, turn.message_id or "")
    if stored is None:  # the conversation was deleted while it was answered
        raise Refusal("no_token")
    return dict(stored.reply)
