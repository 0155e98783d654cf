"""The demo area: enough of everything, plainly worded, plainly made up, and dated from today."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import textstat
from needs import need

from bot.answers import Learner
from bot.commands import demo_data
from bot.courses import EVENT_TYPES, PROVIDER_KINDS, ROUTES, SUPPORT_FEATURES, Tri
from bot.matching import Search, find
from bot.matching.routes import WAYS
from bot.matching.subjects import INTEREST_AREAS, is_about
from bot.reference.jobs import jobs
from bot.store import Store
from bot.store.base import Base

REAL_LISTS = Path(__file__).parents[3] / "shared" / "data" / "providers"
TODAY = date(2026, 11, 23)
LEVELS = {"E1", "E2", "E3", "L1", "L2", "L3", "pre_entry", "entry"}
LONGEST_SENTENCE = 15
HIGHEST_GRADE = 4.0  # Flesch-Kincaid: about reading age nine
# Columns of the files that a learner reads, or may be told.
READ_BY_LEARNERS = {
    "providers.csv": ("PROVIDER_NAME",),
    "courses.csv": ("COURSE_NAME", "WHO_THIS_COURSE_IS_FOR", "ENTRY_REQUIREMENTS", "HOW_YOU_WILL_BE_ASSESSED",
                    "COST_DESCRIPTION"),
    "events.csv": ("title", "who_for"),
    "support.csv": ("behaviour_expectations_plain", "staff_ratio_note", "named_contact_role", "nearest_stop",
                    *SUPPORT_FEATURES),
}


def rows(name):
    with (demo_data.TEMPLATES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def an_empty_store(folder):
    store = Store(f"sqlite:///{folder}/onward.db")
    Base.metadata.create_all(store.engine)
    return store


@pytest.fixture(scope="module")
def area(tmp_path_factory):
    """The store with the demo area in it, and the reports of loading it."""
    folder = tmp_path_factory.mktemp("area")
    store = an_empty_store(folder)
    yield store, demo_data.load(store, TODAY, folder / "demo")
    store.close()


@pytest.fixture(scope="module")
def candidates(area):
    store, _ = area
    with store.open() as s:
        return s.catalogue.candidates(Search(TODAY), limit=1000)


def texts():
    """Every sentence of the area that a learner may read; words after "yes:" stand for themselves."""
    for name, columns in READ_BY_LEARNERS.items():
        for row in rows(name):
            for column in columns:
                words = re.sub(r"^(yes|no)(: |$)", "", row[column])
                yield from (sentence for sentence in re.split(r"(?<=[.?!:])\s+", words) if sentence)


def visits(today):
    return [row for template in rows("events.csv") for row in demo_data.dated(template, today)]


# --- enough of everything ------------------------------------------------------------------


def test_no_row_is_refused(area):
    _, reports = area
    assert [(report.file, refusal) for report in reports for refusal in report.refusals] == []


def test_there_are_places_of_nearly_every_kind():
    kinds = Counter(row["PROVIDER_KIND"] for row in rows("providers.csv"))
    assert sum(kinds.values()) >= 10
    assert set(kinds) == set(PROVIDER_KINDS) - {"he_institution"}
    assert kinds["fe_college"] >= 2
    assert kinds["training_provider"] >= 2


def test_there_are_courses_on_every_route_and_at_every_level(candidates):
    found = {candidate.course.id: candidate.course for candidate in candidates}
    assert len(found) >= 80
    assert {course.route for course in found.values()} == set(ROUTES) - {"adult_skills", "unknown"}
    assert {str(course.level) for course in found.values()} == LEVELS


@pytest.mark.parametrize("interest", INTEREST_AREAS)
def test_each_interest_has_courses_at_several_places_and_levels(candidates, interest):
    about = [candidate for candidate in candidates if is_about(candidate, INTEREST_AREAS[interest])]
    assert len({candidate.course.id for candidate in about}) >= 4
    assert len({candidate.provider.id for candidate in about}) >= 2
    assert {candidate.course.level.rank for candidate in about} == {0, 1, 2, 3}


@pytest.mark.parametrize("way", WAYS)
def test_each_wish_can_be_followed_at_two_places_or_more(candidates, way):
    assert len({each.provider.id for each in candidates if WAYS[way].takes_in(each)}) >= 2


def test_courses_start_in_september_in_january_and_at_any_time(candidates):
    starts = Counter("any" if each.offer.roll_on else each.offer.starts.month for each in candidates)
    assert min(starts["any"], starts[9], starts[1]) >= 10
    assert all(each.offer.roll_on or each.offer.starts > TODAY for each in candidates)


def test_what_places_do_is_known_of_some_and_unknown_of_the_rest(candidates):
    known = {
        each.provider.id: sum(each.fact(name).state is not Tri.UNKNOWN for name in SUPPORT_FEATURES)
        for each in sorted(candidates, key=lambda each: len(each.facts), reverse=True)
    }
    assert sum(number >= 15 for number in known.values()) >= 5
    assert sum(number == 0 for number in known.values()) >= 5
    assert {each.fact(name).state for each in candidates for name in SUPPORT_FEATURES} == set(Tri)


# --- visits --------------------------------------------------------------------------------


@pytest.mark.parametrize("day_of_year", range(0, 366, 11))
def test_on_any_day_there_are_visits_of_every_type_ahead(day_of_year):
    today = date(2027, 1, 1) + timedelta(days=day_of_year)
    found = visits(today)
    days = [date.fromisoformat(visit["date"]) for visit in found]
    assert len(found) >= 40
    assert {visit["type"] for visit in found} == set(EVENT_TYPES)
    assert all(today <= day <= today + timedelta(days=120) and day.weekday() < 5 for day in days)
    assert not [day for day in days if day.month == 12 and day.day >= 20]


def test_visits_are_spread_over_the_months_ahead():
    months = Counter(visit["date"][:7] for visit in visits(TODAY))
    assert min(months[month] for month in ("2026-12", "2027-01", "2027-02")) >= 10


@pytest.mark.parametrize("column", ["quiet_session", "step_free"])
def test_visits_say_yes_or_no_or_nothing(column):
    assert {visit[column] for visit in visits(TODAY)} == {"yes", "no", ""}


def test_some_visits_are_online_and_some_are_booked_beforehand():
    found = visits(TODAY)
    assert [visit for visit in found if visit["online_link"] and not visit["venue_name"]]
    assert [visit for visit in found if visit["book_by"] and visit["book_by"] < visit["date"]]


# --- loading again -------------------------------------------------------------------------


def test_loading_again_on_the_same_day_changes_nothing(area, tmp_path):
    store, _ = area
    again = demo_data.load(store, TODAY, tmp_path)
    assert [(report.file, report.count("unchanged") > 0) for report in again] == [
        (name, True) for _, names in demo_data.FILES for name in names
    ]
    changes = [report.count(each) for report in again for each in ("added", "changed", "withdrawn")]
    assert set(changes) == {0}


def test_on_a_later_day_past_visits_go_new_ones_come_and_the_rest_stay(tmp_path):
    store = an_empty_store(tmp_path)
    demo_data.load(store, TODAY, tmp_path / "demo")
    later = TODAY + timedelta(days=42)
    *_, report = demo_data.load(store, later, tmp_path / "demo")
    store.close()
    before, after = (
        {(each["provider_ukprn"], each["title"], each["date"]) for each in visits(day)}
        for day in (TODAY, later)
    )
    assert {date for _, _, date in before - after} == {date for _, _, date in before if date < f"{later}"}
    assert report.count("withdrawn") == len(before - after) > 0
    assert report.count("added") == len(after - before) > 0
    assert report.count("unchanged") + report.count("changed") == len(before & after) > 0


# --- dates in braces -----------------------------------------------------------------------


@pytest.mark.parametrize(("today", "words", "expected"), [
    (date(2026, 11, 23), "{this month}", "2026-11-01"),
    (date(2026, 11, 23), "{next September}", "2027-09-13"),
    (date(2026, 9, 14), "{next September}", "2026-09-14"),
    (date(2026, 9, 15), "{next September}", "2027-09-13"),
    (date(2027, 1, 1), "{next January}", "2027-01-11"),
    (date(2026, 11, 23), "garage {date}", "garage 2026-11-23"),
    (date(2026, 11, 23), "{5 days before}", "2026-11-18"),
    (date(2026, 11, 23), "no date", "no date"),
])
def test_what_is_in_braces_becomes_a_date(today, words, expected):
    assert list(demo_data.dated({"cell": words}, today)) == [{"cell": expected}]


def test_a_visit_comes_again_in_every_round_of_weeks_but_not_over_christmas():
    template = {"date": "{Thursday, week 4 of 4}", "book_by": "{2 days before}"}
    found = list(demo_data.dated(template, date(2026, 11, 23)))
    days = [date.fromisoformat(row["date"]) for row in found]
    assert {day.weekday() for day in days} == {3}
    assert {(later - day).days % 28 for day, later in pairwise(days)} == {0}
    assert [row["book_by"] for row in found] == [(day - timedelta(days=2)).isoformat() for day in days]
    assert not any(date(2026, 12, 20) <= day <= date(2027, 1, 3) for day in days)


@pytest.mark.parametrize("words", ["{soon}", "{next Tuesday}", "{Sunday, week 1 of 8}", "{}"])
def test_words_in_braces_that_stand_for_no_date_are_named(words):
    with pytest.raises(ValueError, match=re.escape(words)):
        list(demo_data.dated({"date": words}, TODAY))


# --- plainly worded, plainly made up -------------------------------------------------------


def test_sentences_are_short():
    assert [sentence for sentence in texts() if len(sentence.split()) > LONGEST_SENTENCE] == []


def test_nothing_is_hard_to_read():
    words = " ".join(text if text[-1] in ".?!:" else f"{text}." for text in texts())
    assert textstat.flesch_kincaid_grade(words) <= HIGHEST_GRADE


def test_every_source_says_that_it_is_made_up(area, candidates):
    store, _ = area
    with store.open() as s:
        names = {event.source.name for event in s.catalogue.upcoming_events(TODAY)}
    names |= {each.source.name for c in candidates for each in (c.provider, c.course, c.offer)}
    names |= {fact.source.name for candidate in candidates for fact in candidate.facts.values()}
    assert names == {"Onward demo area (made up)"}


def test_telephone_numbers_and_addresses_are_of_the_ranges_kept_for_stories():
    everything = "\n".join(path.read_text(encoding="utf-8") for path in demo_data.TEMPLATES.glob("*.csv"))
    assert set(re.findall(r"\b0\d{4} \d{3}", everything)) == {"01632 960"}
    assert {host for host in re.findall(r"(?:https?://|@)([\w.-]+)", everything)
            if not host.endswith("example.org")} == set()
    assert {code[:2] for code in re.findall(r"\b[A-Z]{1,2}\d+ \d[A-Z]{2}\b", everything)} == {"QN"}


def test_no_place_has_the_name_of_a_real_one():
    need(REAL_LISTS.exists(), "the real lists of ../shared/data are not beside this checkout")
    lists = sorted(REAL_LISTS.glob("*.csv"))
    assert lists
    real = "\n".join(path.read_text(encoding="utf-8", errors="replace").casefold() for path in lists)
    made_up = {row["PROVIDER_NAME"] for row in rows("providers.csv")}
    made_up |= {row["CONTACT_TOWN"] for row in rows("providers.csv")}
    assert [name for name in sorted(made_up) if re.search(rf"\b{re.escape(name.casefold())}\b", real)] == []


# --- looking for courses in it -------------------------------------------------------------


@pytest.mark.parametrize("typed", ["QN1", "qn4", "QN6 4LN", "Northmere", "hollin cross", "THACKERBY"])
def test_a_learner_can_type_a_town_or_the_first_half_of_a_postcode(area, typed):
    store, _ = area
    with store.open() as s:
        assert s.catalogue.place(typed) is not None


def test_places_are_spread_out_so_that_travel_matters(candidates):
    points = [each.offer.venue.point for each in candidates if each.offer.venue.point]
    assert 30 <= max(one.km_to(other) for one in points for other in points) <= 50


@pytest.mark.parametrize("level", ["entry", "level_1", "level_2"])
@pytest.mark.parametrize("interest", INTEREST_AREAS)
def test_every_interest_at_every_level_has_three_first_matches_at_more_than_one_place(area, interest, level):
    store, _ = area
    learner = Learner(
        year_group="year_11", interests=(interest,), english_level=level, maths_level=level,
        home_area="QN1", travel=("public_transport_alone",), travel_time="minutes_60",
    )
    with store.open() as s:
        first = find(learner, s.catalogue, TODAY, jobs=jobs())[:3]
    assert len({match.candidate.course.title for match in first}) == 3
    assert len({match.candidate.provider.id for match in first}) >= 2
    assert len({match.distance_km for match in first}) >= 2
    assert len({match.candidate.course.route for match in first}) >= 2
    assert all(is_about(match.candidate, INTEREST_AREAS[interest]) for match in first)
