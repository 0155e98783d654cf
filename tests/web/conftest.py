"""The learner's side, with a stand-in for the dialogue engine that asks real questions in real words."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from databases import copied
from jinja2 import FileSystemBytecodeCache

from bot import audit, plans, settings
from bot.answers import Answer
from bot.people import Dsl, Setting
from bot.questions import BY_NAME, STEPS, Kind, section_of_slot
from bot.reference import wording
from bot.safeguarding import Concern
from bot.web import create_app
from bot.web.engine import EngineAway, NotAnAnswer

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
SCRIPT = ["begin", "year_group", "interests", "strength_example", "what_helps", "home_area", "keep_plan"]
MATCH = {
    "course_id": "C-1",
    "title": "Plants and gardens, level 1",
    "provider": "Alderbrook College (made up)",
    "route": "study_programme",
    "level": "L1",
    "venue": "Mill Lane",
    "town": "Alderbrook",
    "distance_km": 4.2,
    "starts": "2027-09-06",
    "because": ["You said you like to work outside."],
    "fits": ["There is a quiet place.", "Groups are small."],
    "does_not_fit": ["It may take longer than 40 minutes."],
    "ask": ["How big are the groups?"],
    "next_event": {
        "event_id": "E-1",
        "type": "open_day",
        "title": "Open day",
        "provider": "Alderbrook College (made up)",
        "starts": "2026-12-05T10:00:00+00:00",
        "ends": "2026-12-05T12:30:00+00:00",
        "venue": "Mill Lane",
        "quiet_session": True,
        "step_free": None,
        "booking_url": "https://alderbrook.example/book",
        "ics_url": "/events/E-1.ics",
        "source": {"name": "Alderbrook College", "date": "2026-11-01", "url": None},
    },
    "source": {"name": "The demo area", "date": "2026-11-01", "url": None},
}


class FakeEngine:
    """Asks the questions of a script in turn; ``sent`` is everything it was told."""

    def __init__(self) -> None:
        self.script = list(SCRIPT)
        self.sent: list[dict[str, Any]] = []
        self.at: dict[str, int] = {}
        self.known: dict[str, Any] = {"answers": {}, "rejected": {}}
        self.away = 0
        self.refuses = False
        self.reply: dict[str, Any] | None = None
        self.finds: Concern | None = None
        self.looked_at: list[str] = []

    def look(self, words: str) -> Concern | None:
        if self.away:
            raise EngineAway("away")
        self.looked_at.append(words)
        return self.finds

    def send(self, conversation_id: str, message: dict[str, Any]) -> dict[str, Any]:
        if self.away:
            self.away -= 1
            raise EngineAway("away")
        if self.refuses:
            raise NotAnAnswer
        self.sent.append(message)
        return self.reply or self._turn(conversation_id, message)

    def answers(self, conversation_id: str) -> dict[str, Any]:
        return self.known

    def parts(self) -> dict[str, bool]:
        return {"rasa": not self.away, "actions": True, "model": True}

    def _turn(self, conversation_id: str, message: dict[str, Any]) -> dict[str, Any]:
        at = self.at.setdefault(conversation_id, 0)
        if message.get("event") in ("start", "return"):
            return self._asked(at, [say("utter_hello")])
        if message.get("event") == "concern":
            return {
                "messages": [{"kind": "help", "text": "stale"}],
                "question": ask("after_help"),
                "progress": None,
            }
        if message.get("command", "").startswith(("save", "reject", "change", "stop", "talk")):
            return self._asked(at, [say("utter_thanks")])
        if message.get("command") == "why":
            return self._asked(at, [say(f"utter_why_{self.script[at]}")])
        if message.get("command") == "show_matches":
            return self._asked(at, [{"kind": "match", "text": MATCH["title"], "match": MATCH}])
        self.at[conversation_id] = min(at + 1, len(self.script))
        return self._asked(self.at[conversation_id], [])

    def _asked(self, at: int, messages: list[dict[str, Any]]) -> dict[str, Any]:
        if at >= len(self.script):
            return {"messages": [*messages, say("utter_goodbye")], "question": None, "progress": None}
        progress = {"done": at, "of": len(self.script)}
        return {"messages": messages, "question": ask(self.script[at]), "progress": progress}


def say(response: str) -> dict[str, Any]:
    return {"kind": "say", "text": wording.responses()[response][0]["text"]}


def _plain(variants):
    return next(variant["text"] for variant in variants if "condition" not in variant)


def ask(slot: str) -> dict[str, Any]:
    section = section_of_slot(slot)
    kind = Kind.ONE if section or slot in STEPS else BY_NAME[slot].kind
    asked = {
        "name": "sharing" if section else slot,
        "kind": str(kind),
        "text": _plain(wording.responses()[f"utter_ask_{slot}"]),
        "choices": [{"value": value, "label": label} for value, label in wording.labels(slot).items()],
        "can_skip": not section and slot not in STEPS,
    }
    return {**asked, "section": section} if section else asked


class Learner:
    """Somebody who talks through the API."""

    def __init__(self, client: Any, **begin: Any) -> None:
        self.client = client
        self.ids = itertools.count(1)
        self.started = client.post("/api/v1/chat", json=begin)
        self.token = self.started.json.get("token", "")

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, message_id: str | None = None, **said: Any) -> Any:
        body = {"id": message_id or f"m{next(self.ids)}", **said}
        return self.client.post("/api/v1/chat/messages", json=body, headers=self.headers)

    def get(self, path: str = "") -> Any:
        return self.client.get(f"/api/v1/chat{path}", headers=self.headers)

    def post(self, path: str, **body: Any) -> Any:
        return self.client.post(f"/api/v1/chat{path}", json=body, headers=self.headers)

    def delete(self) -> Any:
        return self.client.delete("/api/v1/chat", headers=self.headers)


@pytest.fixture
def set_up(tmp_path):
    return {
        "ONWARD_HOME": str(tmp_path),
        "ONWARD_CHAT_RATE": "0",
        "ONWARD_DEFAULT_SETTING": "river",
        "ONWARD_SECRET": "s" * 32,
        "ONWARD_SESSION_KEY": "k" * 32,
    }


@pytest.fixture(scope="session")
def database_of_two_schools(empty_database, tmp_path_factory):
    """A database to copy, with a school that has a safeguarding lead and one that has none."""
    with copied(empty_database, tmp_path_factory.mktemp("schools")) as store:
        with store.open() as s:
            s.people.save_setting(Setting("river", "River School", Dsl("Ms Vale", "01632 960 001")), MADE_UP)
            s.people.save_setting(Setting("quiet", "Quiet School"), MADE_UP)
        return Path(store.url.database)


@pytest.fixture
def store(database_of_two_schools, tmp_path):
    with copied(database_of_two_schools, tmp_path) as store:
        yield store


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory):
    """Templates as they were compiled once: each application would compile its own."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(set_up, store, engine, compiled):
    app = create_app(settings.load(set_up), store, engine)
    app.jinja_env.bytecode_cache = compiled
    return app


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def learner(client):
    return Learner(client)


@pytest.fixture
def another(client):
    """Makes one more learner."""
    return lambda **begin: Learner(client, **begin)


@pytest.fixture
def conversation(store, learner):
    """The conversation of the learner."""
    from bot.conversations import digest

    with store.open() as s:
        return s.conversations.by_token(digest(learner.token), audit.now())


@pytest.fixture
def keep_plan(store, conversation):
    """Keeps a plan of the learner's, shared or not, with these answers."""

    def keep(shared: bool = False, **said: Any) -> plans.ExitPlan:
        plan = plans.draft("river")
        for name, value in said.items():
            plan = plans.with_answer(plan, name, value if isinstance(value, Answer) else Answer(value))
        if shared:
            plan = plans.with_answer(plan, "sharing_about_me", Answer("adviser"))
        with store.open() as s:
            return s.plans.create(plan, conversation.id, MADE_UP)

    return keep


@pytest.fixture
def stored_bytes(store, tmp_path):
    """Everything that is in the database's files, the log of writes too."""
    return lambda: b"".join(path.read_bytes() for path in tmp_path.glob("onward.db*"))


@pytest.fixture
def begin():
    """Begins a conversation with a client of another application."""
    return Learner


@pytest.fixture(name="ask")
def _ask():
    """Puts a question in its real words, as the engine would."""
    return ask


@pytest.fixture
def match():
    """A match as the chat API shows it."""
    return MATCH
