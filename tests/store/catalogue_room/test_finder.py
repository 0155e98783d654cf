"""What the search reads is in step with offers, courses and providers after every import."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.courses import Level, Point, Tri, Venue
from bot.store import finder
from bot.store.tables.finder import FinderRow

from .cases import HOME, TODAY, course, fact, found, ids, keep, offer, provider

SMALL = (provider(), course("c"), offer("c"), course("d"), offer("d", km=2))


def rows(store):
    with Session(store.engine) as database:
        columns = select(*FinderRow.__table__.columns).order_by(*FinderRow.__table__.primary_key)
        return database.execute(columns).all()


@pytest.mark.parametrize(
    ("then", "left"),
    [
        (SMALL, ["c", "d"]),
        (SMALL[:3], ["c"]),
        ((*SMALL[:4], offer("d", km=300)), ["c", "d"]),
        ((*SMALL[:4], offer("d", starts=TODAY - timedelta(days=1))), ["c"]),
        ((*SMALL, course("e", "b"), offer("e"), provider("b")), ["c", "d", "e"]),
    ],
)
def test_a_second_import_is_searched_as_it_is(each_store, then, left):
    keep(each_store, *SMALL)
    keep(each_store, *then)
    assert sorted(ids(found(each_store, home=HOME))) == left


STARTED = (provider(), course("c"), offer("c", starts=TODAY - timedelta(days=60)))
YES_OF_PLACE, NO_OF_PLACE = (
    fact("provider", "ukprn:a", state, name="roll_on") for state in (Tri.YES, Tri.NO)
)
YES_OF_COURSE, NO_OF_COURSE = (fact("course", "c", state, name="roll_on") for state in (Tri.YES, Tri.NO))
UNKNOWN_OF_COURSE = fact("course", "c", Tri.UNKNOWN, name="roll_on")


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ((), []),
        ((YES_OF_COURSE,), ["c"]),
        ((YES_OF_PLACE,), ["c"]),
        ((YES_OF_PLACE, NO_OF_COURSE), []),
        ((NO_OF_PLACE, YES_OF_COURSE), ["c"]),
        ((YES_OF_PLACE, UNKNOWN_OF_COURSE), ["c"]),
    ],
)
def test_a_course_that_has_begun_is_found_where_a_college_says_one_can_join(each_store, told, left):
    keep(each_store, *STARTED)
    keep(each_store, *told, feed="told")
    assert ids(found(each_store, home=HOME)) == left
    keep(each_store, fact("provider", "ukprn:a"), feed="told")
    assert ids(found(each_store, home=HOME)) == []


def test_a_course_that_takes_nobody_in_later_is_found_no_more_and_one_that_does_has_no_start(store):
    past = TODAY - timedelta(days=60)
    keep(store, *STARTED[:2], offer("c", starts=past, roll_on=True))
    assert [each.offer.roll_on for each in found(store, home=HOME)] == [True]
    keep(store, NO_OF_COURSE, feed="told")
    assert found(store, home=HOME) == []
    keep(store, YES_OF_COURSE, feed="told")
    assert [(each.offer.roll_on, each.offer.starts) for each in found(store, home=HOME)] == [(True, None)]


def test_what_it_keeps_up_is_what_it_would_build_anew(store):
    keep(store, *SMALL, course("e", subject_areas=("5.2", "4.1"), level=Level.L3), offer("e"))
    keep(store, provider("b", "training_provider"), course("f", "b"), offer("f"), feed="other")
    keep(store, *SMALL[:3], offer("d", "c", venue=Venue("Online")))
    kept_up = rows(store)
    with Session(store.engine) as database, database.begin():
        database.execute(delete(FinderRow))
        finder.rebuild(database)
    assert rows(store) == kept_up != []


def test_a_provider_of_another_kind_is_found_by_that(store):
    keep(store, provider("a", "other"), course("c"), offer("c"))
    keep(store, provider("a", "employer"), course("c"), offer("c"))
    assert {row.kind for row in rows(store)} == {"employer"}


def test_a_closer_twin_is_never_left_out_for_a_farther_one(store):
    pairs = ((f"far{n:03}", f"near{n:03}", n / 100) for n in range(40))
    twins = [each for far, near, more in pairs for each in ((far, 3 + more), (near, 1 + more))]
    keep(store, provider(), *(item for key, km in twins for item in (course(key), offer(key, km=km))))
    assert [key[:-3] for key in ids(found(store, limit=40, home=HOME))] == ["near"] * 40


@pytest.mark.parametrize(
    ("starts", "offered"),
    [([-30, 10, 20], "o-10"), ([20, 10], "o-10"), ([-30, None], "o-None"), ([-30, -10], None)],
)
def test_a_course_is_found_once_at_a_venue_by_its_next_start(each_store, starts, offered):
    days = [(str(day), None if day is None else TODAY + timedelta(days=day)) for day in starts]
    keep(each_store, provider(), course("c"), *(offer(name, "c", starts=day) for name, day in days))
    assert [each.offer.id for each in found(each_store, home=HOME)] == ([offered] if offered else [])


def test_without_a_home_all_of_the_country_is_looked_through(store):
    far = [Point(50.1, -5.3), Point(55.0, -1.6), Point(52.5, 1.4)]
    items = [
        item
        for at, point in enumerate(far)
        for item in (course(f"c{at}"), offer(f"c{at}", venue=Venue("Main site", point=point)))
    ]
    keep(store, provider(), *items)
    assert sorted(ids(found(store))) == ["c0", "c1", "c2"]
