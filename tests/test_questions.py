"""The questions: the contract word for word, which of them apply, and how far a learner is."""

import re
from itertools import groupby

import pytest
from ruamel.yaml import YAML

from bot.questions import (
    BY_NAME,
    QUESTIONS,
    SECTIONS,
    SHARING_VALUES,
    SKIPPED,
    STEPS,
    Kind,
    Path,
    as_list,
    asked,
    progress,
    section_of_slot,
    sharing_slot,
    sitting,
)

SHARING = [sharing_slot(section) for section in SECTIONS]
CALLING = {
    "good_and_hard_days": "changes_a_lot",
    "support_now": ["mentor"],
    "decision_supporters": ["friend"],
}
ON_HARD_DAYS = ["how_often_hard", "hard_day_signs", "hard_day_help"]


@pytest.fixture
def promised(contract):
    return YAML(typ="safe").load(contract / "questions.yml")


def as_promised(question):
    """A question of ours as the contract writes it: what is not said is left out."""
    row = {
        "name": question.name,
        "sitting": question.sitting,
        "kind": str(question.kind),
        "plan": question.plan_field,
    }
    if question.values:
        row["values"] = list(question.values)
    if question.asked_if:
        row["asked_if"] = {name: list(wanted) for name, wanted in question.asked_if.items()}
    if question.asked_if_any:
        row["asked_if_any"] = question.asked_if_any
    for mark in ("sensitive", "quick"):
        if getattr(question, mark):
            row[mark] = True
    return row


def test_every_question_is_the_contract_s_in_the_contract_s_order(promised):
    without_default = [{name: said for name, said in row.items() if name != "default"} for row in promised]
    assert [as_promised(question) for question in QUESTIONS] == without_default


def test_only_sharing_has_a_default_and_it_is_the_first_of_its_values(promised):
    assert {row["name"]: row["default"] for row in promised if "default" in row} == {
        "sharing": SHARING_VALUES[0]
    }


def test_the_steps_are_among_those_of_the_contract_with_its_values(contract):
    text = (contract / "questions.yml").read_text(encoding="utf-8")
    found = re.findall(r"^#   (\w+) +((?:\w+, )*\w+)(?:  .*)?$", text, re.MULTILINE)
    promised_steps = {name: tuple(values.split(", ")) for name, values in found}
    assert set(STEPS) <= set(promised_steps)
    assert {name: promised_steps[name] for name in STEPS} == dict(STEPS)


def test_sittings_follow_one_another():
    assert [number for number, _ in groupby(question.sitting for question in QUESTIONS)] == [1, 2, 3]


def test_no_name_or_value_is_there_twice():
    assert len(BY_NAME) == len(QUESTIONS)
    assert all(len(set(question.values)) == len(question.values) for question in QUESTIONS)


def test_every_question_belongs_to_a_section_that_can_be_shared():
    assert {question.section for question in QUESTIONS} == set(SECTIONS)


def test_words_and_places_are_the_only_questions_without_values():
    free = {question.name for question in QUESTIONS if not question.values}
    assert free == {q.name for q in QUESTIONS if q.kind in (Kind.WORDS, Kind.PLACE)}


@pytest.mark.parametrize(
    ("answers", "applying"),
    [
        ({}, []),
        ({"good_and_hard_days": "mostly_the_same"}, []),
        ({"good_and_hard_days": "rather_not_say"}, []),
        ({"good_and_hard_days": "not_sure"}, []),
        ({"good_and_hard_days": "skipped"}, []),
        ({"good_and_hard_days": "some_days_are_hard"}, ON_HARD_DAYS),
        ({"good_and_hard_days": "changes_a_lot"}, ON_HARD_DAYS),
        ({"support_now": ["none"]}, []),
        ({"support_now": ["rather_not_say"]}, []),
        ({"support_now": "skipped"}, []),
        ({"support_now": "not_sure"}, []),
        ({"support_now": ["mentor"]}, ["support_to_continue"]),
        ({"support_now": ("mentor", "ehc_plan")}, ["support_to_continue"]),
        ({"decision_supporters": ["just_me"]}, []),
        ({"decision_supporters": ["not_sure"]}, []),
        ({"decision_supporters": ["friend"]}, ["contact_supporters"]),
        ({"decision_supporters": ["just_me", "friend"]}, ["contact_supporters"]),
    ],
)
def test_a_follow_up_is_asked_only_where_an_answer_calls_for_it(answers, applying):
    conditional = [q for q in QUESTIONS if q.asked_if or q.asked_if_any]
    assert [question.name for question in conditional if question.applies(answers)] == applying
    assert set(asked(answers)) & {question.name for question in conditional} == set(applying)


def test_the_quick_path_is_six_questions_and_the_sharing():
    quick = asked({}, Path.QUICK)
    assert quick == [
        "year_group", "interests", "route", "what_helps", "home_area", "travel_time",
        "sharing_about_me", "sharing_what_helps", "sharing_choices",
    ]  # fmt: skip


def test_the_quick_path_leaves_out_follow_ups_too():
    answers = {"good_and_hard_days": "changes_a_lot", "support_now": ["mentor"]}
    assert not set(ON_HARD_DAYS) & set(asked(answers, Path.QUICK))


def skipped(section):
    return {question.name: SKIPPED for question in QUESTIONS if question.section == section}


@pytest.mark.parametrize(
    ("answers", "path", "left_out"),
    [
        ({}, Path.FULL, []),
        ({}, Path.QUICK, ["sharing_hard_days"]),
        ({"what_is_hard": ["noise"]}, Path.QUICK, []),
        (skipped("hard_days"), Path.FULL, ["sharing_hard_days"]),
        ({**skipped("hard_days"), "worries": ["money"]}, Path.FULL, []),
        ({**skipped("hard_days"), "worries": "not_sure"}, Path.FULL, []),
        ({**skipped("hard_days"), "worries": None}, Path.FULL, []),
        ({**skipped("about_me"), **skipped("what_helps")}, Path.FULL, SHARING[:2]),
        (skipped("choices"), Path.FULL, []),
    ],
)
def test_of_a_section_in_which_nothing_was_said_it_is_not_asked_who_sees_it(answers, path, left_out):
    assert [slot for slot in SHARING if slot not in sitting(3, answers, path)] == left_out


@pytest.mark.parametrize(("path", "calling", "turns"), [(Path.FULL, CALLING, 34), (Path.QUICK, {}, 11)])
def test_there_are_no_more_turns_than_these_with_the_steps_on_the_way(path, calling, turns):
    assert len(["begin", "keep_plan", *asked(calling, path)]) == turns


def test_sharing_is_asked_once_for_each_section_and_last():
    assert sitting(3, {})[-len(SECTIONS) :] == SHARING
    assert "sharing" not in asked({})


def test_all_three_sittings_together_are_everything_that_is_asked():
    assert asked({}) == sitting(1, {}) + sitting(2, {}) + sitting(3, {})


@pytest.mark.parametrize(
    ("answers", "path", "done", "of"),
    [
        ({}, Path.FULL, 0, 27),
        ({}, Path.QUICK, 0, 9),
        ({"year_group": "year_11", "interests": ["sport"]}, Path.QUICK, 2, 9),
        ({"year_group": "skipped"}, Path.QUICK, 1, 9),
        ({"strengths": ["ideas"]}, Path.QUICK, 0, 9),
        ({"good_and_hard_days": "changes_a_lot"}, Path.FULL, 1, 30),
        ({"sharing_about_me": "adviser"}, Path.FULL, 1, 27),
        ({"how_often_hard": "most_weeks"}, Path.FULL, 0, 27),
        ({"begin": "full", "keep_plan": "agreed"}, Path.FULL, 0, 27),
    ],
)
def test_progress_counts_what_is_done_of_what_applies(answers, path, done, of):
    assert progress(answers, path) == {"done": done, "of": of}


@pytest.mark.parametrize(
    ("slot", "section"),
    [
        *zip(SHARING, SECTIONS, strict=True),
        ("sharing", None),
        ("sharing_everything", None),
        ("about_me", None),
    ],
)
def test_a_sharing_slot_tells_its_section(slot, section):
    assert section_of_slot(slot) == section


@pytest.mark.parametrize(
    ("value", "listed"),
    [(None, []), ("a", ["a"]), (["a", "b"], ["a", "b"]), (("a",), ["a"]), ((), [])],
)
def test_one_value_none_or_several_are_all_read_as_a_list(value, listed):
    assert as_list(value) == listed
