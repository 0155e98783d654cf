"""The dialogue engine behind one door: send what was said, get a turn, or an honest failure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import requests

from bot.safeguarding import Concern
from bot.settings import Settings

OPENING_SECONDS = 1.0
TURN_SECONDS = 8.0
PROBE_SECONDS = 1.0
OK, NOT_FOUND, UNPROCESSABLE = 200, 404, 422


class EngineAway(RuntimeError):
    """The engine did not answer; it kept nothing, so the same message may be sent again."""


class NotAnAnswer(ValueError):
    """The engine does not take this choice for the question it is asking."""


class Engine(Protocol):
    """Whatever holds the conversation: Rasa, or a stand-in for tests."""

    def send(self, conversation_id: str, message: Mapping[str, Any]) -> dict[str, Any]:
        """Return the turn that answers a message: ``messages``, ``question``, ``progress``.

        Args:
            conversation_id: made by the web application.
            message: ``message`` (its id) and one of ``text``, ``choices``, ``command``, ``event``.

        Raises:
            EngineAway: no turn.
            NotAnAnswer: the choice is not one of the question's.
        """

    def answers(self, conversation_id: str) -> dict[str, Any]:
        """Return ``{"answers": {question: value}, "rejected": {course id: reason}}`` as known so far.

        Raises:
            EngineAway: no reply.
        """

    def look(self, words: str) -> Concern | None:
        """Return what the second safety net finds in words, which are kept nowhere.

        Raises:
            EngineAway: it could not look.
        """

    def parts(self) -> dict[str, bool]:
        """Return whether each part of the engine is ready, by its name."""


class RasaEngine:
    """Rasa, through the private channel that only this application speaks to."""

    def __init__(self, settings: Settings) -> None:
        """Remember where Rasa listens; nothing is opened yet."""
        self._base = f"http://127.0.0.1:{settings.rasa_port}"
        self._channel = f"{self._base}/webhooks/onward"
        self._actions = f"http://127.0.0.1:{settings.actions_port}/health"
        self._http = requests.Session()
        self._http.trust_env = False  # no proxy between two processes of one machine
        self._http.headers["X-Onward-Secret"] = settings.secret

    def send(self, conversation_id: str, message: Mapping[str, Any]) -> dict[str, Any]:
        """Post one message and return the turn."""
        body = {"conversation": conversation_id, **message}
        return _turn(self._call("POST", f"{self._channel}/turn", TURN_SECONDS, body))

    def answers(self, conversation_id: str) -> dict[str, Any]:
        """Read what the conversation knows so far."""
        known = self._call("GET", f"{self._channel}/answers/{conversation_id}", TURN_SECONDS)
        return {"answers": dict(known.get("answers") or {}), "rejected": dict(known.get("rejected") or {})}

    def look(self, words: str) -> Concern | None:
        """Let the engine read words outside any conversation."""
        answered = self._call("POST", f"{self._channel}/look", TURN_SECONDS, {"text": words})
        try:
            found = answered["concern"]
            return Concern(str(found["category"]), str(found["severity"])) if found else None
        except (KeyError, TypeError):
            raise EngineAway("not a look") from None

    def parts(self) -> dict[str, bool]:
        """Ask Rasa, its model and the action server whether they are ready."""
        return {
            "rasa": self._status(f"{self._channel}/") == OK,
            "actions": self._status(self._actions) == OK,
            # Only an engine with a model can look for a conversation, and say that there is none.
            "model": self._status(f"{self._channel}/answers/nobody") in (OK, NOT_FOUND),
        }

    def _call(
        self, method: str, url: str, seconds: float, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the JSON object that was answered; every other outcome is one of our two errors."""
        try:
            reply = self._http.request(method, url, json=body, timeout=(OPENING_SECONDS, seconds))
            if reply.status_code == UNPROCESSABLE:
                raise NotAnAnswer
            reply.raise_for_status()
            answered = reply.json()
        except NotAnAnswer:
            raise
        except (requests.RequestException, ValueError) as error:
            # The cause names an address and no learner's words, but nothing of it is needed.
            raise EngineAway(type(error).__name__) from None
        if not isinstance(answered, dict):
            raise EngineAway("not a JSON object")
        return answered

    def _status(self, url: str) -> int | None:
        try:
            return self._http.get(url, timeout=PROBE_SECONDS).status_code
        except requests.RequestException:
            return None


def _turn(answered: dict[str, Any]) -> dict[str, Any]:
    """Check the shape of a turn: an engine that answers nonsense is away."""
    messages = answered.get("messages")
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        raise EngineAway("not a turn")
    question = answered.get("question")
    if not messages and not question:
        raise EngineAway("an empty turn")
    return {"messages": messages, "question": question, "progress": answered.get("progress")}
