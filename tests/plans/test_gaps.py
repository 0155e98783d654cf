"""What is still missing: each rule speaks up, and falls silent once it is met."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from bot.plans import WHY_THESE_PLACES, Choice, Comment, Step, for_adviser, gaps
from bot.questions import SECTIONS

from .cases import NOW, TODAY, answer, option, plan_of

TASK = Step("Ask about class size", "Sam Reed", "2027-01-10")
NEAR, FAR = option("c1", distance_km=1.0), option("c2", "Hill College", distance_km=9.0)
HERE = option("c3", "Vale College", distance_km=1.0)
ASKING = option("c1", ask=("How big is a class?",))
SURE = {"options": (NEAR, FAR, HERE)}
BACK_UP = replace(HERE, choice=Choice.BACK_UP)
YEAR_11 = {"year_group": "year_11"}
EHC = {**YEAR_11, "support_now": ["ehc_plan"]}
VISIT = {"options": (replace(NEAR, event_id="e1"),)}
EVERYTHING = {
    **EHC, "what_is_hard": ["noise"], "what_helps": ["breaks"], "good_and_hard_days": "mostly_the_same",
    "decision_supporters": ["friend"], "anything_else": "I look after my nan",
}  # fmt: skip
EVERY_SHARING = [shared for number in range(5) for shared in combinations(SECTIONS, number)]


def codes(answers, fields, today=TODAY):
    return [gap.code for gap in gaps(plan_of(answers, **fields), today)]


@pytest.mark.parametrize(
    ("code", "missing", "there"),
    [
        (
            "what_helps_missing",
            ({"what_is_hard": ["noise"]}, {}),
            ({"what_is_hard": ["noise"], "what_helps": ["breaks"]}, {}),
        ),
        (
            "what_helps_missing",
            ({"what_is_hard": ["noise"], "what_helps": "not_sure"}, {}),
            ({"what_is_hard": "not_sure"}, {}),
        ),
        (
            "barrier_needs_detail",
            ({"what_is_hard": ["worry"]}, {}),
            ({"what_is_hard": ["rather_not_say"]}, {}),
        ),
        ("hard_days_missing", ({}, {}), ({"good_and_hard_days": "mostly_the_same"}, {})),
        ("few_options", ({}, {}), ({}, SURE)),
        ("few_options", ({}, {"options": (NEAR, FAR)}), ({}, SURE)),
        ("few_options", ({}, {"options": (NEAR,)}), ({}, SURE)),
        ("one_provider", ({}, {"options": (NEAR, option("c9"))}), ({}, SURE)),
        ("only_nearest", ({}, {"options": (NEAR, HERE)}), ({}, SURE)),
        (
            "only_nearest",
            ({}, {"options": (NEAR, HERE)}),
            ({}, {"options": (option("c1"), option("c2", "Hill College"))}),
        ),
        (
            "questions_need_owner",
            ({}, {"options": (ASKING,)}),
            ({}, {"options": (ASKING,), "steps": (TASK,)}),
        ),
        (
            "questions_need_owner",
            ({}, {"options": (ASKING,)}),
            ({}, {"options": (replace(ASKING, choice=Choice.REJECTED),)}),
        ),
        ("no_back_up", ({}, SURE), ({}, {"options": (NEAR, replace(FAR, choice=Choice.BACK_UP))})),
        ("no_dated_action", ({}, {}), ({}, {"steps": (TASK,)})),
        (
            "no_dated_action",
            ({}, {"steps": (replace(TASK, due=None),)}),
            ({}, {"steps": (replace(TASK, due=None), TASK)}),
        ),
        ("supporters_missing", ({}, {}), ({"decision_supporters": ["just_me"]}, {})),
        ("support_needs_dates", ({"support_now": ["mentor"]}, {}), ({"support_now": ["none"]}, {})),
        ("nothing_said_of_circumstances", ({}, {}), ({"anything_else": "I look after my nan"}, {})),
    ],
)
def test_a_rule_speaks_while_something_is_missing_and_not_once_it_is_there(code, missing, there):
    assert code in codes(*missing)
    assert code not in codes(*there)


@pytest.mark.parametrize(
    ("code", "answers", "fields", "first", "last"),
    [
        ("no_visit_by_february", YEAR_11, {}, date(2027, 2, 1), date(2027, 8, 31)),
        ("no_offer_by_june", YEAR_11, {}, date(2027, 6, 1), date(2027, 8, 31)),
        ("ehc_placement_due", EHC, {}, date(2027, 2, 3), date(2027, 8, 31)),
    ],
)
def test_a_deadline_is_named_from_its_first_day_to_its_last(code, answers, fields, first, last):
    day = timedelta(days=1)
    named = [code in codes(answers, fields, today) for today in (first - day, first, last, last + day)]
    assert named == [False, True, True, False]


@pytest.mark.parametrize(
    ("code", "answers", "fields"),
    [
        ("no_visit_by_february", YEAR_11, VISIT),
        ("no_visit_by_february", {"year_group": "year_10"}, {}),
        ("no_visit_by_february", {}, {}),
        ("no_offer_by_june", {"year_group": "left_school"}, {}),
        ("ehc_placement_due", {**YEAR_11, "support_now": ["mentor"]}, {}),
        ("ehc_placement_due", YEAR_11, {}),
    ],
)
def test_a_deadline_is_not_named_where_it_does_not_concern_the_learner(code, answers, fields):
    assert code not in codes(answers, fields, date(2027, 7, 1))


@pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True), (900, True)])
def test_an_answer_is_old_after_a_year(days, old):
    plan = plan_of()
    plan = replace(plan, answers={"year_group": answer("year_10", at=NOW - timedelta(days=days))})
    found = [gap for gap in gaps(plan, TODAY) if gap.code == "answers_are_old"]
    assert [gap.values for gap in found] == ([{"count": "1"}] if old else [])


def test_how_many_options_there_are_is_told():
    (gap,) = (gap for gap in gaps(plan_of(options=(NEAR, FAR)), TODAY) if gap.code == "few_options")
    assert gap.values == {"count": "2"}


def test_a_course_that_was_turned_down_still_counts_as_looked_at():
    dropped = tuple(replace(each, choice=Choice.REJECTED) for each in SURE["options"])
    assert "few_options" not in codes({}, {"options": dropped})


def test_gaps_come_in_the_order_of_the_rules():
    rules = [int(gap.rule) for gap in gaps(plan_of(EHC), date(2027, 7, 1))]
    assert rules == sorted(rules)


@pytest.mark.parametrize(
    ("section", "silent"),
    [
        ("hard_days", {"1", "2", "8"}),
        ("choices", {"3", "4", "5", "6"}),
        ("what_helps", {"7"}),
        ("about_me", {"10"}),
    ],
)
def test_rules_about_a_section_that_was_left_out_are_not_judged(section, silent):
    plan = plan_of({**EHC, "what_is_hard": ["noise"]}, options=(ASKING,))
    summer = date(2027, 7, 1)
    seen = {gap.rule for gap in gaps(plan, summer)}
    assert silent <= seen
    assert {gap.rule for gap in gaps(replace(plan, hidden=frozenset({section})), summer)} == seen - silent


@pytest.mark.parametrize("sharing", EVERY_SHARING, ids="+".join)
@pytest.mark.parametrize("today", [TODAY, date(2027, 3, 1), date(2027, 7, 1)])
def test_a_copy_never_names_as_missing_what_the_learner_said_but_did_not_share(sharing, today):
    whole = plan_of(EVERYTHING, options=(*VISIT["options"], FAR, BACK_UP), steps=(TASK,))
    copy = for_adviser(replace(whole, sharing=dict.fromkeys(sharing, "adviser")))
    named = gaps(whole, today)
    assert all(gap in named for gap in gaps(copy, today))


def test_a_copy_without_any_section_has_no_gaps():
    assert gaps(replace(plan_of(), hidden=frozenset(SECTIONS)), TODAY) == []


@pytest.mark.parametrize("options", [(), (NEAR,)])
def test_of_no_place_or_one_nothing_is_said_of_the_others(options):
    assert not {"one_provider", "only_nearest"} & set(codes({}, {"options": options}))


WHY = Comment(None, "comment", WHY_THESE_PLACES, "Only one bus stops in the village.", "Sam Adviser")


@pytest.mark.parametrize(
    ("comment", "open_still"),
    [
        (WHY, False),
        (replace(WHY, field=None), True),
        (replace(WHY, kind="question"), True),
    ],
)
@pytest.mark.parametrize("options", [(), (NEAR, HERE), (NEAR, option("c9"))])
def test_places_that_are_few_or_near_need_more_or_an_advisers_words_on_why(comment, open_still, options):
    found = gaps(plan_of({}, options=options, comments=(comment,)), TODAY)
    assert any(gap.rule == "3" for gap in found) is open_still
