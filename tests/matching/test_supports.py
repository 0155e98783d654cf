import pytest

from bot.answers import Learner
from bot.courses import SUPPORT_FEATURES
from bot.matching import supports
from bot.questions import BY_NAME, EMPTY

from .cases import context, course, said, wanting


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({"quiet_space": "yes"}, ["fits has.quiet_space"]),
        ({"quiet_space": "yes", "sensory_friendly": "no"},
         ["fits has.quiet_space"]),
        ({"quiet_space": "no"}, ["does_not_fit lacks.quiet_space", "ask ask.sensory_friendly"]),
        ({"quiet_space": "no", "sensory_friendly": "no"},
         ["does_not_fit lacks.quiet_space", "does_not_fit lacks.sensory_friendly"]),
        ({"quiet_space": "unknown"}, ["ask ask.quiet_space"]),
        ({}, ["ask ask.quiet_space"]),
    ],
)
def test_a_wanted_support_is_there_or_missing_or_one_question_to_ask(facts, reasons):
    learner = Learner(what_helps=("quiet_place",))
    assert said(supports.supports(learner, course(facts=facts), wanting(learner))) == reasons


def test_the_same_support_is_said_once_however_often_it_is_wanted():
    learner = Learner(what_helps=("quiet_place",), what_is_hard=("noise",), want_to_know=("quiet_place",))
    assert said(supports.supports(learner, course(), wanting(learner))) == ["ask ask.quiet_space"]


@pytest.mark.parametrize(
    ("answers", "feature"),
    [
        ({"what_helps": ("small_groups",)}, "small_groups"),
        ({"what_is_hard": ("lots_of_people",)}, "small_groups"),
        ({"worries": ("big_classes",)}, "small_groups"),
        ({"what_helps": ("person_i_know",)}, "key_person"),
        ({"what_helps": ("told_of_changes",)}, "transition_visits"),
        ({"what_helps": ("breaks",)}, "rest_breaks"),
        ({"what_helps": ("starting_later",)}, "later_start"),
        ({"what_helps": ("help_with_writing",)}, "reading_writing_help"),
        ({"what_is_hard": ("numbers",)}, "maths_help"),
        ({"what_is_hard": ("worry",)}, "wellbeing_team"),
        ({"what_is_hard": ("getting_cross",)}, "behaviour_mentor"),
        ({"what_is_hard": ("getting_around",)}, "step_free"),
        ({"travel": ("need_help",)}, "travel_training"),
        ({"travel": ("public_transport_with_help",)}, "transport_help"),
        ({"worries": ("money",)}, "bursary"),
        ({"support_now": ("ehc_plan",)}, "ehcp_support"),
        ({"good_and_hard_days": "changes_a_lot"}, "flexible_timetable"),
        ({"good_and_hard_days": "some_days_are_hard"}, "phased_start"),
    ],
)
def test_an_answer_calls_for_the_support_that_meets_it(answers, feature):
    learner = Learner(**answers)
    found = supports.supports(learner, course(facts={feature: "yes"}), wanting(learner))
    assert f"fits has.{feature}" in said(found)


def test_a_learner_who_asked_for_nothing_is_told_nothing_of_support():
    everything = course(facts=dict.fromkeys(SUPPORT_FEATURES, "yes"))
    assert said(supports.supports(Learner(), everything, wanting(Learner()))) == []


def test_help_that_a_learner_wants_to_leave_behind_is_not_looked_for():
    learner = Learner(support_now=("mentor",), support_to_continue="none_of_it")
    assert supports.wants(learner) == ()


@pytest.mark.parametrize("want", supports.WANTS)
def test_every_want_names_answers_and_features_that_exist(want):
    assert set(want.values) <= set(BY_NAME[want.question].values)
    assert set(want.features) <= set(SUPPORT_FEATURES)


@pytest.mark.parametrize("question", ["what_helps", "what_is_hard"])
def test_every_answer_that_names_something_calls_for_support(question):
    met = {value for want in supports.WANTS if want.question == question for value in want.values}
    assert set(BY_NAME[question].values) - EMPTY - {"something_else"} == met


@pytest.mark.parametrize(
    ("days", "reasons"),
    [
        ("changes_a_lot", ["ask hard_day"]),
        ("some_days_are_hard", ["ask hard_day"]),
        ("mostly_the_same", []),
        (None, []),
    ],
)
def test_whoever_has_hard_days_has_a_question_about_them(days, reasons):
    assert said(supports.hard_days(Learner(good_and_hard_days=days), course(), context())) == reasons


