"""LARS: its lists are taken in, and courses that only name a code are known by what they say."""

import csv
from datetime import date

import pytest

from bot.courses import Level

AIMS = [
    {
        "LearnAimRef": "60012345",
        "LearnAimRefTitle": "Certificate in Something",
        "NotionalNVQLevelv2": "2",
        "SectorSubjectAreaTier2": "7.4",
    },
    {
        "LearnAimRef": "60012346",
        "LearnAimRefTitle": "Other",
        "NotionalNVQLevelv2": "X",
        "SectorSubjectAreaTier2": "-2.00",
    },
]
COURSE = {
    "PROVIDER_UKPRN": "19999999",
    "COURSE_ID": "c1",
    "COURSE_RUN_ID": "r1",
    "COURSE_NAME": "Moving on",
    "LEARN_AIM_REF": "60012345",
}
FILES = {
    "AwardOrgCode.csv": "awarding_body",
    "LearnDirectClassSystemCode.csv": "learn_direct",
    "Standard.csv": "standard",
    "Route.csv": "occupational_route",
    "SectorSubjectAreaTier1.csv": "subject_area_1",
    "SectorSubjectAreaTier2.csv": "subject_area_2",
}


@pytest.fixture
def listed(store):
    def listed(of, code):
        with store.open() as s:
            return s.catalogue.listed(of, code)

    return listed


def test_a_course_is_of_the_level_and_subject_of_the_learning_aim_that_it_names(
    store, take_in, write_csv, a_provider, listed
):
    (report,) = take_in("lars", write_csv("LearningDelivery_2026.csv", AIMS))
    assert (report.rows, report.count("added", "listed"), report.refused) == (2, 2, 0)
    take_in("course-directory", write_csv("courses_2026.csv", [COURSE]))
    with store.open() as s:
        course = s.catalogue.course("cd-c1")
    assert (course.level, course.subject_areas) == (Level.L2, ("7.4",))
    other = listed("learning_aim", "60012346")
    assert (other.level, other.areas, other.label) == (None, (), "Other")


def test_a_list_that_comes_with_the_courses_counts_before_the_one_that_was_there(
    store, take_in, write_csv, a_provider
):
    take_in("lars", write_csv("LearningDelivery_2025.csv", AIMS))
    newer = [AIMS[0] | {"SectorSubjectAreaTier2": "5.2"}]
    take_in("course-directory", write_csv("aims_2026.csv", newer), write_csv("courses_2026.csv", [COURSE]))
    with store.open() as s:
        assert s.catalogue.course("cd-c1").subject_areas == ("5.2",)


def test_a_standard_that_the_list_names_has_the_subject_that_lars_gives(store, take_in, write_csv):
    standards = [{"StandardCode": "7", "StandardName": "Widget maker", "SectorSubjectAreaTier2": "4.20"}]
    take_in("lars", write_csv("Standard_2020.csv", standards))
    row = {"reference": "ST7", "lars_code": "7", "title": "Widget maker", "level": "2", "routes": "Digital"}
    take_in("apprenticeships", write_csv("standards.csv", [row]))
    with store.open() as s:
        assert s.catalogue.course("as-st7").subject_areas == ("4.2",)


def test_each_list_is_replaced_by_itself(take_in, write_csv, listed):
    routes = [{"RouteId": "1", "RouteName": "Digital"}]
    take_in("lars", write_csv("aims_2025.csv", AIMS), write_csv("Route_2025.csv", routes))
    (report,) = take_in("lars", write_csv("aims_2026.csv", AIMS[:1]))
    assert (report.count("unchanged"), report.count("changed"), report.count("withdrawn")) == (0, 1, 1)
    assert listed("learning_aim", "60012346") is None
    assert listed("occupational_route", "1").label == "Digital"


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"LearnAimRef": "123456789"}, "learnaimref", "not a learning aim reference"),
        ({"LearnAimRefTitle": ""}, "learnaimreftitle", "must be filled"),
        ({"LearnAimRefTitle": "x" * 256}, "learnaimreftitle", "longer than 255"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_rest_goes_in(take_in, write_csv, cells, column, why):
    (report,) = take_in("lars", write_csv("aims_2025.csv", [AIMS[0] | cells, AIMS[1]]))
    assert [(each.line, each.column) for each in report.refusals] == [(2, column)]
    assert why in report.refusals[0].why
    assert report.count("added", "listed") == 1


def test_the_real_lists_are_taken_whole_and_changed_by_nothing_the_second_time(real_data, take_in, listed):
    folder = real_data / "lars"
    reports = take_in("lars", folder, today=date(2026, 11, 22))
    assert {report.file for report in reports} == set(FILES)
    for report in reports:
        with (folder / report.file).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert report.rows == len(rows) == report.refused + sum(report.outcomes.values())
        assert report.refused == 0
        codes = {row[next(iter(row))].strip() for row in rows}
        assert report.count("added", "listed") == len(codes)
    assert listed("learn_direct", "AA.").areas == ("15.1", "15.3")
    assert listed("standard", "1").areas == ("6.1",)
    assert listed("subject_area_2", "5.20").areas == ("5.2",)
    assert listed("awarding_body", "AAT").label == "Association of Accounting Technicians"
    again = take_in("lars", folder, today=date(2026, 11, 22))
    assert sum(report.count("added") + report.count("changed") for report in again) == 0
