"""The parts of the bench of finding courses, in a small catalogue; how long it takes is no matter here."""

import re

import pytest
from databases import copied

from bench import catalogue, catalogue_ways, made_catalogue
from bench.catalogue_learners import learners
from bench.catalogue_peers import full_scan, keyword_search, keywords, make_keywords
from bench.catalogue_ways import ONWARD, TODAY, WAYS, Timing, Way, match, measure
from bench.figures import MIB
from bot.answers import Learner
from bot.store.base import Base

OFFERS = 2000




@pytest.fixture(scope="module")
def made(empty_database, tmp_path_factory, real_data):
    """A small catalogue, with the index of its words."""
    with copied(empty_database, tmp_path_factory.mktemp("made")) as store:
        made_catalogue.make(store, OFFERS, TODAY)
        make_keywords(store)
        yield store


def rows(store, table):
    with store.engine.connect() as connection:
        return set(map(repr, connection.execute(Base.metadata.tables[table].select())))


def test_the_same_seed_makes_the_same_catalogue(made, empty_database, tmp_path):
    with copied(empty_database, tmp_path) as again:
        made_catalogue.make(again, OFFERS, TODAY)
        for table in ("catalogue_offers", "catalogue_finder", "catalogue_points"):
            assert rows(again, table) == rows(made, table)
    assert len(rows(made, "catalogue_offers")) == OFFERS


def test_the_same_seed_makes_the_same_learners(real_data):
    assert learners(50) == learners(50)[:50] != learners(50, seed=8)
    assert learners(20) == learners(50)[:20]


def test_learners_are_of_all_kinds(real_data):
    many = learners(300)
    for name, least in (("interests", 12), ("route", 7), ("what_helps", 14), ("travel", 7), ("worries", 8)):
        assert len({value for learner in many for value in getattr(learner, name)}) >= least
    assert {learner.english_level for learner in many} == {None, "entry", "level_1", "level_2", "level_3"}
    homes = {learner.home_area for learner in many}
    assert None in homes
    assert len({home[:1] for home in homes - {None} if re.search(r"\d", home)}) > 10
    assert sum(not re.search(r"\d", home) for home in homes - {None}) > 50


def test_learners_find_courses(made):
    assert all(len(match(made, learner, TODAY)) > 3 for learner in learners(10))


def test_a_keyword_search_finds_titles_and_summaries_that_hold_the_word(made):
    found = keyword_search(made, Learner(interests=("animals",)), TODAY)
    assert found
    assert all("anim" in f"{row.title} {row.summary}".casefold() for row in found)


def test_a_keyword_search_without_a_word_finds_nothing(made):
    assert keywords(Learner()) == []
    assert keyword_search(made, Learner(), TODAY) == ()


def test_a_keyword_search_stays_near_home(made):
    everywhere, near = (
        {row.id for row in keyword_search(made, Learner(interests=("sport",), home_area=home), TODAY)}
        for home in (None, "Leeds")
    )
    assert near
    assert everywhere != near


def test_a_full_scan_finds_what_fits_at_least_as_well(made):
    learner = Learner(interests=("animals",), home_area="Leeds", travel_time="minutes_40", route=("college",))
    scanned, found = full_scan(made, learner, TODAY), match(made, learner, TODAY)
    assert scanned[0].points >= max(each.points for each in found)


@pytest.mark.parametrize(("asked", "offers", "count"), [(500, 10, 100), (50, 10, 50), (500, 5000, 1)])
def test_what_takes_long_is_asked_of_fewer_learners(asked, offers, count):
    assert Way(match, offers=1000).learners(asked, offers) == count
    assert Way(match).learners(asked, offers) == asked


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_measured_for_each_learner(made, way):
    url = made.url.render_as_string(hide_password=False)
    timing = measure(url, way, OFFERS, 2)
    assert (timing.way, timing.offers, len(timing.milliseconds)) == (way, OFFERS, 2)
    assert min(timing.milliseconds) > 0
    assert timing.peak_bytes > 10 * MIB


def test_a_way_is_measured_in_a_process_of_its_own(made, capfd):
    url = made.url.render_as_string(hide_password=False)
    assert catalogue_ways.measure_apart(url, ONWARD, OFFERS, 1).found > 0
    with pytest.raises(catalogue_ways.NotMeasured, match="failed"):
        catalogue_ways.measure_apart("sqlite:////no/such/folder/onward.db", ONWARD, OFFERS, 1)
    assert "Error" in capfd.readouterr().err


def test_figures_add_up():
    measured = catalogue.Measured({"SQLite": [
        Timing(ONWARD, 10_000, [10.0, 20.0, 30.0, 40.0], 80, 100 * MIB),
        Timing("Full scan", 10_000, [1000.0], 20, 50 * MIB),
        Timing(ONWARD, 100_000, [10.0, 60.0], 30, 110 * MIB),
    ]})  # fmt: skip
    printed = catalogue.markdown(measured).splitlines()
    assert printed[2:5] == [
        "| Onward, 10,000 offers | 20.0 | 40.0 | 40.0 | – | 4 | 20 | 100 |",
        "| Onward, 100,000 offers | 10.0 | 60.0 | 60.0 | × 1.50 | 2 | 15 | 110 |",
        "| Full scan, 10,000 offers | 1,000.0 | 1,000.0 | 1,000.0 | – | 1 | 20 | 50 |",
    ]


def test_a_missing_server_is_said_and_the_rest_is_measured(monkeypatch):
    monkeypatch.setattr(catalogue, "SERVER", "postgresql+psycopg2://postgres@127.0.0.1:1/")
    measured = catalogue.measure([10], 1, ["PostgreSQL"])
    assert measured.problems == ["PostgreSQL: no PostgreSQL server answers at 127.0.0.1:5432"]
