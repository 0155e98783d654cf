"""What the search reads is in step with offers, courses and providers after every import."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.courses import Level, Point, Venue
from bot.store import finder
from bot.store.tables.finder import FinderRow

from .cases import HOME, TODAY, course, found, ids, keep, offer, provider

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
