"""A turn: answered once, kept whole or not at all, with what an adviser asked at its head."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import audit
from bot.plans import Comment
from bot.store import StoreUnavailable

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")


def test_the_same_message_id_gets_the_same_turn_and_is_processed_once(learner, engine):
    first = learner.send("m1", choices=["full"])
    heard = len(engine.sent)
    again = [learner.send("m1", choices=["full"]) for _ in range(5)]
    assert all(answer.json == first.json for answer in again)
    assert len(engine.sent) == heard
    assert len(learner.get().json["turns"]) == 2


def test_the_same_id_with_other_words_is_still_the_first_message(learner):
    first = learner.send("m1", choices=["full"]).json
    assert learner.send("m1", text="something else").json == first


def test_ten_at_once_are_processed_once(app, learner, engine):
    def send(_):
        with app.test_client() as client:
            return client.post(
                "/api/v1/chat/messages", json={"id": "m1", "choices": ["full"]}, headers=learner.headers
            ).json

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))
    assert all(answer == answers[0] for answer in answers)
    assert [said for said in engine.sent if said["message"] == "m1"] == [
        {"message": "m1", "choices": ["full"]}
    ]


def test_when_the_engine_is_away_nothing_is_kept_and_the_same_id_may_be_sent_again(
    learner, engine, stored_bytes
):
    engine.away = 1
    answer = learner.send("m1", text="xyzzy-canary")
    assert answer.status_code == 503
    assert answer.json["error"] == {
        "code": "not_available",
        "message": "Back in a moment. Your answers are safe.",
    }
    assert int(answer.headers["Retry-After"]) > 0
    assert b"xyzzy-canary" not in stored_bytes()
    assert learner.send("m1", text="xyzzy-canary").status_code == 200
    assert len(learner.get().json["turns"]) == 2


def test_when_the_engine_is_away_no_conversation_begins(client, engine, store):
    engine.away = 1
    assert client.post("/api/v1/chat", json={}).status_code == 503
    with store.engine.connect() as database:
        assert database.exec_driver_sql("select count(*) from conversations").scalar() == 0


@pytest.mark.parametrize("command", ["skip", "back", "why", "stop", "talk_to_a_person", "show_matches"])
def test_commands_go_to_the_engine(learner, engine, command):
    assert learner.send(command=command).status_code == 200
    assert engine.sent[-1]["command"] == command


def test_help_now_is_answered_here_and_leaves_no_record(learner, engine, store, conversation):
    before = learner.get().json
    heard = len(engine.sent)
    turn = learner.send(command="help_now").json["turn"]
    assert [message["kind"] for message in turn["messages"]] == ["help"]
    assert turn["question"] == before["turn"]["question"]
    assert learner.get().json == before
    assert len(engine.sent) == heard
    with store.open() as s:
        assert s.alerts.latest_of(conversation.id) is None


def test_help_now_works_while_the_engine_is_away(learner, engine):
    engine.away = 99
    assert learner.send(command="help_now").status_code == 200


def test_with_nothing_asked_there_is_nothing_to_choose(learner, engine):
    engine.reply = {"messages": [{"kind": "say", "text": "Bye."}], "question": None, "progress": None}
    learner.send(command="stop")
    assert learner.send(choices=["full"]).json["error"]["code"] == "nothing_asked"


@pytest.mark.parametrize(
    ("question", "choices", "fine"),
    [
        ("what_helps", ["technology", "told_of_changes"], True),
        ("what_helps", ["not_sure"], True),
        ("what_helps", ["noise"], False),
        ("home_area", ["OX14"], False),
        ("home_area", ["not_sure"], True),
        ("strength_example", ["I fixed a bike"], False),
        ("sharing_hard_days", ["adviser"], True),
        ("sharing_hard_days", ["not_sure"], False),
        ("sharing_hard_days", ["adviser", "only_me"], False),
    ],
)
def test_choices_are_checked_against_the_question_that_is_asked(
    learner, engine, ask, question, choices, fine
):
    engine.reply = {"messages": [], "question": ask(question), "progress": None}
    learner.send(command="skip")
    assert learner.send(choices=choices).status_code == (200 if fine else 422)


def test_an_adviser_s_question_is_put_once_at_the_head_of_the_next_turn(learner, keep_plan, store):
    plan = keep_plan()
    with store.open() as s:
        s.plans.add_comment(plan.reference, Comment(None, "question", None, "Which bus?", "Sam"), MADE_UP)
        s.plans.add_comment(plan.reference, Comment(None, "comment", None, "Well done.", "Sam"), MADE_UP)
    turn = learner.send(choices=["full"]).json["turn"]
    assert turn["messages"][0]["kind"] == "say"
    assert "Which bus?" in turn["messages"][0]["text"]
    assert "Well done." not in str(turn)
    assert "Which bus?" not in str(learner.send(command="skip").json)


def test_an_adviser_s_question_is_seen_on_a_reload_and_stays_in_the_transcript(learner, keep_plan, store):
    plan = keep_plan()
    with store.open() as s:
        s.plans.add_comment(plan.reference, Comment(None, "question", None, "Which bus?", "Sam"), MADE_UP)
    first, again = learner.get().json, learner.get().json
    assert "Which bus?" in first["turn"]["messages"][0]["text"]
    assert first["turn"]["question"]["name"] == "begin"
    assert first == again
    with store.open() as s:
        assert s.plans.get(plan.reference).comments[0].seen_at


def test_words_that_only_the_engine_found_worrying_are_not_kept_here(learner, engine, stored_bytes):
    help_turn = {"messages": [{"kind": "help", "text": "Call."}], "question": None, "progress": None}
    engine.reply = help_turn
    learner.send(text="xyzzy-canary")
    assert b"xyzzy-canary" not in stored_bytes()


def test_a_database_that_is_away_is_said_to_be_away(learner, store, monkeypatch):
    def closed():
        raise StoreUnavailable("locked")

    monkeypatch.setattr(store, "open", closed)
    answer = learner.send(text="hello")
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "not_available")


def test_a_fault_of_ours_says_so_and_logs_no_word_of_the_learner(learner, engine, monkeypatch, caplog):
    def broken(_, message):
        raise ValueError(message["text"])

    monkeypatch.setattr(engine, "send", broken)
    answer = learner.send(text="xyzzy-canary")
    assert (answer.status_code, answer.json["error"]["code"]) == (500, "our_fault")
    assert "ValueError" in caplog.text
    assert "xyzzy-canary" not in caplog.text
