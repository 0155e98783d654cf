"""The first safety net: help every time, an alert, and the words nowhere else."""

import pytest

from bot import questions, safeguarding
from bot.safeguarding import Concern
from bot.store import StoreUnavailable

WORDS = "I want to hurt myself zqx-canary"
SLOTS = [slot for number in (1, 2, 3) for slot in questions.sitting(number, {})] + list(questions.STEPS)


def alerts(store):
    with store.engine.connect() as database:
        return database.exec_driver_sql("select words, category from alerts").all()


def kinds(answer):
    return [message["kind"] for message in answer.json["turn"]["messages"]]


@pytest.mark.parametrize("slot", SLOTS)
def test_a_concern_typed_as_the_answer_to_any_question_leaves_nothing_but_the_alert(
    learner, engine, store, ask, slot, stored_bytes
):
    engine.reply = {"messages": [], "question": ask(slot), "progress": None}
    learner.send(command="skip")
    engine.reply = None
    answer = learner.send(text=WORDS)
    assert answer.status_code == 200
    assert kinds(answer)[0] == "help"
    assert "I have told Ms Vale" in answer.json["turn"]["messages"][0]["text"]
    assert answer.json["turn"]["question"]["name"] == "after_help"
    assert [words for words, _ in alerts(store)] == [WORDS]
    assert "zqx-canary" not in str(engine.sent)
    assert engine.sent[-1]["event"] == "concern"
    with store.engine.begin() as database:
        database.exec_driver_sql("delete from alerts")
    store.forget_pages()
    assert b"zqx-canary" not in stored_bytes()


def test_a_concern_in_the_reason_for_turning_a_course_down_is_seen(learner, engine, store):
    answer = learner.send(command=f"reject:C-1:{WORDS}")
    assert kinds(answer)[0] == "help"
    assert len(alerts(store)) == 1
    assert "zqx-canary" not in str(engine.sent)


def test_a_concern_in_a_text_that_is_too_long_is_seen(learner, store):
    assert kinds(learner.send(text="school is fine. " * 80 + WORDS))[0] == "help"
    assert len(alerts(store)) == 1


def test_a_concern_hidden_by_marks_that_cannot_be_seen_is_seen(learner):
    assert kinds(learner.send(text="I wa\u200bnt to h\u00adurt my\ufeffself"))[0] == "help"


def test_the_same_disclosure_sent_twice_raises_one_alert(learner, store):
    first = learner.send("m1", text=WORDS)
    assert learner.send("m1", text=WORDS).json == first.json
    assert len(alerts(store)) == 1


def test_with_the_engine_away_the_help_still_comes_and_the_alert_is_kept(learner, engine, store):
    engine.away = 99
    answer = learner.send(text=WORDS)
    assert answer.status_code == 200
    assert kinds(answer) == ["help"]
    assert "I have told Ms Vale" in answer.json["turn"]["messages"][0]["text"]
    assert len(alerts(store)) == 1


def test_nobody_is_said_to_be_told_when_the_alert_could_not_be_kept(learner, store, monkeypatch):
    from bot.store.alerts import Alerts

    def full(*_):
        raise StoreUnavailable("disk full")

    monkeypatch.setattr(Alerts, "raise_alert", full)
    answer = learner.send(text=WORDS)
    text = answer.json["turn"]["messages"][0]["text"]
    assert answer.status_code == 200
    assert "I have told" not in text
    assert "can't reach Ms Vale" in text


def test_with_no_database_at_all_the_help_still_comes(learner, store, monkeypatch):
    def closed():
        raise StoreUnavailable("gone")

    monkeypatch.setattr(store, "open", closed)
    answer = learner.send(text=WORDS)
    assert answer.status_code == 200
    assert kinds(answer) == ["help"]
    assert "I have told" not in str(answer.json)


def test_an_alert_does_not_go_away_with_the_conversation(learner, store):
    learner.send(text=WORDS)
    learner.delete()
    assert len(alerts(store)) == 1


def test_a_check_that_fails_shows_help(learner, monkeypatch):
    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr(safeguarding.Watchlist, "look", broken)
    assert kinds(learner.send(text="i like cars"))[0] == "help"


def test_where_nobody_is_named_to_help_there_is_no_typing(another):
    quiet = another(setting="quiet")
    answer = quiet.send(text="i like cars")
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "buttons_only")
    assert quiet.send(command="reject:C-1:it smells").json["error"]["code"] == "buttons_only"
    assert quiet.send(command="reject:C-1:too_far").status_code == 200
    assert quiet.send(choices=["full"]).status_code == 200


def test_where_nobody_is_named_to_help_a_concern_still_gets_help_and_nobody_is_said_to_be_told(another):
    answer = another(setting="quiet").send(text=WORDS)
    assert kinds(answer)[0] == "help"
    assert "I have told" not in str(answer.json)


HINT = "please help me zqx-canary"  # ordinary talk uses such words too


def test_what_may_be_a_worry_is_left_to_the_second_net(learner, engine):
    assert "help" not in kinds(learner.send(text=HINT))
    assert engine.sent[-1]["text"] == HINT


def test_what_may_be_a_worry_is_taken_for_one_where_the_second_net_cannot_look(learner, engine, store):
    engine.away = 99
    assert kinds(learner.send(text=HINT)) == ["help"]
    assert [words for words, _ in alerts(store)] == [HINT]


def test_what_may_be_a_worry_is_taken_for_one_where_there_is_no_database(learner, store, monkeypatch):
    def closed():
        raise StoreUnavailable("gone")

    monkeypatch.setattr(store, "open", closed)
    assert kinds(learner.send(text=HINT)) == ["help"]


def test_the_second_net_looks_at_a_reason_before_it_is_carried_along(learner, engine, store):
    engine.finds = Concern("grooming", "soon")
    answer = learner.send(command="reject:C-1:the man there zqx-canary")
    assert kinds(answer)[0] == "help"
    assert alerts(store) == [("the man there zqx-canary", "grooming")]
    assert "zqx-canary" not in str(engine.sent)


def test_a_reason_that_neither_net_minds_is_carried_along(learner, engine):
    learner.send(command="reject:C-1:it smells")
    assert engine.looked_at == ["it smells"]
    assert engine.sent[-1]["command"] == "reject:C-1:it smells"


def test_a_reason_that_the_second_net_cannot_look_at_is_not_kept(learner, engine):
    engine.away = 99
    assert learner.send(command="reject:C-1:it smells").status_code == 503
