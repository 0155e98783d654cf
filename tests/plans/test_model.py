"""A draft that grows: answers, options and visits, and what goes when an earlier answer goes."""

import pytest
from hypothesis import given

from bot.plans import ONLY_ME, Choice, Status, draft, with_answer, with_option
from bot.questions import BY_NAME, SECTIONS

from .cases import answer, answer_sets, grown, option, plan_of

HARD_DAYS = {
    "good_and_hard_days": "changes_a_lot", "how_often_hard": "most_weeks", "hard_day_signs": ["go_quiet"],
    "hard_day_help": ["talk_to_me"],
}  # fmt: skip
SUPPORT = {"support_now": ["mentor"], "support_to_continue": "all_of_it"}
DECIDING = {"decision_supporters": ["friend"], "contact_supporters": "not_yet"}


def test_a_new_draft_is_empty_and_nobody_elses():
    plan = draft("river")
    assert (plan.status, plan.version, plan.setting_code) == (Status.DRAFT, 1, "river")
    assert (plan.answers, plan.options, plan.event_ids, plan.comments) == ({}, (), (), ())
    assert plan.sharing == dict.fromkeys(SECTIONS, ONLY_ME)


def test_no_two_drafts_have_the_same_reference():
    assert len({draft("river").reference for _ in range(50)}) == 50


def test_a_later_answer_takes_the_place_of_the_earlier():
    plan = grown({"year_group": answer("year_10"), "interests": answer(["sport"])})
    changed = with_answer(plan, "year_group", answer("year_11", "im in yr 11"))
    assert changed.values == {"year_group": "year_11", "interests": ("sport",)}
    assert changed.answers["year_group"].words == "im in yr 11"


def test_an_answer_that_is_taken_back_is_gone():
    plan = grown({"year_group": answer("year_10"), "interests": answer(["sport"])})
    assert with_answer(plan, "year_group", None).values == {"interests": ("sport",)}
    assert with_answer(draft("river"), "year_group", None).answers == {}


@pytest.mark.parametrize(
    ("answers", "question", "new", "left"),
    [
        (HARD_DAYS, "good_and_hard_days", "some_days_are_hard", set(HARD_DAYS)),
        (HARD_DAYS, "good_and_hard_days", "mostly_the_same", {"good_and_hard_days"}),
        (HARD_DAYS, "good_and_hard_days", "not_sure", {"good_and_hard_days"}),
        (HARD_DAYS, "good_and_hard_days", None, set()),
        (HARD_DAYS, "hard_day_signs", None, set(HARD_DAYS) - {"hard_day_signs"}),
        (SUPPORT, "support_now", ["ehc_plan"], set(SUPPORT)),
        (SUPPORT, "support_now", ["none"], {"support_now"}),
        (SUPPORT, "support_now", None, set()),
        (DECIDING, "decision_supporters", ["just_me"], {"decision_supporters"}),
        (DECIDING, "decision_supporters", ["teacher"], set(DECIDING)),
    ],
)
def test_follow_ups_go_with_the_answer_that_called_for_them(answers, question, new, left):
    plan = grown({name: answer(value) for name, value in answers.items()})
    changed = with_answer(plan, question, None if new is None else answer(new))
    assert set(changed.answers) == left


def test_an_answer_to_a_question_that_does_not_apply_is_not_taken():
    assert with_answer(draft("river"), "how_often_hard", answer("most_weeks")).answers == {}


@given(answers=answer_sets)
def test_a_plan_never_holds_an_answer_to_a_question_that_does_not_apply(answers):
    plan = grown(answers)
    assert all(BY_NAME[name].applies(plan.values) for name in plan.answers)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_sharing_choice_is_no_answer_but_changes_who_sees_the_section(section):
    shared = with_answer(draft("river"), f"sharing_{section}", answer("adviser"))
    assert shared.answers == {}
    assert {name: shared.shared_as(name) for name in SECTIONS} == {
        **dict.fromkeys(SECTIONS, ONLY_ME), section: "adviser",
    }  # fmt: skip
    assert with_answer(shared, f"sharing_{section}", None).shared_as(section) == ONLY_ME


def test_a_section_that_was_never_asked_about_is_only_the_learners():
    assert plan_of(sharing={}).shared_as("hard_days") == ONLY_ME


def test_the_last_word_on_a_course_counts():
    plan = with_option(with_option(draft("river"), option("c1")), option("c2"))
    changed = with_option(plan, option("c1", choice=Choice.REJECTED, reason="too far"))
    assert [(each.course_id, each.choice) for each in changed.options] == [
        ("c2", Choice.CONSIDERING), ("c1", Choice.REJECTED),
    ]  # fmt: skip
    assert [each.course_id for each in changed.kept_options()] == ["c2"]


def test_the_visits_are_those_of_the_options_kept_each_once():
    plan = draft("river")
    for course, event in (("c2", "e2"), ("c1", "e1"), ("c3", "e2"), ("c4", None)):
        plan = with_option(plan, option(course, event_id=event))
    plan = with_option(plan, option("c5", choice=Choice.REJECTED, event_id="e5"))
    assert plan.event_ids == ("e2", "e1")
