from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.answers import Learner
from bot.courses import Fact, Source, Tri
from bot.matching import Bearing, conditions
from bot.matching.ranking import rank

from .cases import JOBS, SOURCE, TODAY, context, course, said, wanting

NEXT_SEPTEMBER = date(2027, 9, 6)


@pytest.mark.parametrize(
    ("year", "offer", "reasons"),
    [
        ("left_school", {"roll_on": True}, ["fits start_now"]),
        ("year_12_or_13", {"roll_on": True}, ["fits start_now"]),
        ("year_10", {"roll_on": True}, ["fits start_any_time"]),
        ("year_11", {"starts": NEXT_SEPTEMBER}, ["fits start_date"]),
        ("year_10", {"starts": NEXT_SEPTEMBER}, ["ask start_too_soon"]),
        ("left_school", {"starts": NEXT_SEPTEMBER}, ["does_not_fit start_long_wait"]),
        ("left_school", {"starts": TODAY + timedelta(days=40)}, ["fits start_date"]),
        (None, {"starts": NEXT_SEPTEMBER}, ["fits start_date"]),
        ("year_11", {"starts": date(2021, 9, 1)}, ["ask start_past"]),
        ("year_11", {}, ["ask start_unknown"]),
    ],
)
def test_a_start_suits_the_learners_year_or_is_asked(year, offer, reasons):
    assert said(conditions.start(Learner(year_group=year), course(**offer), context())) == reasons


@pytest.mark.parametrize(
    ("year", "today", "leaves"),
    [
        ("year_11", date(2026, 11, 23), date(2027, 6, 30)),
        ("year_11", date(2027, 3, 1), date(2027, 6, 30)),
        ("year_9", date(2026, 11, 23), date(2029, 6, 30)),
        ("year_11", date(2027, 9, 1), date(2028, 6, 30)),
        ("left_school", date(2026, 11, 23), None),
        (None, date(2026, 11, 23), None),
    ],
)
def test_a_learner_leaves_school_in_the_summer_of_year_11(year, today, leaves):
    assert conditions.leaves_school(year, today) == leaves


@pytest.mark.parametrize(
    ("year", "ages", "reasons"),
    [
        ("year_11", (16, 18), ["fits age_fits"]),
        ("year_11", (19, None), ["does_not_fit age_from"]),
        ("year_12_or_13", (19, None), ["ask age_unknown"]),
        ("left_school", (None, 18), ["ask age_unknown"]),
        ("left_school", (16, 25), ["fits age_fits"]),
        ("left_school", (None, 15), ["does_not_fit age_to"]),
        ("year_11", (None, None), []),
        (None, (19, None), []),
    ],
)
def test_an_age_limit_fits_or_not_or_is_asked(year, ages, reasons):
    candidate = course(age_min=ages[0], age_max=ages[1])
    assert said(conditions.age(Learner(year_group=year), candidate, context())) == reasons


INTERNSHIP = {"route": "supported_internship"}


@pytest.mark.parametrize(
    ("support", "candidate", "reasons"),
    [
        (("ehc_plan",), INTERNSHIP, ["fits ehc_plan_held"]),
        (("none",), INTERNSHIP, ["does_not_fit ehc_plan_needed"]),
        (("rather_not_say",), INTERNSHIP, ["ask ehc_plan_unknown"]),
        ((), INTERNSHIP, ["ask ehc_plan_unknown"]),
        ((), {**INTERNSHIP, "ehcp_required": Tri.NO}, []),
        ((), {"ehcp_required": Tri.YES}, ["ask ehc_plan_unknown"]),
        ((), {"kind": "special_post16_institution"}, ["ask ehc_plan_unknown"]),
        (("none",), {}, []),
    ],
)
def test_where_an_ehc_plan_is_needed_the_adviser_can_check(support, candidate, reasons):
    learner = Learner(support_now=support)
    assert said(conditions.ehc_plan(learner, course(**candidate), context())) == reasons


@pytest.mark.parametrize(
    ("source", "reasons"),
    [
        (Source("Old list", date(2021, 3, 1), check_first=date(2021, 3, 1)), ["ask check_first"]),
        (Source("New list", TODAY, seen=TODAY), []),
        (None, []),
    ],
)
def test_what_was_not_seen_for_long_is_to_be_checked_first(source, reasons):
    assert said(conditions.long_unseen(Learner(), course(source=source), context())) == reasons


def test_an_old_course_is_to_be_checked_though_its_start_is_new():
    old = course(source=replace(SOURCE, check_first=date(2026, 9, 1)))
    old = replace(old, offer=replace(old.offer, source=SOURCE))
    (reason,) = conditions.long_unseen(Learner(), old, context())
    assert reason.values == {"month": "9", "year": "2026"}


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("quiet_space", ["ask check_support_first"]),
        ("days_per_week", ["ask check_support_first"]),
        ("bsl", []),
    ],
)
def test_support_that_matters_and_was_not_seen_for_long_is_to_be_checked_first(name, reasons):
    learner = Learner(what_helps=("quiet_place",))
    old = Fact(Tri.YES, "5", replace(SOURCE, check_first=date(2026, 9, 1)))
    place = replace(course(), facts={name: old})
    assert said(conditions.long_unseen_support(learner, place, wanting(learner))) == reasons


def test_what_is_to_be_checked_first_has_the_same_place_in_the_order_and_says_so_first():
    learner = Learner(interests=("animals",), what_helps=("quiet_place",))
    new = course("a", subject_areas=("3.3",), facts={"quiet_space": "yes"})
    unseen = replace(SOURCE, check_first=date(2026, 9, 1))
    old_facts = {name: replace(fact, source=unseen) for name, fact in new.facts.items()}
    old = replace(new, course=replace(new.course, source=unseen), facts=old_facts)
    (fresh,), (stale,) = (rank(learner, [each], TODAY, None, JOBS) for each in (new, old))
    assert stale.points == fresh.points
    asked = [reason.code for reason in stale.reasons_for(Bearing.ASK)]
    assert asked[:2] == ["check_first", "check_support_first"]


@pytest.mark.parametrize(
    ("unsettled", "learner", "reasons"),
    [
        ("age_min", Learner(year_group="year_11"), ["ask age_unknown"]),
        ("age_max", Learner(year_group="year_11"), ["ask age_unknown"]),
        ("age_min", Learner(), []),
        ("ehcp_required", Learner(support_now=("none",)), ["ask ehc_plan_unknown"]),
        ("ehcp_required", Learner(support_now=("ehc_plan",)), ["fits ehc_plan_held"]),
    ],
)
def test_what_sources_contradict_is_asked(unsettled, learner, reasons):
    candidate = replace(course(), unsettled=frozenset({unsettled}))
    rule = conditions.ehc_plan if unsettled == "ehcp_required" else conditions.age
    assert said(rule(learner, candidate, context())) == reasons


def test_the_source_of_the_offer_goes_before_that_of_the_course():
    newer = Source("Newer", TODAY)
    candidate = course()
    candidate = replace(candidate, offer=replace(candidate.offer, source=newer))
    assert conditions.known_source(candidate) == newer
