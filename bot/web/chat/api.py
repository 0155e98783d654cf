"""The chat API, version 1: JSON in, JSON out, a bearer token that opens one conversation."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask import Blueprint, Response, jsonify, request

from bot.store import StoreUnavailable
from bot.web.chat import opening, reading, turns
from bot.web.chat.door import KEYS, Message, read_message
from bot.web.chat.json_body import read_object
from bot.web.chat.limits import check_new_conversations
from bot.web.chat.tokens import conversation_of_request
from bot.web.chat.words import is_plain
from bot.web.errors import Refusal

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

Answer = tuple[Response, int]
MATCHES, MOST_MATCHES = 3, 50
LONGEST_NAME = 64
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@blueprint.post("/chat")
def start() -> Answer:
    """Begin a conversation."""
    body = read_object(request, frozenset({"setting", "locale"}), empty_is_fine=True)
    check_new_conversations()
    token, turn = opening.start(_setting(body), _locale(body))
    return jsonify(token=token, turn=turn), 201


@blueprint.post("/chat/messages")
def send() -> Answer:
    """Answer what the learner said; the same message id is answered once."""
    try:
        conversation = conversation_of_request()
        return jsonify(turn=turns.answer(conversation, _message())), 200
    except StoreUnavailable:
        return jsonify(turn=turns.answer_without_store(_message())), 200


@blueprint.get("/chat")
def current() -> Answer:
    """Return every turn, for a reload."""
    shown = [dict(turn.reply) for turn in reading.transcript(conversation_of_request())]
    return jsonify(turns=shown, turn=shown[-1] if shown else turns.NOTHING_ASKED), 200


@blueprint.delete("/chat")
def delete() -> tuple[str, int]:
    """Forget the conversation, its transcript and the unshared plan."""
    opening.forget(conversation_of_request())
    return "", 204


@blueprint.get("/chat/matches")
def matches() -> Answer:
    """Return the first matches."""
    found = reading.matches(conversation_of_request(), _limit(), date.today())
    return jsonify(matches=found), 200


@blueprint.get("/chat/plan")
def plan() -> Answer:
    """Return the learner's own plan."""
    return jsonify(reading.plan_document(conversation_of_request(), date.today())), 200


@blueprint.post("/chat/return-code")
def return_code() -> Answer:
    """Make the code that brings the learner back."""
    conversation = conversation_of_request()
    read_object(request, frozenset(), empty_is_fine=True)
    return jsonify(code=opening.make_return_code(conversation)), 201


@blueprint.post("/chat/return")
def come_back() -> Answer:
    """Carry on with the plan that a code opens."""
    body = read_object(request, frozenset({"code"}))
    code = body.get("code")
    if not isinstance(code, str) or len(code) > LONGEST_NAME:
        raise Refusal("malformed")
    token, turn = opening.come_back(code)
    return jsonify(token=token, turn=turn), 200


def _message() -> Message:
    return read_message(read_object(request, KEYS))


def _setting(body: dict[str, Any]) -> str | None:
    code = body.get("setting")
    if code is None:
        return None
    if not isinstance(code, str):
        raise Refusal("malformed")
    if not is_plain(code, LONGEST_NAME):
        raise Refusal("unknown_setting")
    return code


def _locale(body: dict[str, Any]) -> str:
    locale = body.get("locale", "en-GB")
    if not isinstance(locale, str) or not _LOCALE.fullmatch(locale):
        raise Refusal("malformed")
    return locale


def _limit() -> int:
    asked = request.args.get("limit", str(MATCHES))
    if not re.fullmatch("[0-9]{1,4}", asked) or not 1 <= int(asked) <= MOST_MATCHES:
        raise Refusal("malformed")
    return int(asked)
