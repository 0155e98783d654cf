"""Coming back with a code, guessing at codes, and forgetting for good."""

from datetime import timedelta

import pytest

from bot import audit, plans, return_codes
from bot.answers import Answer

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
CANARY = "xyzzy-canary"


@pytest.fixture
def code(learner, keep_plan):
    keep_plan(year_group="year_11")
    answer = learner.post("/return-code")
    assert answer.status_code == 201
    return answer.json["code"]


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        ahead = timedelta()

    moved, real = Clock(), audit.now
    monkeypatch.setattr(audit, "now", lambda: real() + moved.ahead)
    return moved


def come_back(client, code, **environ):
    return client.post("/api/v1/chat/return", json={"code": code}, environ_base=environ)


def test_a_code_needs_a_kept_plan(learner):
    answer = learner.post("/return-code")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "nothing_kept")


def test_a_code_opens_the_plan_in_a_new_conversation(client, learner, code, engine):
    answer = come_back(client, code.lower().replace("-", " "))
    assert answer.status_code == 200
    assert set(answer.json) == {"token", "turn"}
    assert answer.json["token"] != learner.token
    assert engine.sent[-1]["event"] == "return"
    headers = {"Authorization": f"Bearer {answer.json['token']}"}
    plan = client.get("/api/v1/chat/plan", headers=headers).json
    assert plan["answers"]["year_group"]["value"] == "year_11"


def test_the_code_is_not_in_the_database(code, stored_bytes):
    for written in (code, code.replace("-", "")):
        assert written.encode() not in stored_bytes()


def test_a_new_code_stops_the_old_one(client, learner, code):
    new = learner.post("/return-code").json["code"]
    assert come_back(client, code).status_code == 404
    assert come_back(client, new).status_code == 200


@pytest.mark.parametrize(
    "typed", ["0000-0000-0000", "", "no code at all", "U" * 12, "é" * 12, "\ud800", "1" * 64]
)
def test_every_wrong_code_gets_the_same_answer(client, code, typed):
    answer = come_back(client, typed)
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "unknown_code")


@pytest.mark.parametrize(
    "body", [{}, {"code": None}, {"code": 5}, {"code": ["x"]}, {"code": "x" * 65}, {"c": "x"}]
)
def test_what_is_no_code_at_all_is_malformed(client, body):
    assert client.post("/api/v1/chat/return", json=body).status_code == 400


def guess(client, count, **environ):
    return [come_back(client, return_codes.mint(), **environ).status_code for _ in range(count)]


def test_the_sixth_wrong_code_is_slowed_even_if_it_were_right(client, code):
    assert guess(client, 5) == [404] * 5
    answer = come_back(client, code)
    assert (answer.status_code, answer.json["error"]["code"]) == (429, "slow_down")
    assert 0 < int(answer.headers["Retry-After"]) <= 10


def test_after_a_moment_the_right_code_works(client, code, clock):
    guess(client, 5)
    clock.ahead = timedelta(seconds=11)
    assert come_back(client, code).status_code == 200


def test_twenty_wrong_codes_lock_the_address_for_an_hour(client, code, clock):
    for _ in range(20):
        guess(client, 1)
        clock.ahead += timedelta(seconds=11)
    answer = come_back(client, code)
    assert (answer.status_code, answer.json["error"]["code"]) == (429, "locked")
    assert int(answer.headers["Retry-After"]) > 600
    clock.ahead += timedelta(hours=1)
    assert come_back(client, code).status_code == 200


def test_the_same_wrong_code_again_counts_once(client, code):
    assert {come_back(client, "0000-0000-0000").status_code for _ in range(10)} == {404}
    assert come_back(client, code).status_code == 200


def test_somebody_else_s_guesses_lock_nobody_else_out(client, code):
    guess(client, 6, REMOTE_ADDR="198.51.100.9")
    assert come_back(client, code).status_code == 200


def test_a_neighbour_in_the_same_network_counts_as_the_same(client, code):
    guess(client, 5, REMOTE_ADDR="198.51.100.9")
    assert come_back(client, code, REMOTE_ADDR="198.51.100.77").status_code == 429


def test_the_lock_survives_a_restart(set_up, store, engine, client, code):
    from bot import settings
    from bot.web import create_app

    guess(client, 5)
    again = create_app(settings.load(set_up), store, engine).test_client()
    assert come_back(again, code).status_code == 429


def test_no_address_is_in_the_database(client, code, stored_bytes):
    guess(client, 2, REMOTE_ADDR="198.51.100.9")
    assert b"198.51.100" not in stored_bytes()


def test_with_the_engine_away_a_code_opens_nothing_and_stays_good(client, code, engine):
    engine.away = 1
    assert come_back(client, code).status_code == 503
    assert come_back(client, code).status_code == 200


def test_a_class_behind_one_address_gets_in(client, code):
    assert {come_back(client, code).status_code for _ in range(35)} == {200}


# --- forgetting ---------------------------------------------------------------------------


@pytest.fixture
def told(learner, keep_plan, store, conversation):
    """A learner whose words are in the transcript, the engine's memory and the plan."""

    def tell(shared):
        learner.send(text=f"{CANARY} in the transcript")
        with store.open() as s:
            s.trackers.append(conversation.id, [{"event": "user", "text": f"{CANARY} in memory"}])
        return keep_plan(shared=shared, strength_example=Answer(f"{CANARY} in the plan", f"{CANARY} words"))

    return tell


def test_deleting_leaves_no_word_of_the_learner_in_the_database(learner, told, stored_bytes):
    told(shared=False)
    assert CANARY.encode() in stored_bytes()
    assert learner.delete().status_code == 204
    assert CANARY.encode() not in stored_bytes()


def test_deleting_takes_the_other_conversations_of_an_unshared_plan_too(client, learner, told, stored_bytes):
    told(shared=False)
    back = come_back(client, learner.post("/return-code").json["code"]).json["token"]
    headers = {"Authorization": f"Bearer {back}"}
    body = {"id": "1", "text": f"{CANARY} said later"}
    client.post("/api/v1/chat/messages", json=body, headers=headers)
    learner.delete()
    assert CANARY.encode() not in stored_bytes()
    assert client.get("/api/v1/chat", headers=headers).status_code == 401


def test_a_shared_plan_stays_with_the_adviser(learner, told, store, stored_bytes):
    plan = told(shared=True)
    learner.delete()
    with store.open() as s:
        assert s.plans.get(plan.reference)
    assert b"in the transcript" not in stored_bytes()
    assert b"in memory" not in stored_bytes()


def test_a_plan_that_the_adviser_has_is_shared_even_if_sharing_was_taken_back():
    from dataclasses import replace

    from bot.web.chat.opening import is_shared

    assert not is_shared(plans.draft("river"))
    assert is_shared(replace(plans.draft("river"), status=plans.Status.WITH_ADVISER))


def test_a_new_conversation_forgets_the_ones_of_yesterday(client, learner, clock, stored_bytes):
    learner.send(text=f"{CANARY} of yesterday")
    clock.ahead = timedelta(hours=25)
    assert learner.get().status_code == 401
    client.post("/api/v1/chat", json={})
    assert CANARY.encode() not in stored_bytes()


def test_twenty_hours_later_the_conversation_goes_on(learner, clock):
    clock.ahead = timedelta(hours=19, minutes=59)
    assert learner.send(choices=["full"]).status_code == 200
