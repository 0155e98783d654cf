from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.matching.choosing import (
    NEARLY,
    WELL,
    beyond_the_nearest,
    nearest,
    shortlist,
    two_providers,
    two_routes,
    unkept,
)
from bot.matching.model import Bearing, Match, Reason

from .cases import course


def matches(*rows):
    """Matches from (provider, kilometres, route, title), best first."""
    return [
        Match(course(f"c{n}", provider=provider, route=route, title=title), (), km)
        for n, (provider, km, route, title) in enumerate(rows)
    ]


def titles(found):
    return [match.candidate.course.title for match in found]


CATALOGUES = some.lists(
    some.tuples(
        some.sampled_from(["p1", "p2", "p3"]),
        some.sampled_from([None, 1.0, 2.0, 30.0]),
        some.sampled_from(["t_level", "apprenticeship"]),
        some.sampled_from(["Animals", "Computers", "Sport", "Cooking"]),
    ),
    max_size=12,
).map(lambda rows: matches(*rows))


@given(CATALOGUES)
def test_the_first_three_hold_two_providers_and_one_beyond_the_nearest_where_the_catalogue_does(catalogue):
    first = shortlist(catalogue)
    for promise in (two_providers, beyond_the_nearest):
        assert promise(first, nearest(catalogue)) == promise(catalogue, nearest(catalogue))


@given(CATALOGUES)
def test_a_learner_who_is_unsure_sees_two_routes_as_well(catalogue):
    first = shortlist(catalogue, unsure_of_route=True)
    for promise in (two_providers, beyond_the_nearest, two_routes):
        assert promise(first, nearest(catalogue)) == promise(catalogue, nearest(catalogue))


@given(CATALOGUES, some.integers(0, 5))
def test_a_shortlist_is_as_long_as_it_can_be_and_keeps_the_order(catalogue, limit):
    first = shortlist(catalogue, limit)
    assert len(first) == min(limit, len(catalogue))
    assert first == [match for match in catalogue if match in first]


@given(CATALOGUES)
def test_the_same_matches_give_the_same_shortlist(catalogue):
    assert shortlist(catalogue) == shortlist(list(catalogue))


def test_the_best_three_are_kept_where_they_keep_every_promise():
    catalogue = matches(
        ("p1", 1.0, "t_level", "A"), ("p2", 2.0, "t_level", "B"), ("p1", 1.0, "t_level", "C"),
        ("p3", 9.0, "t_level", "D"),
    )
    assert titles(shortlist(catalogue)) == ["A", "B", "C"]


def test_a_big_college_next_door_does_not_fill_the_list():
    catalogue = matches(
        ("p1", 1.0, "t_level", "A"), ("p1", 1.0, "t_level", "B"), ("p1", 1.0, "t_level", "C"),
        ("p1", 1.0, "t_level", "D"), ("p2", 9.0, "t_level", "E"),
    )
    assert titles(shortlist(catalogue)) == ["A", "B", "E"]


def test_one_title_comes_once():
    catalogue = matches(
        ("p1", 1.0, "t_level", "A"), ("p2", 2.0, "t_level", "A"), ("p2", 2.0, "t_level", "B"),
        ("p3", 3.0, "t_level", "C"),
    )
    assert titles(shortlist(catalogue)) == ["A", "B", "C"]


def test_the_same_course_next_door_goes_before_another_that_is_far_and_fits_worse():
    near, far = Reason(Bearing.FITS, "travel_in_time"), Reason(Bearing.DOES_NOT_FIT, "travel_very_long")
    catalogue = [
        Match(course("a", provider="p1", title="A"), (near,), 1.0),
        Match(course("b", provider="p2", title="A"), (near,), 7.0),
        Match(course("c", provider="p3", title="B"), (far,), 35.0),
        Match(course("d", provider="p3", title="A"), (far,), 35.0),
    ]
    assert [match.candidate.course.id for match in shortlist(catalogue)] == ["a", "b", "c"]


def test_a_title_comes_twice_rather_than_one_provider_alone():
    catalogue = matches(
        ("p1", 1.0, "t_level", "A"), ("p1", 1.0, "t_level", "B"), ("p1", 1.0, "t_level", "C"),
        ("p2", 1.0, "t_level", "A"),
    )
    assert [match.candidate.provider.id for match in shortlist(catalogue)] == ["p1", "p1", "p2"]


def test_the_best_match_gives_way_only_where_no_other_choice_keeps_every_promise():
    catalogue = matches(
        ("p1", 1.0, "t_level", "A"), ("p2", 1.0, "t_level", "B"), ("p1", 9.0, "t_level", "C"),
        ("p1", 1.0, "apprenticeship", "D"),
    )
    assert titles(shortlist(catalogue, unsure_of_route=True)) == ["B", "C", "D"]


def test_no_promise_is_kept_with_a_place_that_fits_far_worse():
    near = [replace(match, points=20) for match in matches(*[("p1", 1.0, "t_level", name) for name in "ABC"])]
    far = replace(matches(("p2", 30.0, "t_level", "D"))[0], points=20 - NEARLY - 1)
    assert shortlist([*near, far]) == near
    nearly = replace(far, points=20 - NEARLY)
    assert nearly in shortlist([*near, nearly])


def against(match, code):
    return replace(match, reasons=(Reason(Bearing.DOES_NOT_FIT, code),))


@pytest.mark.parametrize("code", ["disliked", "lacks.quiet_space", "travel_too_long", "age_from"])
def test_what_goes_against_what_matters_is_not_among_the_first_three_if_others_fit_well(code):
    four = matches(*[("p1", 1.0, "t_level", name) for name in "ABCD"])
    best, *others = (replace(match, points=20) for match in four)
    assert shortlist([against(best, code), *others]) == others
    worse = [replace(match, points=20 - WELL - 1) for match in others]
    assert shortlist([against(best, code), *worse])[0] == against(best, code)


def test_what_goes_against_something_less_stays_in_its_place():
    best, *others = matches(*[("p1", 1.0, "t_level", name) for name in "ABCD"])
    assert shortlist([against(best, "level_easy"), *others])[0] == against(best, "level_easy")


def test_what_the_first_three_do_not_keep_is_told_with_why():
    here = matches(*[("p1", 1.0, "t_level", name) for name in "ABC"])
    far = matches(("p2", 30.0, "t_level", "D"))
    assert unkept(here, here) == [("one_provider", "nothing_else"), ("only_nearest", "nothing_else")]
    assert unkept(here, [*here, *far]) == [
        ("one_provider", "others_fit_less"), ("only_nearest", "others_fit_less"),
    ]
    assert unkept([*here[:2], *far], [*here, *far]) == []
    assert unkept([], []) == []


def told_of(match, *reasons):
    return replace(match, reasons=tuple(Reason(bearing, code) for bearing, code in reasons))


LIKED, LACKS = (Bearing.BECAUSE, "interest"), (Bearing.DOES_NOT_FIT, "lacks.quiet_space")


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        ([(), (LIKED,), (), (LIKED,), (LIKED,)], "bde"),
        ([(), (LIKED, LACKS), (), (LIKED, LACKS), (LIKED,)], "bde"),
        ([(LIKED, LACKS), (LIKED,), (LIKED,), (LIKED,)], "bcd"),
        ([(), (LIKED,), (), (LIKED,)], "abc"),
        ([(), (), ()], "abc"),
    ],
)
def test_what_has_nothing_to_do_with_what_they_said_is_not_first_where_enough_has(reasons, shown):
    rows = matches(*((f"p{title}", ord(title), "t_level", title) for title in "abcde"))
    told = [told_of(match, *said) for match, said in zip(rows, reasons, strict=False)]
    assert "".join(titles(shortlist(told))) == shown
