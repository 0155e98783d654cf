"""Candidates are dealt fairly: what suits first, the nearest first, and nobody is crowded out."""

import pytest

from bot.courses import Level, Venue

from .cases import HOME, course, found, ids, keep, offer, provider


def big_college_and_two_others():
    big = [item for n in range(60) for item in (course(f"big{n:02}"), offer(f"big{n:02}", km=1))]
    return [
        provider("a"),
        *big,
        provider("b", "training_provider"),
        course("small", "b"),
        offer("small", km=9),
        provider("c"),
        course("way", "c", route="supported_internship"),
        offer("way", km=20),
        provider("d"),
        course("hard", "d", level=Level.L3),
        offer("hard", km=2),
        provider("e"),
        course("other", "e", subject_areas=("9.2",)),
        offer("other", km=2),
        provider("f"),
        course("unsaid", "f", subject_areas=()),
        offer("unsaid", km=3),
    ]


def test_a_big_college_cannot_crowd_out_other_routes_and_other_kinds_of_place(each_store):
    keep(each_store, *big_college_and_two_others())
    asked = {"home": HOME, "subject_areas": ("5.2",), "level_ranks": (0, 1)}
    assert ids(found(each_store, limit=6, **asked)) == ["big00", "small", "way", "hard", "big01", "unsaid"]
    assert "other" not in ids(found(each_store, **asked))


def test_a_route_or_level_that_was_not_asked_for_comes_after_those_that_were(store):
    keep(
        store,
        provider(),
        *(
            item
            for key, fields in {
                "asked": {},
                "route": {"route": "a_level"},
                "level": {"level": Level.L3},
                "unknown": {"route": "unknown", "level": Level.UNKNOWN},
            }.items()
            for item in (course(key, **fields), offer(key))
        ),
    )
    order = ids(found(store, routes=("study_programme",), level_ranks=(1,)))
    assert set(order[:2]) == {"asked", "unknown"}
    assert set(order[2:]) == {"route", "level"}


@pytest.mark.parametrize(
    ("areas", "wanted", "is_found"),
    [
        (("5.2", "4.1"), ("4.1",), True),
        (("5",), ("5.2",), True),
        (("1.1",), ("1.10", "11.1"), False),
        ((), ("5.2",), True),
    ],
)
def test_a_course_has_several_subjects_and_tier_one_counts_for_all_in_it(store, areas, wanted, is_found):
    keep(store, provider(), course("c", subject_areas=areas), offer("c"))
    assert bool(found(store, subject_areas=wanted)) is is_found


def test_the_nearest_come_first_and_far_ones_only_where_there_are_not_enough(store):
    keep(
        store,
        provider(),
        *(
            item
            for key, km in (("far", 500), ("near", 2), ("mid", 40))
            for item in (course(key), offer(key, km=km))
        ),
    )
    assert ids(found(store, home=HOME)) == ["near", "mid", "far"]
    assert ids(found(store, home=HOME, limit=2)) == ["near", "mid"]


def test_what_has_no_place_is_found_near_every_home(store):
    keep(store, provider(), course("online"), offer("online", venue=Venue("Online")), course("c"), offer("c"))
    assert set(ids(found(store, home=HOME, limit=2))) == {"online", "c"}
