"""The learner's own plan page: everything they said, who sees it, and the way out."""

import re

import pytest

from bot import audit
from bot.answers import Answer
from bot.plans import Comment
from bot.safeguarding import Concern

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")


@pytest.fixture
def plan(keep_plan, store):
    kept = keep_plan(
        shared=True, year_group="year_11", what_helps=Answer(("quiet_place", "breaks"), "quiet n breaks")
    )
    with store.open() as s:
        s.plans.add_comment(
            kept.reference, Comment(None, "question", None, "Which bus?", "Sam Okoro"), MADE_UP
        )
        s.plans.add_comment(
            kept.reference, Comment(None, "comment", None, "Good start.", "Sam Okoro"), MADE_UP
        )
    return kept


def post(learner, path="", **fields):
    return learner.client.post(f"/chat/plan{path}", data={"token": learner.token, **fields})


def reply_of(store, plan):
    with store.open() as s:
        return s.plans.get(plan.reference).comments[0].reply


def test_without_a_plan_the_page_says_how_to_get_one(learner):
    answer = post(learner)
    assert answer.status_code == 200
    assert "You have not kept a plan yet." in answer.text
    assert "Delete everything" in answer.text


def test_the_page_shows_answers_with_labels_and_own_words(learner, plan):
    html = post(learner).text
    for words in (
        "Year 11",
        "A quiet place",
        "Breaks",
        "quiet n breaks",
        "My adviser",
        "Only me",
        "This is a draft.",
    ):
        assert words in html
    for command in ("change:year_group", "change:what_helps", "change:sharing_hard_days"):
        assert f'value="{command}"' in html


def test_what_is_missing_is_shown_as_still_to_do(learner, plan):
    html = post(learner).text
    assert "Still to do" in html
    assert "There is no back-up choice yet." in html


def test_a_change_leads_back_to_the_chat(learner, plan, engine):
    html = post(learner).text
    page = re.search('name="page" value="([^"]*)"', html)[1]
    answer = learner.client.post(
        "/chat/say", data={"token": learner.token, "page": page, "command": "change:year_group"}
    )
    assert answer.status_code == 200
    assert engine.sent[-1]["command"] == "change:year_group"


def test_the_adviser_s_words_are_shown_and_a_question_can_be_answered(learner, plan, store):
    html = post(learner).text
    assert "Which bus?" in html
    assert "Good start." in html
    comment = re.search('name="comment" value="([^"]*)"', html)[1]
    answer = post(learner, "/reply", comment=comment, text="The number 9.")
    assert answer.status_code == 200
    assert "You answered: The number 9." in answer.text
    assert reply_of(store, plan) == "The number 9."


def test_reading_the_page_counts_as_having_seen_the_question(learner, plan):
    post(learner)
    assert "Which bus?" not in str(learner.send(choices=["full"]).json)


def test_a_concern_in_a_reply_gets_help_and_is_not_kept_in_the_plan(learner, plan, store):
    comment = re.search('name="comment" value="([^"]*)"', post(learner).text)[1]
    answer = post(learner, "/reply", comment=comment, text="I want to hurt myself zqx")
    assert "I have told Ms Vale" in answer.text
    assert "zqx" not in answer.text
    assert reply_of(store, plan) is None


def test_a_reply_that_only_the_second_net_minds_gets_help_too(learner, plan, store, engine):
    engine.finds = Concern("grooming", "soon")
    comment = re.search('name="comment" value="([^"]*)"', post(learner).text)[1]
    answer = post(learner, "/reply", comment=comment, text="he drives me zqx")
    assert "I have told Ms Vale" in answer.text
    assert "zqx" not in answer.text
    assert reply_of(store, plan) is None


def test_a_reply_that_the_second_net_cannot_look_at_is_not_kept(learner, plan, store, engine):
    engine.away = 99
    comment = re.search('name="comment" value="([^"]*)"', post(learner).text)[1]
    answer = post(learner, "/reply", comment=comment, text="The number 9.")
    assert answer.status_code == 503
    assert "The number 9." in answer.text
    assert reply_of(store, plan) is None


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": " "}, 422),
        ({"text": "x" * 1001}, 422),
        ({"text": "a\0"}, 422),
        ({"text": "fine", "comment": "999"}, 404),
        ({"text": "fine", "comment": "x"}, 404),
        ({"text": "fine", "comment": "2"}, 404),
        ({}, 422),
    ],
)
def test_a_reply_that_cannot_be_kept_says_why(learner, plan, store, fields, status):
    answer = post(learner, "/reply", **{"comment": "1", **fields})
    assert answer.status_code == status
    assert 'id="problem"' in answer.text
    assert reply_of(store, plan) is None


def test_nobody_can_answer_on_another_s_plan(learner, plan, store, another):
    other = another()
    assert post(other, "/reply", comment="1", text="mine").status_code == 404
    assert reply_of(store, plan) is None


def test_a_code_is_shown_on_demand_and_works(learner, plan):
    assert not re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", post(learner).text)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", post(learner, "/code").text)[0]
    assert learner.client.post("/api/v1/chat/return", json={"code": code}).status_code == 200


def test_deleting_asks_first(learner, keep_plan):
    keep_plan()
    assert "get them back." in post(learner, "/delete").text
    assert learner.get("/plan").status_code == 200


def test_deleting_forgets_everything(learner, keep_plan):
    keep_plan()
    answer = post(learner, "/delete", sure="yes")
    assert "data-ended" in answer.text
    assert "your plan are gone" in answer.text
    assert learner.get("/plan").status_code == 401


def test_deleting_a_shared_plan_says_what_stays(learner, plan, store):
    assert "Your adviser keeps the plan." in post(learner, "/delete").text
    assert "Your adviser still has the plan" in post(learner, "/delete", sure="yes").text
    with store.open() as s:
        assert s.plans.get(plan.reference)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}"])
def test_words_are_shown_and_never_run(learner, keep_plan, words):
    keep_plan(strength_example=Answer(words, words), dream_job=words)
    html = post(learner).text
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "49" not in re.findall(r"<dd>(.*?)</dd>", html, re.DOTALL)
