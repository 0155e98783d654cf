"""The dialogue engine over HTTP: a turn, a refusal, or an honest failure."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot import settings
from bot.safeguarding import Concern
from bot.web.engine import EngineAway, NotAnAnswer, RasaEngine

TURN = {"messages": [{"kind": "say", "text": "Hi."}], "question": None, "progress": None}


class Rasa(BaseHTTPRequestHandler):
    """Answers what it is told to answer and remembers what it was asked."""

    status, body, asked = 200, b"", []

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["X-Onward-Secret"], said))
        self._answer()

    def do_GET(self):
        self.asked.append((self.path, self.headers["X-Onward-Secret"], None))
        self._answer()

    def _answer(self):
        self.send_response(type(self).status)
        self.send_header("Content-Length", str(len(type(self).body)))
        self.end_headers()
        self.wfile.write(type(self).body)

    def log_message(self, *_):
        pass


@pytest.fixture
def rasa():
    handler = type("Handler", (Rasa,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handler.port = server.server_port
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def http_engine(rasa, set_up):
    ports = {"ONWARD_RASA_PORT": str(rasa.port), "ONWARD_ACTIONS_PORT": "1"}
    return RasaEngine(settings.load({**set_up, **ports}))


def answer_with(rasa, status, body):
    rasa.status, rasa.body = status, body if isinstance(body, bytes) else json.dumps(body).encode()


def test_a_message_goes_to_the_private_channel_with_the_secret(rasa, http_engine):
    answer_with(rasa, 200, TURN)
    assert http_engine.send("c1", {"message": "m1", "text": "hello"}) == TURN
    said = {"conversation": "c1", "message": "m1", "text": "hello"}
    assert rasa.asked == [("/webhooks/onward/turn", "s" * 32, said)]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, TURN),
        (503, {"error": {"code": "not_available"}}),
        (401, {}),
        (404, b"not found"),
        (200, b""),
        (200, b"not json"),
        (200, []),
        (200, "hi"),
        (200, {}),
        (200, {"messages": None}),
        (200, {"messages": ["hi"]}),
        (200, {"messages": [], "question": None}),
    ],
)
def test_anything_but_a_turn_means_the_engine_is_away(rasa, http_engine, status, body):
    answer_with(rasa, status, body)
    with pytest.raises(EngineAway):
        http_engine.send("c1", {"message": "m1", "text": "hello"})


def test_a_choice_that_the_engine_refuses_is_no_answer(rasa, http_engine):
    answer_with(rasa, 422, {"error": {"code": "unknown_value"}})
    with pytest.raises(NotAnAnswer):
        http_engine.send("c1", {"message": "m1", "choices": ["x"]})


def test_nobody_listening_means_away_and_names_no_word(set_up):
    nobody = RasaEngine(settings.load({**set_up, "ONWARD_RASA_PORT": "1"}))
    with pytest.raises(EngineAway) as away:
        nobody.send("c1", {"message": "m1", "text": "xyzzy-canary"})
    assert "xyzzy-canary" not in str(away.value)
    assert nobody.parts() == {"rasa": False, "actions": False, "model": False}


def test_a_silent_engine_is_away_when_its_time_is_up(rasa, http_engine, monkeypatch):
    monkeypatch.setattr("bot.web.engine.TURN_SECONDS", 0.05)
    monkeypatch.setattr(rasa, "_answer", lambda self: threading.Event().wait(0.5))
    with pytest.raises(EngineAway):
        http_engine.send("c1", {"message": "m1", "text": "hello"})


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (
            {"answers": {"route": ["college"]}, "rejected": {"C-1": "too_far"}},
            {"answers": {"route": ["college"]}, "rejected": {"C-1": "too_far"}},
        ),
        ({"answers": None, "rejected": None}, {"answers": {}, "rejected": {}}),
        ({}, {"answers": {}, "rejected": {}}),
    ],
)
def test_what_the_conversation_knows_can_be_read(rasa, http_engine, body, known):
    answer_with(rasa, 200, body)
    assert http_engine.answers("c1") == known
    assert rasa.asked[0][0] == "/webhooks/onward/answers/c1"


def test_each_part_is_looked_at_by_itself(rasa, http_engine):
    answer_with(rasa, 200, {"status": "ok"})
    assert http_engine.parts() == {"rasa": True, "actions": False, "model": True}
    answer_with(rasa, 500, {})
    assert http_engine.parts() == {"rasa": False, "actions": False, "model": False}


@pytest.mark.parametrize(("concern", "found"), [
    (None, None), ({"category": "eating", "severity": "soon"}, Concern("eating", "soon")),
])  # fmt: skip
def test_words_outside_a_conversation_are_looked_at_and_nothing_more(rasa, http_engine, concern, found):
    answer_with(rasa, 200, {"concern": concern})
    assert http_engine.look("some words") == found
    path, secret, said = rasa.asked[-1]
    assert path.endswith("/look")
    assert secret
    assert said == {"text": "some words"}


@pytest.mark.parametrize("body", [{}, {"concern": "x"}, {"concern": {"category": "eating"}}])
def test_a_look_that_says_nothing_clear_is_no_look(rasa, http_engine, body):
    answer_with(rasa, 200, body)
    with pytest.raises(EngineAway):
        http_engine.look("some words")
