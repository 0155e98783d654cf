"""Our side of the comparison: the real processes, a home of their own, and the demo area in its database."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bench.figures import Turn
from bench.learners import ANSWERS, TAPPED, THREE_QUESTIONS
from bench.processes import Command, NotMeasured
from bench.talking import Client, client
from bot import audit
from bot import settings as setting_reader
from bot.commands import demo, home
from bot.conversations import begin, digest, mint_token
from bot.settings import Settings
from bot.store import Store

ROOT = Path(__file__).resolve().parents[1]
MOST_TURNS = 60  # longer than the longest way through all questions
Reply = dict[str, Any]


class Door(Protocol):
    """A way into a conversation that has begun."""

    def say(self, said: Mapping[str, Any]) -> tuple[Reply, float]:
        """Return the turn that answers, and the milliseconds it took."""


@dataclass(frozen=True, slots=True)
class Onward:
    """The system in a home of its own."""

    settings: Settings
    store: Store

    def training(self) -> Command:
        """Return the command that trains the model."""
        return self._command("training", "train", "--force")

    def processes(self) -> list[Command]:
        """Return the three processes."""
        return [
            self._command("web", "web"),
            self._command("Rasa", "rasa"),
            self._command("action server", "actions"),
        ]

    def begins(self) -> bool:
        """Return whether a learner gets the first question now."""
        try:
            with self.chat_api() as (_, turn):
                return turn["question"] is not None
        except NotMeasured:
            return False

    @contextmanager
    def chat_api(self) -> Iterator[tuple[ChatApi, Reply]]:
        """Begin a conversation as a browser does; yield its door and its opening turn."""
        with client(self.settings.web_port) as learner:
            begun, _ = learner.post("/api/v1/chat", {})
        with client(self.settings.web_port, {"Authorization": f"Bearer {begun['token']}"}) as learner:
            yield ChatApi(learner), begun["turn"]

    @contextmanager
    def private_channel(self) -> Iterator[tuple[Door, Reply]]:
        """Begin a conversation as the web application does; yield its door and its opening turn."""
        conversation = begin(self.settings.default_setting)
        event = audit.Event(audit.SYSTEM, "conversation.start", f"conversation:{conversation.id}")
        with self.store.open() as s:
            s.conversations.start(conversation, digest(mint_token()), event)
        with client(self.settings.rasa_port, {"X-Onward-Secret": self.settings.secret}) as learner:
            door = _PrivateChannel(learner, conversation.id)
            opening, _ = door.say({"event": "start"})
            yield door, opening

    def _command(self, name: str, *arguments: str) -> Command:
        return Command(
            name,
            [sys.executable, "-m", "bot", *arguments],
            ROOT,
            self.settings.as_environment(),
            self.settings.logs / f"bench_{arguments[0]}.log",
        )


class ChatApi:
    """The public chat API: the whole turn that a learner waits for."""

    def __init__(self, learner: Client) -> None:
        self._learner = learner

    def say(self, said: Mapping[str, Any]) -> tuple[Reply, float]:
        """Return the turn that answers, and the milliseconds it took."""
        answered, took = self._learner.post("/api/v1/chat/messages", {"id": secrets.token_hex(8), **said})
        return answered["turn"], took

    def plan(self) -> Reply:
        """Return the learner's own plan."""
        return self._learner.get("/api/v1/chat/plan")


class _PrivateChannel:
    """The channel that the web application speaks to: what the engine's part of a turn costs."""

    def __init__(self, learner: Client, conversation: str) -> None:
        self._learner, self._conversation = learner, conversation

    def say(self, said: Mapping[str, Any]) -> tuple[Reply, float]:
        body = {"conversation": self._conversation, "message": secrets.token_hex(8), **said}
        return self._learner.post("/webhooks/onward/turn", body)


def prepare(folder: Path, ports: list[int]) -> Onward:
    """Return the system with its database made and the demo area loaded.

    Args:
        folder: an empty one.
        ports: for web, Rasa and action server.
    """
    web, rasa, actions = map(str, ports)
    settings = setting_reader.load(
        {
            "ONWARD_HOME": str(folder),
            "ONWARD_WEB_PORT": web,
            "ONWARD_RASA_PORT": rasa,
            "ONWARD_ACTIONS_PORT": actions,
            "ONWARD_CHAT_RATE": "0",
            "ONWARD_DEFAULT_SETTING": demo.DEMO.code,
            "ONWARD_SECRET": secrets.token_urlsafe(32),
            "ONWARD_SESSION_KEY": secrets.token_urlsafe(32),
            "ONWARD_SECURE_COOKIES": "no",
        }
    )
    store = home.prepare(settings)
    demo.set_up(store, settings)
    return Onward(settings, store)


def three_questions(door: Door, opening: Reply, conversation: int) -> list[Turn]:
    """Answer the first three questions of the quick path; return their turns."""
    turns = _answers(door, opening, "quick", conversation)
    asked = [next(turns) for _ in THREE_QUESTIONS]
    if tuple(turn.asked for turn in asked) != THREE_QUESTIONS:
        raise NotMeasured(f"the quick path asks {[turn.asked for turn in asked]}, not {THREE_QUESTIONS}")
    return asked


def all_questions(door: Door, opening: Reply, conversation: int) -> list[Turn]:
    """Go the full path to its end; return all turns."""
    return list(_answers(door, opening, "full", conversation))


def _answers(door: Door, opening: Reply, path: str, conversation: int) -> Iterator[Turn]:
    """Answer whatever is asked until nothing is; how much to do is asked first, and is not measured."""
    _check_asked("begin", opening)
    reply, _ = door.say({"choices": [path]})
    for number in range(MOST_TURNS):
        question = reply["question"]
        if question is None:
            return
        said, how = _said(question["name"], number, conversation)
        reply, took = door.say(said)
        _check_went_on(question, said, reply)
        yield Turn(question["name"], how, took)
    raise NotMeasured(f"after {MOST_TURNS} answers there is still something to ask")


def _said(asked: str, number: int, conversation: int) -> tuple[dict[str, Any], str]:
    answer = ANSWERS.get(asked)
    if answer is None:
        raise NotMeasured(f"bench/learners.py has no answer to {asked!r}")
    how = answer.how(number, conversation)
    return ({"choices": list(answer.taps)} if how == TAPPED else {"text": answer.words}), how


def _check_asked(name: str, turn: Reply) -> None:
    asked = turn["question"] and turn["question"]["name"]
    if asked != name:
        raise NotMeasured(f"{name!r} was to be asked, and not {asked!r}")


def _check_went_on(question: Reply, said: Mapping[str, Any], turn: Reply) -> None:
    """Check that an answer was understood: one that was not is no turn to measure."""
    after = turn["question"]
    if after and (after["name"], after.get("section")) == (question["name"], question.get("section")):
        raise NotMeasured(f"{question['name']!r} was asked again after {dict(said)}")
