import pytest

from bot.answers import Learner
from bot.matching import practical
from bot.questions import BY_NAME

from .cases import context, course, event, said, wanting

SMALL = {"what_helps": ("small_groups",)}
CURIOUS = {"want_to_know": ("class_size",)}


@pytest.mark.parametrize(
    ("learner", "size", "reasons"),
    [
        (SMALL, "6", ["fits group_small"]),
        (SMALL, "6 to 8", ["fits group_small"]),
        (SMALL, "12", ["fits group_size"]),
        (SMALL, "24", ["does_not_fit group_big"]),
        (CURIOUS, "24", ["fits group_size"]),
        (CURIOUS, None, ["ask ask.small_groups"]),
        (SMALL, "it varies", ["ask ask.small_groups"]),
        ({}, "24", []),
    ],
)
def test_the_size_of_groups_matters_to_those_who_said_so(learner, size, reasons):
    facts = {"group_size_typical": size} if size else {}
    asked = Learner(**learner)
    assert said(practical.groups(asked, course(facts=facts), wanting(asked))) == reasons


def test_the_largest_group_stands_in_where_the_usual_one_is_not_known():
    assert practical.group_size(course(facts={"group_size_max": "10"})) == 10


@pytest.mark.parametrize(
    ("learner", "rules", "reasons"),
    [
        ({"want_to_know": ("rules",)}, "Be on time.", ["fits rules"]),
        ({"worries": ("rules",)}, None, ["ask rules_unknown"]),
        ({"what_is_hard": ("getting_cross",)}, None, ["ask rules_unknown"]),
        ({}, "Be on time.", []),
    ],
)
def test_what_they_expect_is_said_or_asked_where_it_matters(learner, rules, reasons):
    facts = {"behaviour_expectations_plain": rules} if rules else {}
    assert said(practical.behaviour(Learner(**learner), course(facts=facts), context())) == reasons


@pytest.mark.parametrize(
    ("wanted", "facts", "visit", "reasons"),
    [
        ("who_can_help", {"named_contact_role": "the SEND team"}, None, ["fits who_can_help"]),
        ("who_can_help", {"send_contact": "send@example.org"}, None, ["fits who_can_help"]),
        ("who_can_help", {}, None, ["ask who_can_help_unknown"]),
        ("what_a_day_is_like", {"days_per_week": "3", "start_time": "10 am"}, None,
         ["fits days_per_week", "fits start_time"]),
        ("what_a_day_is_like", {}, None, ["ask day_unknown"]),
        ("visit_first", {}, event(), ["fits visit_event"]),
        ("visit_first", {"transition_visits": "yes"}, None, ["fits has.transition_visits"]),
        ("visit_first", {}, None, ["ask visit_unknown"]),
        ("cost", {}, None, ["ask cost"]),
    ],
)
def test_what_the_learner_wants_to_know_is_answered_or_asked(wanted, facts, visit, reasons):
    found = practical.want_to_know(
        Learner(want_to_know=(wanted,)), course(facts=facts), context(next_event=visit)
    )
    assert said(found) == reasons


def test_what_a_young_learner_pays_is_never_worked_out_from_a_price():
    found = practical.want_to_know(Learner(want_to_know=("cost",)), course(cost="1200 pounds"), context())
    assert said(found) == ["ask cost"]


def test_everything_a_learner_may_want_to_know_has_a_rule():
    elsewhere = {"class_size", "rules", "quiet_place"}
    assert set(practical.ANSWERS) | elsewhere == set(BY_NAME["want_to_know"].values)
