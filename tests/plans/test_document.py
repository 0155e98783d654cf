"""The plan as the document that other software reads."""

import json
import re
from dataclasses import replace

import pytest

from bot.plans import Comment, Step, as_dict, for_adviser
from bot.questions import SECTIONS

from .cases import NOW, TODAY, answer, option, plan_of

PROMISED_KEYS = {
    "plan": {
        "plan_id", "status", "version", "updated_at", "setting", "answers", "options", "events", "actions",
        "sharing", "gaps",
    },
    "answer": {"value", "words", "by", "at"},
    "option": {"course_id", "title", "provider", "choice", "reason", "ask"},
    "action": {"step", "owner", "due", "status"},
    "gap": {"rule", "field", "message"},
}  # fmt: skip


def document(plan):
    return as_dict(plan, TODAY, lambda gap: f"words of {gap.code}", [{"event_id": "e1"}])


@pytest.fixture
def plan():
    return replace(
        plan_of(
            options=(option(reason="i like it", ask=("How big is a class?",)),),
            sharing={"about_me": "adviser"},
        ),
        answers={"year_group": answer("year_11", "yr 11"), "interests": answer(["sport", "animals"])},
        steps=(Step("Ring the college", "Sam Reed", "2027-01-10"),),
        comments=(Comment(7, "question", "interests", "Which sport?", "Sam Reed", NOW),),
    )


def test_every_key_that_is_promised_is_there(plan):
    made = document(plan)
    assert set(made) >= PROMISED_KEYS["plan"]
    assert set(made["answers"]["year_group"]) >= PROMISED_KEYS["answer"]
    assert set(made["options"][0]) >= PROMISED_KEYS["option"]
    assert set(made["actions"][0]) >= PROMISED_KEYS["action"]
    assert all(set(gap) >= PROMISED_KEYS["gap"] for gap in made["gaps"])


def test_the_promised_keys_are_the_contracts(contract):
    text = (contract / "chat-api.md").read_text(encoding="utf-8")
    written = text[text.index("The plan, as JSON") :]
    named = set(re.findall(r'"(\w+)"(?=[:,}\]])', written))
    assert set().union(*PROMISED_KEYS.values()) <= named


def test_it_says_what_the_plan_says(plan):
    made = document(plan)
    assert made["schema"] == "plan.v1"
    assert (made["plan_id"], made["setting"], made["version"]) == ("a-reference", "river", 1)
    assert made["status"] == "draft_by_learner"
    assert made["answers"] == {
        "year_group": {"value": "year_11", "words": "yr 11", "by": "learner", "at": NOW.isoformat()},
        "interests": {"value": ["sport", "animals"], "words": None, "by": "learner", "at": NOW.isoformat()},
    }
    assert made["options"][0]["ask"] == ["How big is a class?"]
    assert made["options"][0]["choice"] == "considering"
    assert made["actions"] == [
        {"step": "Ring the college", "owner": "Sam Reed", "due": "2027-01-10", "status": "open"}
    ]
    assert made["events"] == [{"event_id": "e1"}]
    assert made["comments"][0]["text"] == "Which sport?"


def test_sharing_names_every_section_also_where_nothing_was_chosen(plan):
    assert document(plan)["sharing"] == {**dict.fromkeys(SECTIONS, "only_me"), "about_me": "adviser"}


def test_each_gap_comes_with_its_words(plan):
    made = document(plan)["gaps"]
    assert {"rule": "2", "field": "E2", "message": "words of hard_days_missing"} in made


def test_it_is_json_all_through(plan):
    assert json.loads(json.dumps(document(plan))) == document(plan)


def test_the_advisers_document_holds_nothing_of_a_hidden_section(plan):
    hidden = replace(plan, sharing={"what_helps": "adviser"})
    text = json.dumps(document(for_adviser(hidden)))
    assert not any(word in text for word in ("yr 11", "animals", "i like it", "How big"))
