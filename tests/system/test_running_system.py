"""The whole system through its public API: Rasa, action server, web application and database."""

import subprocess
import time

import pytest
import requests
from whole_way import TAPPED, said, talk_through

from bot import audit
from bot.conversations import digest
from bot.people import Adviser, Role
from bot.questions import BY_NAME, QUESTIONS, SECTIONS

pytestmark = pytest.mark.rasa
DISCLOSURE = "i want to hurt myself"
CANARY = "zebra-lantern-quince"

# The same answers, typed as young people type.
TYPED = TAPPED | {
    "how_to_talk": "taping", "who_is_here": "jus me", "year_group": "yr 11",
    "interests": "computors n games",
    "strengths": "tecnology and having ideas", "route": "collage", "achievements": "gcses + awards",
    "english_level": "levl 1", "maths_level": "level two", "how_i_learn": "doing it, small steps",
    "keep_plan": "yes keep it", "what_helps": "quiet + breaks",
    "what_is_hard": "i carnt do noisy places or loads of people", "good_and_hard_days": "it changes alot",
    "how_often_hard": "most weeks", "hard_day_signs": "i go quiet", "hard_day_help": "a quiet place",
    "support_now": "a mentor", "support_to_continue": "all of it", "home_area": "ox14 1gg",
    "travel": "bus on my own", "travel_time": "40 mins", "decision_supporters": "my mum",
    "contact_supporters": "yes", "worries": "getting there", "want_to_know": "how big the classes are",
    "sharing": "only me", "begin": "all of it",
}  # fmt: skip


def values(learner):
    return {name: answer["value"] for name, answer in learner.get("/plan")["answers"].items()}


def expected(answers):
    """The stored values of a full set of tapped answers."""
    stored = {}
    for question in QUESTIONS:
        if question.name != "sharing":
            value = answers[question.name]
            stored[question.name] = value if question.kind == "some" or isinstance(value, str) else value[0]
    return {
        name: [part for part in BY_NAME[name].values if part in value] if isinstance(value, list) else value
        for name, value in stored.items()
    }


@pytest.fixture
def learner(running):
    return running.learner()


def test_a_whole_conversation_is_in_the_plan_with_every_answer_given(running, learner):
    asked = talk_through(learner, TAPPED)
    plan = learner.get("/plan")
    assert values(learner) == expected(TAPPED)
    assert set(plan["sharing"]) == set(SECTIONS)
    assert {f"sharing:{section}" for section in SECTIONS} <= set(asked)
    assert all(answer["by"] == "learner" for answer in plan["answers"].values())


def test_typed_with_misspellings_and_tapped_give_the_same_stored_values(running):
    tapped, typed = running.learner(), running.learner()
    talk_through(tapped, TAPPED)
    talk_through(typed, TYPED)
    assert values(typed) == values(tapped)


def test_the_quick_way_asks_only_its_questions(learner):
    asked = talk_through(learner, TAPPED | {"begin": ["quick"]})
    quick = {question.name for question in QUESTIONS if question.quick}
    assert {name.split(":")[0] for name in asked} - {"begin", "keep_plan"} == quick


def test_a_disclosure_at_any_question_is_met_with_help_and_stored_nowhere_but_in_the_alert(running):
    learner = running.learner()
    helped = []

    def disclose(learner, name):
        if name == "after_help":
            return
        turn = learner.say(text=f"{DISCLOSURE} {CANARY}")
        assert [message["kind"] for message in turn["messages"]].count("help") == 1, name
        assert learner.asked == "after_help", name
        helped.append(name)
        learner.say(choices=["go_on"])

    asked = talk_through(learner, TAPPED, before=disclose)
    assert len(helped) == len(asked)
    with running.store().open() as s:
        lead = Adviser(0, "dsl@demo.example", "", "demo", frozenset({Role.DSL}))
        mine = [alert for alert in s.alerts.for_dsl(lead) if CANARY in (alert.words or "")]
    assert len(mine) == len(helped)
    plan = str(learner.get("/plan"))
    assert CANARY not in plan and "hurt" not in plan
    assert CANARY not in str(learner.get(""))
    assert CANARY.encode() not in running.log_bytes()


@pytest.mark.parametrize("text", ["help me now", "can i talk to a person"])
def test_help_and_a_person_can_be_asked_for_in_words(learner, text):
    learner.say(choices=["full"])
    learner.say(text=text)
    assert learner.turn["messages"]
    assert values_are_untouched(learner)


def values_are_untouched(learner):
    return learner.turn["question"]["name"] in {"how_to_talk", "after_help"}


def test_real_t_levels_near_ox14_are_shown_with_distance_and_reasons(running, real_data):
    learner = running.learner()
    talk_through(learner, TAPPED)
    matches = learner.get("/matches?limit=20")["matches"]
    real = [match for match in matches if match["route"] == "t_level"]
    assert {"Abingdon and Witney College"} <= {match["provider"] for match in real}
    assert all(match["distance_km"] is not None for match in real)
    assert all(match["because"] for match in real)
    assert all(match["source"]["name"] and match["source"]["date"] for match in real)
    first = matches[:3]
    assert len({match["provider"] for match in first}) >= 2
    away = [match["distance_km"] or 0 for match in first]
    assert max(away) > min(away)


def test_an_option_saved_or_turned_down_is_in_the_plan_with_its_reason(learner):
    talk_through(learner, TAPPED)
    first, second = learner.get("/matches?limit=2")["matches"]
    learner.say(command=f"save:{first['course_id']}")
    learner.say(command=f"reject:{second['course_id']}:too_far")
    options = {option["course_id"]: option for option in learner.get("/plan")["options"]}
    assert options[first["course_id"]]["choice"] == "considering"
    assert options[second["course_id"]]["choice"] == "rejected"
    assert options[second["course_id"]]["reason"] == "too_far"
    shown = {match["course_id"] for match in learner.get("/matches?limit=50")["matches"]}
    assert second["course_id"] not in shown


def test_nothing_is_kept_before_the_learner_agrees(running, learner):
    for name in ("full", "tap", "just_me", "year_11"):
        learner.say(choices=[name])
    with running.store().open() as s:
        conversation = s.conversations.by_token(digest(learner.token), audit.now())
        assert s.plans.of_conversation(conversation.id) is None


def test_a_change_is_in_the_plan_at_once_and_keeps_every_other_answer(learner):
    talk_through(learner, TAPPED)
    before = values(learner)
    learner.say(command="change:year_group")
    assert learner.asked == "year_group"
    learner.say(choices=["year_10"])
    assert values(learner) == before | {"year_group": "year_10"}
    assert learner.asked is None


def test_the_same_message_id_is_processed_once(learner):
    learner.post(message_id="one", choices=["full"])
    again = learner.post(message_id="one", choices=["full"]).json()["turn"]
    assert again["question"]["name"] == "how_to_talk"
    assert learner.get("")["turn"]["question"]["name"] == "how_to_talk"


def test_a_return_code_brings_the_plan_back_on_another_device(running, learner):
    talk_through(learner, TAPPED)
    code = requests_post(running, "/return-code", learner)["code"]
    other = running.learner()
    answered = requests_post(running, "/return", other, code=code.lower().replace("-", " "))
    other.token, other.turn = answered["token"], answered["turn"]
    assert values(other) == values(learner)


def requests_post(running, path, learner, **body):
    url = f"{running.base}/api/v1/chat{path}"
    answered = requests.post(url, json=body, headers=learner.headers, timeout=30)
    assert answered.status_code in (200, 201), answered.text
    return answered.json()


def test_deleting_leaves_none_of_the_learners_words_in_the_database_file(running, learner):
    answers = TAPPED | {"strength_example": f"i fixed a {CANARY}1", "anything_else": f"my cat {CANARY}1"}
    talk_through(learner, answers)
    assert f"{CANARY}1".encode() in running.database_bytes()
    assert learner.delete() == 204
    assert f"{CANARY}1".encode() not in running.database_bytes()
    assert learner.post(command="skip").status_code == 401


def test_deleting_a_shared_plan_leaves_the_adviser_what_was_shared_and_nothing_else(running, learner):
    shared, own = f"i mended a {CANARY}3", f"my hamster {CANARY}4"
    learner_answers = TAPPED | {"strength_example": shared, "anything_else": own}
    while learner.asked:
        name = learner.turn["question"]["name"]
        only = ["adviser"] if learner.asked == "sharing:about_me" else learner_answers[name]
        learner.say(**said(only))
    assert learner.delete() == 204
    kept = running.database_bytes()
    assert shared.encode() in kept
    assert own.encode() not in kept


def test_killing_rasa_between_two_answers_loses_nothing_and_is_said(running, learner):
    learner.say(choices=["full"])
    learner.say(choices=["tap"])
    running.kill_rasa()
    away = learner.post(message_id="while-away", choices=["just_me"])
    assert away.status_code == 503
    assert away.json()["error"]["message"]
    assert wait_for(lambda: learner.post(message_id="while-away", choices=["just_me"]).status_code == 200)
    talk_on = learner.get("")["turn"]
    assert talk_on["question"]["name"] == "year_group"
    assert talk_on["progress"]["done"] == 2


def wait_for(happens, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.5)
    return False


def test_only_the_web_application_can_be_reached_from_outside(running):
    listening = subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=True).stdout
    private = (running.settings.rasa_port, running.settings.actions_port)
    addresses = [line.split()[3] for line in listening.splitlines()]
    for port in private:
        assert [address for address in addresses if address.endswith(f":{port}")] == [f"127.0.0.1:{port}"]


def test_rasa_answers_nobody_who_does_not_know_the_secret(running):
    base = f"http://127.0.0.1:{running.settings.rasa_port}"
    body = {"conversation": "x", "message": "1", "event": "start"}
    assert requests.post(f"{base}/webhooks/onward/turn", json=body, timeout=10).status_code == 401
    for path in ("/webhooks/rest/webhook", "/conversations/x/tracker", "/model/parse", "/domain"):
        assert requests.post(f"{base}{path}", json={}, timeout=10).status_code in (404, 405)


def test_no_answer_and_no_token_is_in_any_log(running, learner):
    answers = TAPPED | {"strength_example": f"i built a {CANARY}2"}
    talk_through(learner, answers)
    logs = running.log_bytes()
    assert f"{CANARY}2".encode() not in logs
    assert learner.token.encode() not in logs
