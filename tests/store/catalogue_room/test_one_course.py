"""One course that several sources have: shown once, with every source, and nothing of any source lost."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.answers import Learner
from bot.courses import Level, Source, Tri, Venue
from bot.matching import Jobs, find
from bot.reading import Language, Lexicon, Phrases, Reader
from bot.store import catalogue_same, finder
from bot.store.catalogue_entries import Entry
from bot.store.course_titles import title_words
from bot.store.one_course import Thing, alike
from bot.store.tables.catalogue import CourseRow
from bot.store.tables.finder import FinderRow
from bot.store.tables.same import SameCourseRow, SameOfferRow

from .cases import HOME, TODAY, course, event, fact, found, ids, keep, offer, provider

SITE = Source("Web site of the college", date(2026, 11, 20))
THERE = Venue("Main site", "Exampleton", "OX14 1GG", HOME)
START = date(2027, 9, 6)


def listed(key="cd-1", title="Plumbing Level 2", **fields):
    return course(key, title=title, **{"level": Level.L2, **fields})


def on_site(key="site-1", title="Level 2: Plumbing", **fields):
    return replace(listed(key, title, **fields), source=SITE)


def run(of, key="", **fields):
    given = {"venue": THERE, "starts": START, **fields}
    return offer(f"{of}{key}", of, **given)


def run_on_site(of="site-1", key="", **fields):
    return replace(run(of, key, **fields), source=SITE)


def of_both(store, first=None, second=None):
    keep(store, provider(), *(first or (listed(), run("cd-1"))), feed="directory")
    keep(store, *(second or (on_site(), run_on_site())), feed="site:a")


def same(store):
    with Session(store.engine) as database:
        return {row.id: row.shown_as for row in database.scalars(select(SameCourseRow))}


# --- the rule ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Plumbing Level 2", "Level 2: Plumbing", True),
        ("Level 2 Diploma in Plumbing (2026/27)", "Plumbing - Diploma, L2", True),
        ("PLUMBING", "Plumbing level 2 course", True),
        ("Health & Social Care", "Health and Social Care", True),
        ("Maths for plumbers", "Mathematics for Plumbers", True),
        ("Plumbing Diploma", "Plumbing Certificate", False),
        ("Plumbing Level 2", "Plumbing Level 3", False),
        ("Plumbing Level 2 and 3", "Plumbing Level 2", False),
        ("Plumbing Year 1", "Plumbing Year 2", False),
        ("Plumbing full time", "Plumbing part time", False),
        ("C++ programming", "C programming", False),
        ("Programming in C#", "Programming in C", False),
    ],
)
def test_a_title_is_the_same_without_what_one_list_writes_and_another_does_not(one, other, alike):
    assert (title_words(one, Level.L2) == title_words(other, Level.L2)) is alike


@pytest.mark.parametrize(
    ("things", "groups"),
    [
        ([("a", "A", "k"), ("b", "B", "k")], [["a", "b"]]),
        ([("b", "B", "k"), ("a", "A", "k"), ("c", "C", "k")], [["a", "b", "c"]]),
        ([("a", "A", "k"), ("a2", "A", "k"), ("b", "B", "k")], []),
        ([("a", "A", "k"), ("b", "B", "x")], []),
        ([("a", "A", "kx"), ("b", "B", "k"), ("c", "C", "x")], [["a", "b", "c"]]),
        ([("a", "A", "k"), ("b", "B", "kx"), ("a2", "A", "x")], []),
        ([("a", "A", "k", "1"), ("b", "B", "k", "2")], []),
        ([("a", "A", "k", "1"), ("b", "B", "k")], [["a", "b"]]),
        ([("a", "A", "k", "1"), ("b", "B", "kx"), ("c", "C", "x", "2")], []),
    ],
)
def test_only_what_is_surely_one_is_one_in_whatever_order_it_comes(things, groups):
    made = [Thing(key, origin, tuple(keys), tuple(tells) or (None,)) for key, origin, keys, *tells in things]
    assert alike(made) == alike(reversed(made)) == groups


@pytest.mark.parametrize(
    ("listing", "site", "one"),
    [
        ({}, {}, True),
        ({}, {"title": "Become a plumber"}, False),
        ({"learn_aim_ref": "60123456"}, {"title": "Become a plumber", "learn_aim_ref": "60123456"}, True),
        ({"learn_aim_ref": "60123456"}, {"learn_aim_ref": "60999999"}, False),
        ({"learn_aim_ref": "60123456"}, {}, True),
        ({"learn_aim_ref": "Z0001234"}, {"title": "Become a plumber", "learn_aim_ref": "Z0001234"}, False),
        ({"learn_aim_ref": "Z0001234"}, {"learn_aim_ref": "Z0009999"}, True),
        ({}, {"level": Level.L3}, False),
        ({}, {"level": Level.UNKNOWN, "title": "Plumbing"}, False),
        ({"learn_aim_ref": "60123456"}, {"level": Level.UNKNOWN, "learn_aim_ref": "60123456"}, True),
        ({}, {"route": "adult_skills"}, False),
        ({}, {"route": "unknown"}, True),
        ({}, {"of": "b"}, False),
    ],
)
def test_one_provider_level_and_route_and_one_aim_or_title_make_one_course(store, listing, site, one):
    keep(store, provider("b"), feed="list")
    of_both(store, (listed(**listing), run("cd-1")), (on_site(**site), run_on_site()))
    assert same(store) == ({"cd-1": "cd-1", "site-1": "cd-1"} if one else {})
    assert sorted(ids(found(store))) == (["cd-1"] if one else ["cd-1", "site-1"])


def test_what_one_source_has_twice_is_not_put_together_with_either(store):
    of_both(store, (listed(), run("cd-1"), listed("cd-2"), run("cd-2")))
    assert same(store) == {}


def test_what_one_source_has_by_two_routes_is_put_together_by_each(store):
    by_evening = listed("cd-2", route="adult_skills")
    of_both(store, (listed(), run("cd-1"), by_evening, run("cd-2")))
    assert same(store) == {"cd-1": "cd-1", "site-1": "cd-1"}
    keep(store, on_site(route="unknown"), run_on_site(), feed="site:a")
    assert same(store) == {}


def test_the_one_whose_route_is_known_stands_for_them_all(store):
    of_both(store, (listed(route="unknown"), run("cd-1")))
    (candidate,) = found(store, routes=("study_programme",))
    assert (candidate.course.id, candidate.course.route) == ("site-1", "study_programme")
    with Session(store.engine) as database:
        assert {row.route for row in database.scalars(select(FinderRow))} == {"study_programme"}


def test_small_feeds_of_one_source_are_one_source(store):
    keep(store, provider(), feed="list")
    with store.open() as s:
        intake = s.catalogue.intake(event())
        intake.save([Entry(item, f"api:{item.id[-1]}") for key in ("cd-1", "cd-2")
                     for item in (listed(key), run(key))])
        intake.finish(dict, together="api")
    assert same(store) == {}


def test_a_college_by_ukprn_and_by_urn_has_one_course(each_store):
    college = provider("1", name="Mill Lane College", ukprn="1", postcode="OX14 1GG")
    school = provider("9", name="Mill Lane College", urn="9", postcode="OX14 1GG")
    by_urn = replace(school, id="urn:9")
    keep(each_store, college, listed(of="1"), run("cd-1"), feed="directory")
    keep(each_store, by_urn, replace(on_site(), provider_id="urn:9"), run_on_site(), feed="site:a")
    (candidate,) = found(each_store)
    assert (candidate.course.id, candidate.provider.id) == ("cd-1", "ukprn:1")
    keep(each_store, replace(by_urn, name="Another school", postcode="OX14 2AA"),
         replace(on_site(), provider_id="urn:9"), run_on_site(), feed="site:a")
    assert sorted(ids(found(each_store))) == ["cd-1", "site-1"]


# --- what is shown -------------------------------------------------------------------------


@pytest.mark.parametrize("home", [None, HOME])
def test_it_is_found_once_with_every_source(each_store, home):
    of_both(each_store)
    (candidate,) = found(each_store, home=home)
    assert (candidate.course.id, candidate.offer.course_id) == ("cd-1", "cd-1")
    assert [(source.name, source.date) for source in candidate.sources] == [
        ("Web site of the college", date(2026, 11, 20)), ("Made-up list", date(2026, 11, 1)),
    ]


def test_either_id_finds_it(store):
    of_both(store)
    with store.open() as s:
        one, other = (s.catalogue.candidate(key, TODAY) for key in ("cd-1", "site-1"))
        sources = s.catalogue.sources_of(["cd-1", "site-1"], TODAY)
    assert one == other
    assert one.course.id == "cd-1"
    assert sources["cd-1"] == sources["site-1"]
    assert len(sources["cd-1"]) == 2


@pytest.mark.parametrize(
    ("fields", "one"),
    [
        ({}, True),
        ({"venue": replace(THERE, name="Hill College")}, True),
        ({"study_mode": "full_time"}, True),
        ({"venue": replace(THERE, postcode="OX14 2AA")}, False),
        ({"starts": date(2027, 1, 5)}, False),
        ({"starts": None}, False),
    ],
)
def test_offers_at_one_venue_with_one_start_are_one_offer(store, fields, one):
    of_both(store, second=(on_site(), run_on_site(**fields)))
    with Session(store.engine) as database:
        found = {row.id: row.shown_as for row in database.scalars(select(SameOfferRow))}
    assert found == ({"o-cd-1": "o-cd-1", "o-site-1": "o-cd-1"} if one else {})


def test_what_a_learner_turned_down_does_not_come_back_under_another_id(store):
    keep(store, provider(), on_site(), run_on_site(), feed="site:a")
    keep(store, listed(), run("cd-1"), listed("cd-9", "Gas fitting"), run("cd-9"), feed="directory")
    jobs = Jobs({}, Reader(Phrases({"vet": ("vet",)}), Language(), Lexicon(())))
    with store.open() as s:
        shown = find(Learner(), s.catalogue, TODAY, jobs, {"site-1": "too_hard"})
    assert [match.candidate.course.id for match in shown] == ["cd-9"]


def test_offers_whose_modes_differ_stay_two(store):
    of_both(store, (listed(), run("cd-1", study_mode="part_time")),
            (on_site(), run_on_site(study_mode="full_time")))
    with Session(store.engine) as database:
        assert database.scalars(select(SameOfferRow)).all() == []


def test_each_venue_of_either_source_is_found(store):
    far = Venue("Other site", "Exampleton", "OX14 2AA", replace(HOME, latitude=HOME.latitude + 0.1))
    of_both(store, second=(on_site(), run_on_site(), run_on_site(key="b", venue=far)))
    candidates = found(store, home=HOME)
    assert ids(candidates) == ["cd-1", "cd-1"]
    assert {each.offer.venue.postcode for each in candidates} == {"OX14 1GG", "OX14 2AA"}


def test_it_is_found_by_the_subject_that_either_source_gives(store):
    of_both(store, (listed(subject_areas=()), run("cd-1")), (on_site(subject_areas=("5.2",)), run_on_site()))
    (candidate,) = found(store, subject_areas=("5.2",))
    assert candidate.course.subject_areas == ("5.2",)


# --- what is known of it -------------------------------------------------------------------


def test_of_each_field_the_newest_that_is_filled_counts(store):
    of_both(
        store,
        (listed(summary="Older", entry_requirements="None", url="https://list.example", age_min=16),
         run("cd-1", cost="Free")),
        (on_site(summary="Newer", url="https://site.example"), run_on_site(duration="1 year")),
    )
    (candidate,) = found(store)
    known = candidate.course
    assert (known.summary, known.entry_requirements, known.url, known.age_min) == (
        "Newer", "None", "https://site.example", 16,
    )
    assert (candidate.offer.cost, candidate.offer.duration) == ("Free", "1 year")
    assert candidate.unsettled == frozenset()


@pytest.mark.parametrize(
    ("listing", "site", "name", "unknown"),
    [
        ({"age_min": 16}, {"age_min": 19}, "age_min", None),
        ({"ehcp_required": Tri.YES}, {"ehcp_required": Tri.NO}, "ehcp_required", Tri.UNKNOWN),
    ],
)
def test_what_sources_contradict_is_unknown_and_to_be_asked(store, listing, site, name, unknown):
    of_both(store, (listed(**listing), run("cd-1")), (on_site(**site), run_on_site()))
    (candidate,) = found(store)
    assert getattr(candidate.course, name) is unknown
    assert candidate.unsettled == {name}


def test_what_the_college_itself_told_settles_it(store):
    of_both(store, (listed(age_min=16), run("cd-1")), (on_site(age_min=19), run_on_site()))
    keep(store, fact("course", "cd-1", value="17", name="age_min"), feed="support")
    (candidate,) = found(store)
    assert (candidate.course.age_min, candidate.unsettled) == (17, frozenset())


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ((Tri.YES, None), (Tri.NO, None), (Tri.UNKNOWN, None)),
        ((Tri.YES, "a room"), (Tri.YES, None), (Tri.YES, "a room")),
        ((Tri.NO, None), (Tri.UNKNOWN, None), (Tri.NO, None)),
    ],
)
def test_facts_about_either_count_and_contradictions_are_unknown(store, one, other, known):
    of_both(store)
    keep(store, fact("provider", "ukprn:a", Tri.YES, value="of the place"), feed="place")
    keep(store, fact("course", "cd-1", one[0], value=one[1]), feed="one")
    keep(store, fact("course", "site-1", other[0], value=other[1]), feed="other")
    (candidate,) = found(store)
    assert (candidate.fact("quiet_space").state, candidate.fact("quiet_space").value) == known
    assert ("quiet_space" in candidate.unsettled) is (known[0] is Tri.UNKNOWN)


@pytest.mark.parametrize(
    ("name", "one", "other", "known"),
    [
        ("days_per_week", "3", "4", None),
        ("days_per_week", "3", "3", "3"),
        ("behaviour_expectations_plain", "Be kind.", "Be kind to all.", "Be kind."),
    ],
)
def test_numbers_that_differ_are_unknown_and_words_that_differ_are_not(store, name, one, other, known):
    of_both(store)
    keep(store, fact("offer", "o-cd-1", name=name, value=one), feed="one")
    keep(store, fact("offer", "o-site-1", name=name, value=other), feed="other")
    assert found(store)[0].fact(name).value == known


# --- over time -----------------------------------------------------------------------------


def state(store):
    with Session(store.engine) as database:
        tables = (SameCourseRow, SameOfferRow, FinderRow)
        return [
            database.execute(select(*table.__table__.columns).order_by(*table.__table__.primary_key)).all()
            for table in tables
        ]


def test_the_same_import_again_changes_nothing(each_store):
    of_both(each_store)
    before = state(each_store)
    assert keep(each_store, on_site(), run_on_site(), feed="site:a") == {"unchanged": 2}
    assert state(each_store) == before


def test_whichever_source_comes_first_it_is_shown_the_same(store, tmp_path):
    keep(store, provider(), on_site(), run_on_site(), feed="site:a")
    assert ids(found(store)) == ["site-1"]
    keep(store, listed(), run("cd-1"), feed="directory")
    assert ids(found(store)) == ["cd-1"]


@pytest.mark.parametrize(
    ("feed", "left", "gone"), [("directory", "site-1", "cd-1"), ("site:a", "cd-1", "site-1")]
)
def test_where_one_source_withdraws_it_the_other_carries_on(each_store, feed, left, gone):
    of_both(each_store)
    keep(each_store, fact("course", gone, Tri.YES), feed="support")
    other = listed("x", "Something else"), run("x")
    keep(each_store, *other, feed=feed)
    assert sorted(ids(found(each_store))) == sorted([left, "x"])
    with each_store.open() as s:
        again = s.catalogue.candidate(gone, TODAY)
        assert not s.catalogue.is_withdrawn(gone)
        (source,) = s.catalogue.sources_of([gone], TODAY)[gone]
    assert again.course.id == left
    assert again.fact("quiet_space").state is Tri.YES
    assert not source.gone
    both = (listed(), run("cd-1")) if feed == "directory" else (on_site(), run_on_site())
    keep(each_store, *both, feed=feed)
    assert ids(found(each_store)) == ["cd-1"]


def test_where_both_withdraw_it_it_is_gone(store):
    of_both(store)
    for feed in ("directory", "site:a"):
        keep(store, listed("x", "Something else", of="b"), feed=feed)
    assert found(store) == []
    with store.open() as s:
        assert s.catalogue.is_withdrawn("cd-1") and s.catalogue.is_withdrawn("site-1")
        assert all(each.gone for each in s.catalogue.sources_of(["cd-1"], TODAY)["cd-1"])


def test_two_that_are_no_longer_alike_are_two_again(store):
    of_both(store)
    keep(store, on_site(title="Gas fitting"), run_on_site(), feed="site:a")
    assert same(store) == {}
    assert sorted(ids(found(store))) == ["cd-1", "site-1"]


def test_the_rows_of_each_source_stay_as_they_are(store):
    keep(store, provider(), listed(), run("cd-1"), feed="directory")
    with Session(store.engine) as database:
        columns = select(*CourseRow.__table__.columns).where(CourseRow.id == "cd-1")
        before = database.execute(columns).one()
    keep(store, on_site(summary="Other"), run_on_site(), feed="site:a")
    with Session(store.engine) as database:
        assert database.execute(columns).one() == before


def test_what_is_kept_up_is_what_would_be_worked_out_anew(each_store):
    of_both(each_store)
    keep(each_store, provider("b"), listed("cd-5", of="b"), run("cd-5"), feed="directory:b")
    keep(each_store, on_site("site-5", of="b"), run_on_site("site-5"), feed="site:b")
    keep(each_store, listed("tl-1"), run("tl-1", venue=replace(THERE, postcode="OX14 3AA")), feed="t-levels")
    kept_up = state(each_store)
    assert [len(rows) for rows in kept_up[:2]] == [5, 4]
    with Session(each_store.engine) as database, database.begin():
        catalogue_same.regroup_all(database)
        finder.rebuild(database)
    assert state(each_store) == kept_up


def test_a_row_of_support_may_name_it_by_the_title_that_both_sources_give(store):
    of_both(store, second=(on_site(title="Plumbing Level 2"), run_on_site()))
    with store.open() as s:
        intake = s.catalogue.intake(event())
        assert set(intake.courses_of("ukprn:a")) == {"cd-1", "site-1"}
        assert intake.stands_for(["cd-1", "site-1"]) == {"cd-1": "cd-1", "site-1": "cd-1"}
