"""Support and practical facts from the form that colleges fill in."""

import csv
from datetime import date
from pathlib import Path

import pytest

from bot.courses import COURSE_RULES, PRACTICAL_FACTS, SUPPORT_FEATURES, Tri
from bot.importers.sheets import column_name

TEMPLATE = Path(__file__).resolve().parents[2] / "data/templates/support.csv"
PLACE = {
    "Provider UKPRN": "19999999",
    "Course": "",
    "Quiet space": "yes",
    "Bursary": "no",
    "Mentor": "",
    "Source": "Prospectus",
    "Source date": "2026-10-01",
}


@pytest.fixture
def a_course(take_in, write_csv):
    """Make a provider known with two courses of one title, and one of another."""
    take_in(
        "course-directory",
        write_csv("p_2026.csv", [{"PROVIDER_UKPRN": "19999999", "PROVIDER_NAME": "Mill Lane College"}]),
        write_csv(
            "c_2026.csv",
            [
                {
                    "PROVIDER_UKPRN": "19999999",
                    "COURSE_ID": key,
                    "COURSE_RUN_ID": key,
                    "COURSE_NAME": name,
                    "LOCATION_NAME": "Riverside",
                    "AGE_MIN": "16",
                }
                for key, name in (("a", "Bricklaying"), ("b", "Art"), ("c", "Art"))
            ],
        ),
    )
    return "cd-a"


@pytest.fixture
def candidate(store, a_course, take_in, write_csv):
    """Import these rows and return the bricklaying course."""

    def take(*rows):
        take_in("support", write_csv("support.csv", [PLACE | row for row in rows]))
        with store.open() as s:
            return s.catalogue.candidate(a_course)

    return take


@pytest.mark.parametrize(
    ("name", "state"),
    [("quiet_space", Tri.YES), ("bursary", Tri.NO), ("mentor", Tri.UNKNOWN), ("bsl", Tri.UNKNOWN)],
)
def test_a_cell_is_yes_or_no_and_a_blank_is_unknown(candidate, name, state):
    assert candidate({}).fact(name).state is state


def test_a_fact_says_where_it_is_from_and_unknown_says_nothing(candidate):
    found = candidate({})
    assert (found.fact("quiet_space").source.name, found.fact("quiet_space").source.date) == (
        "Prospectus",
        date(2026, 10, 1),
    )
    assert found.fact("mentor").source is None


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("Quiet space", "Yes: a room by the library", "a room by the library"),
        ("group_size_typical", "8", "8"),
        ("hours_per_week", "15.5", "15.5"),
        ("start_time", "9.30am", "09:30"),
        ("behaviour_expectations_plain", " Be kind. ", "Be kind."),
        ("policy_url", "college.example/policy", "https://college.example/policy"),
    ],
)
def test_a_fact_may_have_a_value(candidate, name, cell, value):
    assert candidate({name: cell}).fact(column_name(name)).value == value


def test_what_is_known_of_a_course_goes_before_what_is_known_of_the_place(candidate):
    found = candidate({}, {"Course": "Bricklaying", "Quiet space": "no", "Bursary": ""})
    assert (found.fact("quiet_space").state, found.fact("bursary").state) == (Tri.NO, Tri.NO)


def test_ages_and_plan_rules_go_before_what_the_courses_own_source_says(candidate):
    course = candidate({"Course": "cd-a", "Age max": "25", "EHCP required": "yes"}).course
    assert (course.age_min, course.age_max, course.ehcp_required) == (16, 25, Tri.YES)


def test_a_new_row_replaces_the_old_one_and_a_missing_row_changes_nothing(
    candidate, take_in, write_csv, store
):
    candidate({}, {"Course": "Bricklaying", "Mentor": "yes"})
    (report,) = take_in("support", write_csv("support.csv", [PLACE | {"Quiet space": "", "Bursary": "no"}]))
    assert (report.count("withdrawn", "fact"), report.count("unchanged", "fact")) == (1, 1)
    with store.open() as s:
        found = s.catalogue.candidate("cd-a")
    assert found.fact("mentor").state is Tri.YES


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"Course": "Juggling"}, "course", "no course of this provider has this id or this title"),
        ({"Course": "Art"}, "course", "2 courses have this title: write one of cd-b, cd-c"),
        ({"Quiet space": "sometimes"}, "quiet_space", "write yes or no"),
        ({"Group size max": "ten"}, "group_size_max", "not a whole number"),
        ({"Source date": ""}, "source_date", "must be filled"),
    ],
)
def test_a_row_that_cannot_be_taken_says_what_to_write(a_course, refusals, cells, column, why):
    assert refusals("support", [PLACE | cells]) == [(2, column, why)]


def test_one_place_has_one_row(a_course, refusals):
    assert refusals("support", [PLACE, PLACE]) == [
        (3, "course", "is in this file already: give each place, and each course, one row")
    ]


def test_the_template_has_a_column_for_every_fact_and_can_be_imported_as_it_is(a_course, take_in):
    with TEMPLATE.open(encoding="utf-8", newline="") as file:
        columns = {column_name(name) for name in next(csv.reader(file))}
    assert {*SUPPORT_FEATURES, *PRACTICAL_FACTS, *COURSE_RULES} <= columns
    (report,) = take_in("support", TEMPLATE)
    assert (report.rows, report.refusals) == (1, ())
