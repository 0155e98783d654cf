"""A provider's upload: the makers' own test rows, the directory's rules, and whose file it is."""

import csv
import shutil
from datetime import date

import pytest

from bot.courses import Point

WHEN_THE_TEST_ROWS_WERE_WRITTEN = date(2020, 4, 1)
UPLOAD = {
    "LARS_QAN": "60333078",
    "WHO_THIS_COURSE_IS_FOR": "Anyone",
    "COURSE_NAME": "Level 1 Art",
    "YOUR_REFERENCE": "A1",
    "DELIVERY_MODE": "Classroom",
    "START_DATE": "01/09/2027",
    "FLEXIBLE_START_DATE": "",
    "VENUE_NAME": "Riverside",
    "YOUR_VENUE_REFERENCE": "R",
    "COURSE_WEBPAGE": "www.college.example",
    "COST": "1,200.50",
    "COST_DESCRIPTION": "",
    "DURATION": "6",
    "DURATION_UNIT": "Months",
    "STUDY_MODE": "Part time",
    "ATTENDANCE_PATTERN": "Day/Block Release",
}
NAME = "19999999-courses_2026-01-01.csv"


def test_the_makers_test_rows_are_taken_or_refused_for_what_is_wrong_with_each(
    real_data, tmp_path, a_provider, take_in
):
    original = real_data / "ncs/course_directory_bulk_upload_template_testdata.csv"
    path = shutil.copy(original, tmp_path / "19999999-uploaded.csv")
    with original.open(encoding="utf-8-sig", newline="") as file:
        raw = list(csv.DictReader(file))
    without_whom = [row for row in raw if not row["WHO_IS_THIS_COURSE_FOR"].strip()]
    assert (len(raw), len(without_whom)) == (25, 7)

    (report,) = take_in("course-directory-upload", path, today=WHEN_THE_TEST_ROWS_WERE_WRITTEN)

    assert (report.rows, report.refused) == (len(raw), len(without_whom))
    assert {(each.column, each.why) for each in report.refusals} == {
        ("who_is_this_course_for", "must be filled")
    }
    assert report.count("added", "offer") == len(raw) - len(without_whom)
    (again,) = take_in("course-directory-upload", path, today=WHEN_THE_TEST_ROWS_WERE_WRITTEN)
    assert (again.count("added"), again.count("changed"), again.count("withdrawn")) == (0, 0, 0)


def test_an_upload_becomes_a_course_and_an_offer_with_its_venue_beside_it(
    store, a_provider, take_in, write_csv
):
    venue = {
        "YOUR_VENUE_REFERENCE": "R",
        "VENUE_NAME": "Riverside",
        "TOWN_CITY": "Exampleton",
        "POSTCODE": "OX14 1GG",
    }
    take_in("course-directory-upload", write_csv("venues.csv", [venue]), write_csv(NAME, [UPLOAD]))
    with store.open() as s:
        found = s.catalogue.candidate("cu-19999999-60333078-level-1-art")
    assert (found.provider.id, found.course.subject_areas) == (a_provider, ("9.2",))
    assert (found.offer.venue.town, found.offer.venue.point) == ("Exampleton", Point(51.68, -1.28))
    assert (found.offer.cost, found.offer.duration) == ("£1200.50", "6 months")
    assert (found.offer.study_mode, found.offer.attendance) == ("part_time", "day_or_block_release")


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"LARS_QAN": "12345678910"}, "lars_qan", "not a learning aim reference: 8 letters and digits"),
        ({"WHO_THIS_COURSE_IS_FOR": ""}, "who_this_course_is_for", "must be filled"),
        ({"ENTRY_REQUIREMENTS": "x" * 501}, "entry_requirements", "longer than 500 characters"),
        (
            {"VENUE_NAME": "", "YOUR_VENUE_REFERENCE": ""},
            "venue_name",
            "must be filled for a course in a classroom",
        ),
        ({"STUDY_MODE": ""}, "study_mode", "must be filled for a course in a classroom"),
        ({"ATTENDANCE_PATTERN": ""}, "attendance_pattern", "must be filled for a course in a classroom"),
        (
            {"DELIVERY_MODE": "Work based"},
            "national_delivery",
            "say yes, or name the regions, for a course at work",
        ),
        ({"START_DATE": ""}, "start_date", "must be filled unless the start is flexible"),
        ({"START_DATE": "27/04/2020"}, "start_date", "is in the past"),
        ({"COST": ""}, "cost", "fill this or the cost description"),
        ({"COST": "a lot"}, "cost", "not a number"),
        (
            {"DURATION_UNIT": "Terms"},
            "duration_unit",
            "not one of: Days, Weeks, Months, Years, Hours, Minutes, 1, 2, 3, 4, 5, 6",
        ),
    ],
)
def test_a_row_against_the_directorys_rules_says_why(a_provider, refusals, cells, column, why):
    assert refusals("course-directory-upload", [UPLOAD | cells], NAME) == [(2, column, why)]


def test_every_bad_cell_of_a_row_is_named(a_provider, refusals):
    row = UPLOAD | {"COST": "a lot", "DURATION": "long"}
    assert [column for _, column, _ in refusals("course-directory-upload", [row], NAME)] == [
        "cost",
        "duration",
    ]


def test_a_file_that_does_not_say_whose_it_is_asks_for_it(a_provider, refusals):
    ((_, column, why),) = refusals("course-directory-upload", [UPLOAD], "courses_2026.csv")
    assert column == "provider_ukprn"
    assert "Put the UKPRN in the file's name" in why


def test_one_providers_upload_withdraws_nothing_of_another(store, a_provider, take_in, write_csv):
    take_in(
        "course-directory",
        write_csv(
            "known_2026-01-01.csv",
            [{"PROVIDER_UKPRN": number, "PROVIDER_NAME": number} for number in ("19999999", "19999998")],
        ),
    )
    take_in("course-directory-upload", write_csv(NAME, [UPLOAD]))
    (report,) = take_in("course-directory-upload", write_csv("19999998_2026.csv", [UPLOAD]))
    assert (report.count("added", "offer"), report.count("withdrawn")) == (1, 0)
