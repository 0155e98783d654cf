"""The catalogue room: candidates dealt fairly, places learned, facts merged, nothing ended offered."""

import uuid
from dataclasses import replace
from datetime import date, datetime

import pytest
import sqlalchemy as sa

from bot import audit
from bot.courses import Course, Event, Fact, Level, Offer, Point, Provider, Source, Tri, Venue
from bot.matching import Search
from bot.store import Store, tables  # noqa: F401
from bot.store.base import Base
from bot.store.catalogue_entries import Entry, FactAbout, Report

TODAY = date(2026, 11, 22)
HOME = Point(51.68, -1.28)
SOURCE = Source("Made-up list", date(2026, 11, 1))
POSTGRES = "postgresql+psycopg2://postgres@127.0.0.1:5432/"


def event():
    return audit.Event(audit.SYSTEM, "catalogue.imported", "catalogue:test")


@pytest.fixture
def store(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/catalogue.db")
    Base.metadata.create_all(store.engine)
    yield store
    store.close()


@pytest.fixture
def postgres_store():
    """Make a database of our own on the local server, and drop it afterwards."""
    name = f"onward_catalogue_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    store = Store(POSTGRES + name)
    try:
        Base.metadata.create_all(store.engine)
        yield store
    finally:
        store.close()
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name}")
        server.dispose()


def provider(key="a", kind="fe_college", **fields):
    return Provider(id=f"ukprn:{key}", name=f"Place {key}", kind=kind, source=SOURCE, **fields)


def course(key, of="a", **fields):
    given = {
        "title": f"Course {key}",
        "route": "study_programme",
        "level": Level.L1,
        "subject_areas": ("5.2",),
    }
    return Course(id=key, provider_id=f"ukprn:{of}", source=SOURCE, **{**given, **fields})


def offer(key, of=None, *, km=1.0, **fields):
    """An offer this far north of home."""
    venue = Venue("Main site", "Exampleton", "OX14 1GG", Point(HOME.latitude + km / 111, HOME.longitude))
    return Offer(id=f"o-{key}", course_id=of or key, source=SOURCE, **{"venue": venue, **fields})


def keep(store, *items, feed="test"):
    with store.open() as s:
        intake = s.catalogue.intake(event())
        counts = intake.save([Entry(item, feed) for item in items])
        counts += intake.finish(lambda: {"Farton": Point(55.0, -2.0)})
    return {outcome: sum(n for (_, _, o), n in counts.items() if o == outcome) for _, _, outcome in counts}


def found(store, limit=200, **search):
    with store.open() as s:
        return s.catalogue.candidates(Search(TODAY, **search), limit)


def ids(candidates):
    return [each.course.id for each in candidates]


# --- what is offered --------------------------------------------------------------------------


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


# --- whom it is dealt to -----------------------------------------------------------------------


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


def assert_nobody_is_crowded_out(store):
    few = ids(found(store, limit=6, home=HOME, subject_areas=("5.2",), level_ranks=(0, 1)))
    assert {"small", "way", "hard"} <= set(few)
    assert few.index("small") < few.index("hard")
    assert "other" not in ids(found(store, home=HOME, subject_areas=("5.2",)))
    assert "unsaid" in ids(found(store, home=HOME, subject_areas=("5.2",)))


def test_a_big_college_cannot_crowd_out_other_routes_and_other_kinds_of_place(store):
    keep(store, *big_college_and_two_others())
    assert_nobody_is_crowded_out(store)


@pytest.mark.postgres
def test_candidates_are_the_same_on_postgresql(store, postgres_store):
    for each in (store, postgres_store):
        keep(each, *big_college_and_two_others())
    assert_nobody_is_crowded_out(postgres_store)
    search = {"home": HOME, "subject_areas": ("5.2",), "routes": ("study_programme",), "level_ranks": (1,)}
    assert found(postgres_store, **search) == found(store, **search)
    assert keep(postgres_store, *big_college_and_two_others()).get("unchanged") == len(
        big_college_and_two_others()
    )


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


# --- facts and visits --------------------------------------------------------------------------


def fact(kind, subject_id, state=Tri.YES, name="quiet_space", value=None):
    return FactAbout(kind, subject_id, name, Fact(state, value, SOURCE))


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


def visit(key, **fields):
    given = {"starts": datetime(2026, 12, 1, 17), "ends": datetime(2026, 12, 1, 19), "source": SOURCE}
    return Event(
        id=key,
        provider_id="ukprn:a",
        type="open_day",
        title="Open day",
        venue=Venue("Main site"),
        **{**given, **fields},
    )


def test_a_candidate_brings_the_coming_visits_of_its_provider_soonest_first(store):
    keep(
        store,
        provider(),
        course("c"),
        offer("c"),
        visit("later", starts=datetime(2027, 1, 1, 9), ends=datetime(2027, 1, 1, 10)),
        visit("sooner"),
        visit("off", cancelled=True),
        visit("past", starts=datetime(2026, 11, 21, 9)),
    )
    assert [each.id for each in found(store)[0].events] == ["sooner", "later"]


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


# --- imports -----------------------------------------------------------------------------------


def test_an_import_tells_added_changed_unchanged_and_withdrawn(store):
    items = [provider(), course("c"), course("d"), offer("c")]
    assert keep(store, *items) == {"added": 4}
    assert keep(store, *items) == {"unchanged": 4}
    changed = replace(items[1], title="New title")
    assert keep(store, items[0], changed, items[3]) == {"unchanged": 2, "changed": 1, "withdrawn": 1}
    assert keep(store, *items) == {"unchanged": 2, "changed": 1, "added": 1}


def test_a_change_of_subject_is_found_by_the_new_subject_only(store):
    keep(store, provider(), course("c"), offer("c"))
    keep(store, provider(), course("c", subject_areas=("9.2",)), offer("c"))
    assert (ids(found(store, subject_areas=("9.2",))), found(store, subject_areas=("5.2",))) == (["c"], [])


def test_a_feed_withdraws_nothing_of_another_feed(store):
    keep(store, provider(), course("c"), offer("c"), feed="one")
    keep(store, provider(), course("d"), offer("d"), feed="two")
    assert sorted(ids(found(store))) == ["c", "d"]


def test_sources_say_how_old_they_are(store):
    old = Source("Made-up list", date(2020, 1, 1))
    keep(store, provider(), course("c"), replace(course("d"), source=old))
    with store.open() as s:
        (source,) = s.catalogue.sources()
    assert (source.name, source.courses, source.oldest, source.newest) == (
        "Made-up list",
        2,
        date(2020, 1, 1),
        date(2026, 11, 1),
    )


def test_the_latest_report_comes_first(store):
    reports = [Report("events", name, "0" * 64, audit.now(), 1, {"event": {"added": 1}}, 0) for name in "ab"]
    with store.open() as s:
        for report in reports:
            s.catalogue.intake(event()).keep_report(report)
    with store.open() as s:
        assert s.catalogue.latest_reports() == reports[::-1]


# --- places ------------------------------------------------------------------------------------


def at(postcode, latitude, town="Exampleton"):
    return Venue("Site", town, postcode, Point(latitude, -1.0))


@pytest.mark.parametrize(
    ("area", "latitude"),
    [
        ("OX14", 51.5),
        ("ox14", 51.5),
        ("OX14 9ZZ", 51.5),
        ("OX29", 51.75),
        ("EC1A", 51.9),
        ("EC1", 51.9),
        ("exampleton", 51.5),
        ("  St. Example-on-Sea ", 52.0),
        ("Farton", 55.0),
        ("Twoton", None),
        ("ZZ1", None),
        ("nowhere", None),
        ("", None),
    ],
)
def test_a_place_is_an_outward_code_or_a_town(store, area, latitude):
    venues = {
        "a": at("OX14 1GG", 51.4),
        "b": at("OX14 2AA", 51.6),
        "c": at("OX1 1AA", 52.0, "St Example on Sea"),
        "d": at("EC1A 1BB", 51.9, "Bigton"),
        "e": at("", 50.0, "Twoton"),
        "f": at("", 54.0, "Twoton"),
    }
    keep(store, provider(), course("c"), *(offer(key, "c", venue=venue) for key, venue in venues.items()))
    with store.open() as s:
        point = s.catalogue.place(area)
    assert (round(point.latitude, 6) if point else None) == latitude


def test_what_is_not_in_the_catalogue_is_none(store):
    with store.open() as s:
        room = s.catalogue
        assert [room.course("x"), room.candidate("x"), room.event("x"), room.provider("x")] == [None] * 4
        assert room.is_withdrawn("x")
