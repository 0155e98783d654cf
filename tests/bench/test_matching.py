"""The measure of the match: how gain is counted, and what a line of a profile takes in."""

import pytest

from bench import graded
from bench.course_search import bm25, keyword_search, query, words
from bench.matching import SETS, ndcg
from bot.answers import Learner, check
from bot.courses import Candidate as Offered
from bot.courses import Course, Fact, Level, Offer, Point, Provider, Tri, Venue

HOME = Point(51.5, -1.0)
KM = 1 / 111.195


def course(title="Diploma in Animal Care", level=Level.L1, route="study_programme", km=1.0, lacks=()):
    venue = Venue("Main site", point=Point(HOME.latitude + km * KM, HOME.longitude))
    return Offered(
        Course("c", "p", title, route, level), Provider("p", "Vale College", "fe_college"),
        Offer("o", "c", venue), {name: Fact(Tri.NO) for name in lacks},
    )


def profile(**changes):
    lines = {3: [graded._line("animals at E L1 by classroom")], 2: [graded._line("animals")], 1: []}
    return graded.Profile(**{"who": "one", "learner": Learner(), "lines": lines, **changes})


@pytest.mark.parametrize(
    ("grades", "ideal", "gain"),
    [([3, 2], [2, 3], 1.0), ([], [3], 0.0), ([0, 0], [], 1.0), ([0, 3], [3, 0], 0.631), ([1], [3], 1 / 7)],
)
def test_gain_is_a_part_of_the_best_there_could_be(grades, ideal, gain):
    assert ndcg(grades, ideal) == pytest.approx(gain, abs=0.001)


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, 3),
        ({"level": Level.L3}, 2),
        ({"route": "apprenticeship"}, 2),
        ({"title": "Diploma in Bakery"}, 0),
        ({"km": 25}, 1),
        ({"km": 50}, 0),
    ],
)
def test_a_grade_is_computed_from_title_level_route_and_distance(changes, grade):
    assert profile().grade(course(**changes), HOME) == grade


@pytest.mark.parametrize(
    ("against", "made"),
    [
        ({"against": graded._narrowed({"about": ["animals"]})}, {}),
        ({"lacks": ("quiet_space",)}, {"lacks": ("quiet_space",)}),
        ({"beyond_km": 5.0}, {"km": 8}),
    ],
)
def test_what_goes_against_what_matters_is_worth_nothing(against, made):
    assert profile(**against).contradicts(course(**made), HOME)
    assert profile(**against).grade(course(**made), HOME) == 0


def test_what_is_not_known_contradicts_nothing():
    assert not profile(lacks=("quiet_space",), beyond_km=1.0).contradicts(course(), None)


@pytest.mark.parametrize(("name", "least"), [("practice", 80), ("held out", 40)])
def test_there_are_profiles_enough_each_with_answers_that_could_be_given(name, least):
    found = graded.profiles(SETS[name])
    assert len({each.who for each in found}) == len(found) >= least
    for each in found:
        assert any(each.lines.values())
        for question, value in each.says.items():
            assert check(question, value)


def test_no_profile_is_in_both_sets():
    first, second = ([each.says for each in graded.profiles(name)] for name in SETS.values())
    assert not [says for says in first if says in second]


@pytest.mark.parametrize("peer", [keyword_search, bm25])
def test_a_peer_finds_the_course_that_has_the_words(peer):
    search = peer(["Diploma in animal care", "Diploma in bakery", "Cars and vehicles"])
    assert search("working with cars", [0, 1, 2])[0] == 2


def test_a_peer_is_asked_for_what_was_picked_and_typed():
    asked = query(Learner(interests=("animals",), dream_job="vet", english_level="level_1"))
    assert words(asked) == ["animal", "vet", "level", "1"]
