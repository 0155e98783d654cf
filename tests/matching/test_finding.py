import pytest

from bot.answers import Learner
from bot.matching import find
from bot.matching.subjects import is_about

from .cases import HOME, JOBS, TODAY, course

ANIMALS = Learner(interests=("animals",), home_area="OX14", route=("college",))


class Shelf:
    """A catalogue in memory, which remembers what it was asked."""

    def __init__(self, *candidates):
        self.held = candidates
        self.searches = []

    def candidates(self, search):
        self.searches.append(search)
        areas = search.subject_areas
        return [candidate for candidate in self.held if not areas or is_about(candidate, areas)]

    def candidate(self, course_id, today):
        return next((candidate for candidate in self.held if candidate.course.id == course_id), None)

    def place(self, area):
        return HOME if area == "OX14" else None


def ids(matches):
    return [match.candidate.course.id for match in matches]


def plenty(provider_count=3, courses=12):
    return [
        course(f"a{n:02}", provider=f"p{n % provider_count}", km=n, subject_areas=("3.3",))
        for n in range(courses)
    ]


def test_an_interest_ranks_courses_and_hides_none_where_there_are_few():
    shelf = Shelf(course("sport", subject_areas=("8.1",)), course("cats", subject_areas=("3.3",)))
    assert ids(find(ANIMALS, shelf, TODAY, JOBS)) == ["cats", "sport"]


def test_a_search_that_finds_enough_is_not_widened():
    shelf = Shelf(*plenty(), course("sport", subject_areas=("8.1",)))
    assert "sport" not in ids(find(ANIMALS, shelf, TODAY, JOBS))
    assert len(shelf.searches) == 1


def test_a_search_that_finds_too_few_providers_is_widened():
    shelf = Shelf(*plenty(provider_count=2), course("sport", provider="p9", subject_areas=("8.1",)))
    assert "sport" in ids(find(ANIMALS, shelf, TODAY, JOBS))


def test_the_first_three_are_a_shortlist_and_the_rest_follows_in_order():
    near = [course(f"n{n}", provider="p1", km=1, subject_areas=("3.3",)) for n in range(4)]
    far = course("far", provider="p2", km=9, subject_areas=("3.3",))
    assert ids(find(ANIMALS, Shelf(*near, far), TODAY, JOBS)) == ["n0", "n1", "far", "n2", "n3"]


@pytest.mark.parametrize(("area", "known"), [("OX14", True), ("nowhere", False), (None, False)])
def test_distance_is_counted_from_home_where_home_is_known(area, known):
    (match,) = find(Learner(home_area=area), Shelf(course(km=5)), TODAY, JOBS)
    assert (match.distance_km is not None) is known


@pytest.mark.parametrize("why", ["too_far", "other", "it smells", None])
def test_a_refused_course_never_comes_back(why):
    shelf = Shelf(course("no"), course("yes"))
    assert ids(find(Learner(), shelf, TODAY, JOBS, {"no": why})) == ["yes"]


def test_a_refusal_is_remembered_when_the_search_no_longer_finds_the_course():
    no = course("no", provider="p1", subject_areas=("8.1",))
    pets = [*plenty(), course("a-first", provider="p1", km=0, subject_areas=("3.3",))]
    assert ids(find(ANIMALS, Shelf(no, *pets), TODAY, JOBS))[0] == "a-first"
    assert ids(find(ANIMALS, Shelf(no, *pets), TODAY, JOBS, {"no": "no_support"}))[0] != "a-first"


def test_a_refused_course_that_nobody_knows_any_more_moves_nothing():
    assert ids(find(Learner(), Shelf(course("yes")), TODAY, JOBS, {"gone": "too_far"})) == ["yes"]


def test_an_empty_catalogue_has_no_matches():
    assert find(ANIMALS, Shelf(), TODAY, JOBS) == []
