"""The chat as a page: plain forms that work without JavaScript and without cookies."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from bot.conversations import Conversation, Turn
from bot.reference.help_lines import help_book
from bot.store import StoreUnavailable
from bot.web.at_hand import at_hand
from bot.web.chat import opening, reading, turns, view
from bot.web.chat.door import HELP_NOW, REASONS, Message
from bot.web.chat.form import Form, is_stale, read_form
from bot.web.chat.limits import check_new_conversations
from bot.web.chat.tokens import conversation_of
from bot.web.engine import EngineAway
from bot.web.errors import Refusal, respond

blueprint = Blueprint("chat", __name__)

MOST_BYTES = 32 * 1024  # a thousand letters, each sent as twelve
PART = "X-Onward-Part"  # set by our script: it wants the new turn, not the whole page
LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation on the page, and whether something could not be done."""

    token: str
    turns: list[Turn]
    asking: view.Asking
    status: int = 200


@blueprint.before_request
def _limit_size() -> None:
    request.max_content_length = MOST_BYTES


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(view.FOR_TEMPLATES, reasons=REASONS)


@blueprint.get("/")
def home() -> AnyResponse:
    """Send everybody to the chat."""
    return redirect(url_for("chat.first_page"))


@blueprint.get("/chat")
def first_page() -> str:
    """Say what this is; nothing begins before the learner says so."""
    return render_template("chat/start.html", setting=request.args.get("setting", "")[:64])


@blueprint.get("/help")
def help_page() -> str:
    """Show who can help: fixed words that need no conversation and no database."""
    book = help_book()
    return render_template("chat/help.html", lines=book.lines_for(None), word=book.words)


@blueprint.post("/chat/start")
def start() -> Response:
    """Begin a conversation."""
    check_new_conversations()
    token, _ = opening.start(request.form.get("setting") or None, "en-GB")
    return _page(_shown(conversation_of(token), token))


@blueprint.post("/chat/return")
def come_back() -> Response:
    """Carry on with the plan that a code opens."""
    code = request.form.get("code", "")
    try:
        token, _ = opening.come_back(code[:LONGEST_CODE])
    except Refusal as refusal:
        again = make_response(render_template("chat/start.html", setting="", problem=refusal.message))
        again.status_code = refusal.status
        return again
    return _page(_shown(conversation_of(token), token))


@blueprint.post("/chat")
def carry_on() -> Response:
    """Show the conversation again, after a reload or another page."""
    token = request.form.get("token", "")
    return _page(_shown(conversation_of(token), token))


@blueprint.post("/chat/say")
def say() -> Response:
    """Answer what was said with a form; what cannot be done is said there, and nothing typed is lost."""
    token = _form().get("token", "")
    conversation = conversation_of(token)
    try:
        message = read_form(_form())
        _check_fresh(conversation)
        reply = turns.answer(conversation, message)
    except Refusal as refusal:
        return _problem(conversation, token, refusal)
    except (EngineAway, StoreUnavailable):
        return _problem(conversation, token, Refusal("not_available"))
    if request.headers.get(PART):
        return _part(conversation, token, message, reply)
    passing = [Turn(reply)] if message.command == HELP_NOW else []
    return _page(_shown(conversation, token, passing=passing))


@blueprint.errorhandler(Refusal)
def refused(refusal: Refusal) -> Response:
    """A conversation that has ended has a page of its own, which lets the browser forget it."""
    if refusal.code != "no_token":
        return respond(refusal)
    ended = make_response(render_template("chat/ended.html"))
    ended.status_code = refusal.status
    return ended


def _form() -> Form:
    try:
        return request.form
    except RequestEntityTooLarge:
        raise Refusal("too_large") from None


def _check_fresh(conversation: Conversation) -> None:
    """A page that was left open in another tab answers a question that has gone.

    Raises:
        Refusal: it does, unless it is the very message that was answered already.
    """
    message_id = read_form(_form()).id
    with at_hand().store.open() as s:
        current = turns.current_turn(s, conversation.id)
        answered = s.conversations.turn_of(conversation.id, message_id)
    if answered is None and is_stale(_form(), view.question_name(current["question"])):
        raise Refusal("already_answered")


def _shown(
    conversation: Conversation, token: str, problem: str | None = None, passing: list[Turn] | None = None
) -> Shown:
    """Return the whole conversation; ``passing`` turns are shown and not kept."""
    all_turns = [*reading.transcript(conversation), *(passing or [])]
    return Shown(token, all_turns, _asking(conversation, all_turns[-1] if all_turns else None, problem))


def _asking(conversation: Conversation, turn: Turn | None, problem: str | None = None) -> view.Asking:
    """Return the question part for the last turn; where something failed, with what was typed still in it."""
    reply = turn.reply if turn else turns.NOTHING_ASKED
    with at_hand().store.open() as s:
        setting = s.people.setting(conversation.setting_code)
        past = s.conversations.questions_asked(conversation.id)
    kept = {"typed": _form().get("text", ""), "page": _form().get("page", "")} if problem else {}
    kept = {name: value for name, value in kept.items() if value}
    return view.Asking(
        reply["question"],
        reply["progress"],
        bool(setting and setting.free_text_allowed),
        problem,
        past=past,
        **kept,
    )


def _problem(conversation: Conversation, token: str, refusal: Refusal) -> Response:
    """Show the conversation as it is, and what could not be done."""
    try:
        shown = _shown(conversation, token, refusal.message)
    except StoreUnavailable:
        return respond(refusal)
    if request.headers.get(PART):
        body = render_template("chat/_part.html", shown=shown, new=[])
    else:
        body = render_template("chat/chat.html", shown=shown)
    response = make_response(body)
    response.status_code = refusal.status
    return response


def _part(conversation: Conversation, token: str, message: Message, reply: turns.Reply) -> Response:
    """Return the new turn alone, for our script to put in its place."""
    with at_hand().store.open() as s:
        kept = s.conversations.turn_of(conversation.id, message.id)
    turn = kept or Turn(reply)
    shown = Shown(token, [], _asking(conversation, turn))
    return make_response(render_template("chat/_part.html", shown=shown, new=[turn]))


def _page(shown: Shown) -> Response:
    return make_response(render_template("chat/chat.html", shown=shown))

