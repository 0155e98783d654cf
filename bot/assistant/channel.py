"""The private channel: the web application's one way to the conversation.

It knows who calls (a shared secret), says a fault as a fault, and processes a message once: asked
again with the same message id it gives the same turn.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot import settings
from bot.answers import InvalidAnswer
from bot.assistant import wire
from bot.assistant.turns import TurnFailed, begin_turn

logger = logging.getLogger(__name__)
SECRET_HEADER = "X-Onward-Secret"  # noqa: S105 - the header's name
OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class OnwardChannel(InputChannel):
    """JSON in, one turn of the chat API out."""

    def __init__(self, secret: str) -> None:
        """Answer only those who know the secret."""
        self._secret = secret

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is part of its address."""
        return "onward"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> OnwardChannel:
        """Make the channel; its secret comes from the settings, never from a file in the project."""
        return cls(settings.load().secret)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the channel's addresses."""
        routes = Blueprint("onward_channel", __name__)

        @routes.get("/")
        async def health(_request: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return json({"status": "ok"}) if request.app.ctx.agent.is_ready() else _error(503, "no_model")

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not self._knows(request):
                return _error(401, "unauthorised")
            return await _take_turn(request, on_new_message)

        @routes.post("/look")
        async def look(request: Request) -> HTTPResponse:
            return await _look(request) if self._knows(request) else _error(401, "unauthorised")

        @routes.get("/answers/<conversation:str>")
        async def answers(request: Request, conversation: str) -> HTTPResponse:
            if not self._knows(request):
                return _error(401, "unauthorised")
            tracker = await _tracker(request, conversation)
            return json(wire.answers_of(tracker)) if tracker else _error(404, "not_found")

        return routes

    def _knows(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "")
        return bool(self._secret) and hmac.compare_digest(given.encode(), self._secret.encode())


async def _take_turn(request: Request, on_new_message: OnNewMessage) -> HTTPResponse:
    """Process one message, or give its turn again; any fault is a 503 and nothing of the turn is kept."""
    said = request.json or {}
    try:
        tracker = await _tracker(request, said["conversation"])
        if tracker is None or wire.message_id_of(tracker) != said["message"]:
            await on_new_message(_user_message(said, tracker))
            tracker = await _tracker(request, said["conversation"])
        if tracker is None:
            raise TurnFailed
        return json(wire.turn_of(tracker))
    except InvalidAnswer as wrong:
        return _error(422, wrong.reason)
    except KeyError as missing:
        return _error(400, f"missing {missing}")
    except Exception as fault:
        # Only the kind of fault: its message may hold what a learner wrote.
        logger.error("A turn failed: %s", type(fault).__name__)
        return _error(503, "not_available")


async def _look(request: Request) -> HTTPResponse:
    """Read words outside any conversation and say only what the safety net finds; nothing is kept."""
    try:
        text = str((request.json or {})["text"]).lstrip("/")
        read = await request.app.ctx.agent.processor.parse_message(UserMessage(text))
        return json({"concern": read.get("concern")})
    except Exception as fault:
        logger.error("A look failed: %s", type(fault).__name__)
        return _error(503, "not_available")


def _user_message(said: dict[str, Any], tracker: DialogueStateTracker | None) -> UserMessage:
    begin_turn()
    return UserMessage(
        text=wire.text_of(said, wire.asked_of(tracker), offering=wire.is_offering(tracker)),
        output_channel=CollectingOutputChannel(),
        sender_id=said["conversation"],
        input_channel=OnwardChannel.name(),
        metadata=wire.metadata_of(said["message"], tracker),
    )


async def _tracker(request: Request, conversation: str) -> DialogueStateTracker | None:
    return await request.app.ctx.agent.tracker_store.read(conversation)


def _error(status: int, code: str) -> HTTPResponse:
    return json({"error": {"code": code, "message": code}}, status=status)
