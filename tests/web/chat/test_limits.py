"""How fast is too fast; a concern is never too fast."""

import pytest

from bot import settings
from bot.web import create_app


@pytest.fixture
def limited(set_up, store, engine):
    return create_app(settings.load({**set_up, "ONWARD_CHAT_RATE": "3"}), store, engine).test_client()


def test_the_fourth_message_of_a_minute_waits(limited, begin):
    learner = begin(limited)
    answers = [learner.send(command="why") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json["error"]["code"] == "too_many"
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_one_learner_does_not_use_up_another_s_messages(limited, begin):
    fast, slow = begin(limited), begin(limited)
    for _ in range(5):
        fast.send(command="why")
    assert slow.send(command="why").status_code == 200


def test_the_same_message_again_and_help_are_not_counted(limited, begin):
    learner = begin(limited)
    for _ in range(5):
        assert learner.send("m1", command="why").status_code == 200
        assert learner.send(command="help_now").status_code == 200
    assert learner.send(command="why").status_code == 200


def test_a_concern_is_heard_however_fast(limited, begin):
    learner = begin(limited)
    for _ in range(4):
        learner.send(command="why")
    answer = learner.send(text="I want to hurt myself")
    assert answer.status_code == 200
    assert answer.json["turn"]["messages"][0]["kind"] == "help"


def test_new_conversations_of_one_address_are_limited(limited, monkeypatch):
    monkeypatch.setattr("bot.web.chat.limits.NEW_CONVERSATIONS", "2 per minute")
    answers = [limited.post("/api/v1/chat", json={}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert limited.post("/api/v1/chat", json={}, environ_base=elsewhere).status_code == 201


def test_no_rate_means_no_limit(learner):
    assert {learner.send(command="why").status_code for _ in range(40)} == {200}
