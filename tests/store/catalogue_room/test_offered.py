"""What is offered: nothing that has ended or is withdrawn, each course with its facts and its visits."""

from datetime import date, datetime

import pytest

from bot.courses import Fact, Tri, Venue

from .cases import HOME, SOURCE, TODAY, course, fact, found, ids, keep, offer, provider, visit


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"starts": None}, True),
        ({"starts": date(2026, 11, 22)}, True),
        ({"starts": date(2026, 11, 21)}, False),
        ({"starts": date(2026, 9, 1), "roll_on": True}, True),
        ({"starts": date(2021, 9, 1), "repeats_yearly": True}, True),
    ],
)
def test_what_has_begun_is_offered_only_where_one_may_join_late_or_next_year(store, fields, offered):
    keep(store, provider(), course("c"), offer("c", **fields))
    assert ids(found(store)) == (["c"] if offered else [])


def test_a_start_that_is_past_is_not_given_as_the_next_start(store):
    keep(store, provider(), course("c"), offer("c", starts=date(2021, 9, 1), repeats_yearly=True))
    assert found(store)[0].offer.starts is None


@pytest.mark.parametrize("gone", ["provider", "course", "offer"])
def test_nothing_withdrawn_is_offered_and_all_of_it_can_be_read(store, gone):
    items = {"provider": provider(), "course": course("c"), "offer": offer("c")}
    others = {
        "provider": provider("b"),
        "course": course("d"),
        "offer": offer("d", "c", starts=date(2020, 1, 1)),
    }
    for kind, item in items.items():
        keep(store, item, feed=kind)
    keep(store, others[gone], feed=gone)
    assert found(store) == []
    with store.open() as s:
        assert s.catalogue.course("c").title == "Course c"
        assert s.catalogue.candidate("c", TODAY).provider.name == "Place a"


def test_a_course_is_one_candidate_at_each_venue_with_its_next_start(store):
    elsewhere = Venue("Other site", "Exampleton", "OX14 2AA", HOME)
    keep(
        store,
        provider(),
        course("c"),
        offer("late", "c", starts=date(2027, 9, 1)),
        offer("next", "c", starts=date(2027, 1, 5)),
        offer("unknown", "c"),
        offer("ended", "c", starts=date(2026, 1, 5)),
        offer("there", "c", venue=elsewhere),
    )
    assert sorted(each.offer.id for each in found(store)) == ["o-next", "o-there"]


def test_a_fact_about_the_offer_goes_before_its_course_and_its_provider(store):
    keep(
        store,
        provider(),
        course("c"),
        offer("c"),
        fact("provider", "ukprn:a", Tri.YES),
        fact("course", "c", Tri.NO, value="not here"),
        fact("provider", "ukprn:a", Tri.YES, "bursary"),
        fact("offer", "o-c", Tri.NO, "bursary"),
        fact("provider", "ukprn:other", Tri.YES, "mentor"),
    )
    (candidate,) = found(store)
    assert candidate.fact("quiet_space") == Fact(Tri.NO, "not here", SOURCE)
    assert candidate.fact("bursary").state is Tri.NO
    assert candidate.fact("mentor").state is Tri.UNKNOWN


def test_a_candidate_brings_the_next_visit_of_its_provider(store):
    later = visit("later", starts=datetime(2027, 1, 1, 9), ends=datetime(2027, 1, 1, 10))
    keep(store, provider(), course("c"), offer("c"), later, visit("sooner"))
    assert [each.id for each in found(store)[0].events] == ["sooner"]


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({}, True),
        ({"starts": datetime(2026, 11, 22, 9)}, True),
        ({"starts": datetime(2026, 11, 21, 9)}, False),
        ({"book_by": TODAY}, True),
        ({"book_by": date(2026, 11, 21)}, False),
        ({"cancelled": True}, False),
    ],
)
def test_a_visit_is_offered_while_it_is_to_come_and_can_be_booked(store, fields, offered):
    keep(store, provider(), course("c"), offer("c"), visit("v", **fields))
    assert [each.id for each in found(store)[0].events] == (["v"] if offered else [])


def test_everything_comes_back_as_it_was_kept(store):
    whole = course(
        "c",
        summary="What it is",
        entry_requirements="None",
        age_min=16,
        age_max=24,
        ehcp_required=Tri.YES,
        learn_aim_ref="00280206",
        url="https://x.example",
    )
    given = offer(
        "c",
        starts=date(2027, 9, 1),
        study_mode="full_time",
        attendance="daytime",
        duration="1 year",
        cost="Free",
    )
    shown = visit("v", quiet_session=Tri.YES, group_size=8, contact="Admissions", book_by=date(2026, 11, 30))
    place = provider(town="Exampleton", website="https://a.example", postcode="OX14 1GG", point=HOME)
    keep(store, place, whole, given, shown)
    (candidate,) = found(store)
    assert (candidate.provider, candidate.course, candidate.offer) == (place, whole, given)
    assert candidate.events == (shown,)
