import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.answers import Learner
from bot.courses import SUPPORT_FEATURES, Level
from bot.matching import ranking
from bot.matching.model import Bearing, Reason
from bot.questions import BY_NAME

from .cases import HOME, JOBS, TODAY, course, event

LEARNER = Learner(
    year_group="year_11", interests=("computers_and_games",), route=("college",), english_level="level_1",
    what_helps=("quiet_place",), travel=("public_transport_alone",), travel_time="minutes_40",
    dream_job="game designer",
)


def ranked(*candidates, learner=LEARNER, refused=()):
    matches = ranking.rank(learner, candidates, TODAY, HOME, JOBS, refused)
    return [match.candidate.course.id for match in matches]


BASE = {"subject_areas": ("6.1",), "km": 5}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"subject_areas": ("3.3",)}),
        ({}, {"route": "apprenticeship"}),
        ({}, {"level": Level.L3}),
        ({"km": 4.0}, {"km": 5.0}),
        ({"km": 5.0}, {"km": 40.0}),
        ({"facts": {"quiet_space": "yes"}}, {}),
        ({}, {"facts": {"quiet_space": "no"}}),
        ({}, {"age_min": 19}),
    ],
)
def test_the_course_that_suits_better_comes_first(better, worse):
    candidates = [course("worse", **{**BASE, **worse}), course("better", **{**BASE, **better})]
    assert ranked(*candidates) == ["better", "worse"]


def points(facts):
    return ranking.points(ranking.judge(WANTS_MUCH, course(facts=facts), TODAY, HOME, JOBS).reasons)


WANTS_MUCH = Learner(**{
    name: BY_NAME[name].values for name in ("what_helps", "what_is_hard", "worries", "want_to_know", "travel")
})
SAID = some.dictionaries(some.sampled_from(SUPPORT_FEATURES), some.sampled_from(["yes", "no"]))


@given(SAID, some.sampled_from(SUPPORT_FEATURES))
def test_what_nobody_has_published_never_counts_against_a_place(facts, feature):
    silent = {name: state for name, state in facts.items() if name != feature}
    assert points({**silent, feature: "unknown"}) == points(silent) >= points({**silent, feature: "no"})


@pytest.mark.parametrize("code", ["interest", "lacks.quiet_space", "travel_very_long"])
def test_a_question_to_ask_counts_nothing(code):
    assert ranking.points([Reason(Bearing.ASK, code)]) == 0


def test_a_long_list_of_supports_outweighs_neither_interest_nor_route():
    supports = [Reason(Bearing.FITS, f"has.{feature}") for feature in SUPPORT_FEATURES]
    assert ranking.points(supports) < ranking.points([Reason(Bearing.BECAUSE, "interest")])


@given(some.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_candidates(shuffler: random.Random):
    candidates = [course(f"c{n}", km=n % 3, provider=f"p{n % 2}", subject_areas=("6.1",)) for n in range(9)]
    expected = ranked(*candidates)
    shuffler.shuffle(candidates)
    assert ranked(*candidates) == expected


def test_a_course_with_several_offers_comes_once_with_the_one_that_fits_best():
    far, near = (course("c1", offer=name, km=km) for name, km in (("far", 30), ("near", 2)))
    (match,) = ranking.rank(LEARNER, [far, near], TODAY, HOME, JOBS)
    assert match.candidate.offer.id == "near"


def test_a_refused_course_does_not_come_back():
    no, yes = course("no", **BASE), course("yes", **BASE)
    assert ranked(no, yes, refused=[(no, "other")]) == ["yes"]


def test_a_refusal_moves_down_what_is_like_it():
    no, like, unlike = (course(name, provider=place, **BASE) for name, place in
                        (("no", "p1"), ("a-like", "p1"), ("b-unlike", "p2")))
    assert ranked(no, like, unlike) == ["a-like", "b-unlike", "no"]
    assert ranked(no, like, unlike, refused=[(no, "no_support")]) == ["b-unlike", "a-like"]


def test_a_course_beyond_their_reach_is_explained_not_hidden():
    (match,) = ranking.rank(LEARNER, [course(level=Level.L3, **BASE)], TODAY, HOME, JOBS)
    assert "level_steps" in [reason.code for reason in match.reasons_for(Bearing.DOES_NOT_FIT)]


@pytest.mark.parametrize(
    ("events", "chosen"),
    [
        ([event("later", days=9), event("soon", days=2)], "soon"),
        ([event("today", days=0)], "today"),
        ([event("past", days=-1), event("ahead", days=3)], "ahead"),
        ([event("off", days=1, cancelled=True)], None),
        ([event("full", days=5, book_by=TODAY - timedelta(days=1)), event("open", days=6)], "open"),
        ([], None),
    ],
)
def test_the_next_visit_is_one_that_can_still_be_made(events, chosen):
    found = ranking.next_event(events, TODAY)
    assert (found.id if found else None) == chosen


@pytest.mark.parametrize(
    ("starts", "shown"), [(date(2021, 9, 1), None), (date(2027, 9, 1), date(2027, 9, 1)), (None, None)]
)
def test_a_past_start_is_not_offered(starts, shown):
    assert ranking.judge(LEARNER, course(starts=starts), TODAY, HOME, JOBS).starts == shown


def test_distance_is_unknown_where_home_or_venue_is():
    assert ranking.judge(LEARNER, course(km=None), TODAY, HOME, JOBS).distance_km is None
    assert ranking.judge(LEARNER, course(km=3), TODAY, None, JOBS).distance_km is None
    assert ranking.judge(LEARNER, course(km=3), TODAY, HOME, JOBS).distance_km == pytest.approx(3, rel=0.01)
