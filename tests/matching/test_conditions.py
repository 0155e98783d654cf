from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.answers import Learner
from bot.courses import Source, Tri
from bot.matching import conditions

from .cases import TODAY, context, course, said

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
        (Source("Old list", date(2021, 3, 1)), ["ask check_first"]),
        (Source("New list", TODAY - conditions.FRESH_FOR), []),
        (None, []),
    ],
)
def test_what_was_last_seen_over_a_year_ago_is_to_be_checked(source, reasons):
    assert said(conditions.old_source(Learner(), course(source=source), context())) == reasons


def test_the_source_of_the_offer_goes_before_that_of_the_course():
    newer = Source("Newer", TODAY)
    candidate = course()
    candidate = replace(candidate, offer=replace(candidate.offer, source=newer))
    assert conditions.known_source(candidate) == newer
