"""The chat API: every call, every status, in the shapes of the contract."""

import itertools

import pytest

from bot import audit, plans
from bot.plans import Choice, Option

TURN = {"messages", "question", "progress"}
MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
CALLS_WITH_TOKEN = [
    ("POST", "/api/v1/chat/messages"),
    ("GET", "/api/v1/chat"),
    ("GET", "/api/v1/chat/matches"),
    ("GET", "/api/v1/chat/plan"),
    ("POST", "/api/v1/chat/return-code"),
    ("DELETE", "/api/v1/chat"),
]
BAD_TOKENS = [
    None,
    "",
    "Bearer",
    "Bearer ",
    "Bearer wrong",
    "Basic abc",
    "Bearer " + "x" * 43,
    "Bearer " + "x" * 4000,
    "Bearer é",
    "bearer\t",
    "Bearer a b",
]


def test_a_new_conversation_has_a_token_and_an_opening_turn(learner):
    assert learner.started.status_code == 201
    assert set(learner.started.json) == {"token", "turn"}
    assert set(learner.started.json["turn"]) == TURN


def test_a_new_conversation_stores_nothing_of_the_learner(conversation, store):
    with store.open() as s:
        assert s.plans.of_conversation(conversation.id) is None
        assert [turn.said for turn in s.conversations.turns(conversation.id)] == [None]


@pytest.mark.parametrize(
    "body", [{}, {"setting": "river"}, {"setting": None}, {"locale": "en-GB"}, {"locale": "cy"}]
)
def test_a_conversation_may_name_its_setting_and_language(client, body):
    assert client.post("/api/v1/chat", json=body).status_code == 201


def test_no_body_at_all_begins_a_conversation(client):
    assert client.post("/api/v1/chat").status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"setting": "nowhere"}, 422, "unknown_setting"),
        ({"setting": "a\0"}, 422, "unknown_setting"),
        ({"setting": ""}, 422, "unknown_setting"),
        ({"setting": 5}, 400, "malformed"),
        ({"setting": ["river"]}, 400, "malformed"),
        ({"locale": "x"}, 400, "malformed"),
        ({"locale": None}, 400, "malformed"),
        ({"sender": "me"}, 400, "malformed"),
        ({"metadata": {}}, 400, "malformed"),
    ],
)
def test_what_cannot_begin_a_conversation(client, body, status, code):
    answer = client.post("/api/v1/chat", json=body)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_nobody_chooses_the_id_of_a_conversation(client, engine, learner):
    body = {"id": "1", "text": "hi", "sender": "victim"}
    answer = client.post("/api/v1/chat/messages", json=body, headers=learner.headers)
    assert answer.status_code == 400
    assert "victim" not in engine.at


def test_an_answer_gets_the_next_turn(learner):
    answer = learner.send(choices=["full"])
    assert answer.status_code == 200
    assert set(answer.json) == {"turn"}
    assert answer.json["turn"]["question"]["name"] == "year_group"


def test_typed_words_reach_the_engine_as_they_were_typed(learner, engine):
    learner.send("m1", text="  i carnt do noisy places ")
    assert engine.sent[-1] == {"message": "m1", "text": "i carnt do noisy places"}


@pytest.mark.parametrize(("method", "path"), CALLS_WITH_TOKEN)
@pytest.mark.parametrize("header", BAD_TOKENS)
def test_every_call_needs_a_token_that_opens_something(client, method, path, header):
    headers = {} if header is None else {"Authorization": header.encode("latin-1").decode("latin-1")}
    answer = client.open(path, method=method, json={"id": "1", "text": "hi"}, headers=headers)
    assert answer.status_code == 401
    assert answer.json["error"]["code"] == "no_token"


def test_a_token_opens_one_conversation_only(learner, another):
    other = another()
    learner.send(text="only mine")
    assert "only mine" not in other.get().text
    assert len(other.get().json["turns"]) == 1


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        (["quick", "full"], "unknown_choice"),
        (["noise"], "unknown_choice"),
        (["skipped"], "unknown_choice"),
        (["not_sure"], "unknown_choice"),
        (["/restart"], "unknown_choice"),
        (["full "], "unknown_choice"),
        ([], "nothing_chosen"),
    ],
)
def test_a_choice_that_is_not_on_offer_is_refused_before_the_engine_hears_of_it(
    learner, engine, choices, code
):
    heard = len(engine.sent)
    answer = learner.send(choices=choices)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, code)
    assert len(engine.sent) == heard


def test_a_refused_message_may_be_put_right_under_the_same_id(learner):
    assert learner.send("m1", choices=["noise"]).status_code == 422
    assert learner.send("m1", choices=["full"]).status_code == 200


def test_what_the_engine_refuses_is_refused(learner, engine):
    engine.refuses = True
    assert learner.send(choices=["full"]).json["error"]["code"] == "unknown_choice"


def test_a_reload_gets_every_turn_and_the_current_one(learner):
    learner.send(choices=["full"])
    now = learner.send(choices=["year_11"]).json["turn"]
    answer = learner.get()
    assert answer.status_code == 200
    assert len(answer.json["turns"]) == 3
    assert answer.json["turn"] == answer.json["turns"][-1] == now
    assert all(set(turn) == TURN for turn in answer.json["turns"])


def test_no_plan_is_a_404_with_a_sentence(learner):
    answer = learner.get("/plan")
    assert (answer.status_code, answer.json["error"]["code"]) == (404, "no_plan")


def test_the_plan_holds_every_answer_with_the_words_beside_it(learner, keep_plan):
    from bot.answers import Answer

    plan = keep_plan(
        shared=True, year_group="year_11", what_helps=Answer(("quiet_place", "breaks"), "quiet + breaks")
    )
    document = learner.get("/plan").json
    assert document["plan_id"] == plan.reference
    assert document["answers"]["year_group"]["value"] == "year_11"
    assert document["answers"]["what_helps"]["value"] == ["quiet_place", "breaks"]
    assert document["answers"]["what_helps"]["words"] == "quiet + breaks"
    assert document["sharing"] == {
        "about_me": "adviser",
        "what_helps": "only_me",
        "hard_days": "only_me",
        "choices": "only_me",
    }
    assert {
        "plan_id",
        "status",
        "version",
        "updated_at",
        "setting",
        "answers",
        "options",
        "events",
        "actions",
        "sharing",
        "gaps",
    } <= set(document)
    assert all(set(gap) == {"rule", "field", "message"} for gap in document["gaps"])


def test_options_are_in_the_plan(learner, keep_plan, store):
    plan = keep_plan()
    option = Option("C-1", "Plants", "Alderbrook", Choice.REJECTED, "too_far")
    with store.open() as s:
        s.plans.save(plans.with_option(plan, option), MADE_UP)
    assert learner.get("/plan").json["options"][0]["reason"] == "too_far"


@pytest.mark.parametrize("limit", ["0", "-1", "51", "x", "", "1e3", "٣", "9" * 5000])
def test_a_limit_that_is_no_number_in_range_is_refused(learner, limit):
    assert learner.get(f"/matches?limit={limit}").status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/chat/messages", 405),
        ("PUT", "/api/v1/chat", 405),
        ("PATCH", "/api/v1/chat/plan", 405),
    ],
)
def test_errors_of_the_web_are_json_with_a_sentence(client, method, path, status):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert set(answer.json["error"]) == {"code", "message"}


def test_a_deleted_conversation_is_gone(learner):
    assert learner.delete().status_code == 204
    assert learner.delete().status_code == 401
    assert learner.get().status_code == 401


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    from bot.reference.wording import sentences
    from bot.web.errors import STATUS

    assert set(sentences("errors")) == set(STATUS)


@pytest.mark.parametrize("name", ["sender", "input_channel", "metadata", "token"])
@pytest.mark.parametrize("body", [{"id": "1", "text": "hi"}, {"id": "1", "command": "skip"}])
def test_no_other_key_is_taken(learner, body, name):
    assert (
        learner.client.post(
            "/api/v1/chat/messages", json={**body, name: "x"}, headers=learner.headers
        ).status_code
        == 400
    )


def test_a_whole_conversation_by_taps(learner):
    taps = [["full"], ["year_11"], ["animals", "sport"], None, ["quiet_place", "breaks"], None, ["agreed"]]
    for tap in taps:
        answer = learner.send(choices=tap) if tap else learner.send(text="my own words")
        assert answer.status_code == 200
    assert answer.json["turn"]["question"] is None
    questions = [turn["question"] for turn in learner.get().json["turns"]]
    assert list(itertools.takewhile(bool, questions)) == questions[:-1]
