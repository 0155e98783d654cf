"""The course directory's open data: enumerations, levels, routes, venues, and rows that cannot be taken."""

from datetime import date

import pytest

from bot.courses import Level, Point, Tri
from bot.matching import Search

TODAY = date(2026, 11, 22)
PROVIDER = {
    "PROVIDER_UKPRN": "19999999",
    "PROVIDER_NAME": "MILL LANE LTD",
    "TRADING_NAME": "Mill Lane College",
    "CONTACT_TOWN": "Exampleton",
    "CONTACT_POSTCODE": "OX14 1GG",
}
COURSE = {
    "PROVIDER_UKPRN": "19999999",
    "COURSE_ID": "5257AD38-d044",
    "COURSE_RUN_ID": "run-1",
    "COURSE_NAME": "Level 1 Diploma in Bricklaying",
    "DELIVER_MODE": "1",
    "STUDY_MODE": "1",
    "ATTENDANCE_PATTERN": "1",
    "FLEXIBLE_STARTDATE": "false",
    "STARTDATE": "2027-09-01",
    "DURATION_UNIT": "4",
    "DURATION_VALUE": "1",
    "COST": "0",
    "LOCATION_NAME": "Riverside",
    "LOCATION_TOWN": "Exampleton",
    "LOCATION_POSTCODE": "ox141gg",
    "LOCATION_LATITUDE": "51.68",
    "LOCATION_LONGITUDE": "-1.28",
    "COURSE_URL": "www.college.example/bricks",
    "UPDATED_DATE": "2026-05-13",
}


@pytest.fixture
def imported(store, take_in, write_csv):
    """Import one provider and these courses, and return the first course as a candidate."""

    def take(*courses):
        take_in(
            "course-directory",
            write_csv("providers_2026.csv", [PROVIDER]),
            write_csv("courses_2026.csv", [COURSE | course for course in courses]),
        )
        with store.open() as s:
            return s.catalogue.candidate("cd-5257ad38-d044", TODAY)

    return take


def test_a_row_becomes_a_course_and_an_offer_with_their_source(imported):
    found = imported({})
    assert found.provider.name == "Mill Lane College"
    assert (found.course.title, found.course.level) == ("Level 1 Diploma in Bricklaying", Level.L1)
    assert (found.course.route, found.course.subject_areas) == ("study_programme", ("5.2",))
    offer = found.offer
    assert (offer.id, offer.starts, offer.roll_on) == ("cd-run-1", date(2027, 9, 1), False)
    assert (offer.study_mode, offer.attendance, offer.duration) == ("full_time", "daytime", "1 year")
    assert (offer.venue.postcode, offer.venue.point) == ("OX14 1GG", Point(51.68, -1.28))
    assert (found.course.source.name, found.course.source.date) == (
        "National Careers Service course directory",
        date(2026, 5, 13),
    )
    assert found.course.url == "https://www.college.example/bricks"


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        ({"EDUCATION_LEVEL": "Entry Level"}, Level.ENTRY),
        ({"EDUCATION_LEVEL": "0"}, Level.ENTRY),
        ({"EDUCATION_LEVEL": "3"}, Level.L3),
        ({"LEVEL": "E2", "EDUCATION_LEVEL": "Entry Level"}, Level.E2),
        ({"COURSE_NAME": "Bricklaying (Entry 3)"}, Level.E3),
        ({"COURSE_NAME": "Bricklaying"}, Level.UNKNOWN),
    ],
)
def test_the_level_is_ours_else_the_directorys_else_the_titles(imported, cells, level):
    assert imported(cells).course.level is level


@pytest.mark.parametrize(
    ("cells", "route"),
    [
        ({"ROUTE": "supported_internship"}, "supported_internship"),
        ({"COURSE_TYPE": "2"}, "t_level"),
        ({"COURSE_NAME": "Supported Internship"}, "supported_internship"),
        ({"COURSE_NAME": "GCE A Level in Biology"}, "a_level"),
        ({"COURSE_TYPE": "6"}, "adult_skills"),
        ({"ATTENDANCE_PATTERN": "2"}, "adult_skills"),
        ({"COURSE_NAME": "Entry Level Life Skills", "STUDY_MODE": "2"}, "foundation_learning"),
        ({"SUBJECT_AREAS": "14.2", "STUDY_MODE": "2"}, "foundation_learning"),
        ({"STUDY_MODE": "2"}, "unknown"),
    ],
)
def test_the_route_is_ours_or_follows_from_type_title_level_and_study_mode(imported, cells, route):
    assert imported(cells).course.route == route


def test_ages_plans_and_yearly_starts_come_through_our_own_columns(imported):
    found = imported(
        {
            "AGE_MIN": "16",
            "AGE_MAX": "24",
            "EHCP_REQUIRED": "yes",
            "STARTDATE": "2020-09-01",
            "REPEATS_YEARLY": "yes",
            "SUBJECT_AREAS": "5.20; 1.10",
            "SOURCE": "Made-up area",
        }
    )
    assert (found.course.age_min, found.course.age_max, found.course.ehcp_required) == (16, 24, Tri.YES)
    assert (found.course.subject_areas, found.offer.starts) == (("5.2", "1.1"), None)
    assert found.course.source.name == "Made-up area"


def test_lars_gives_level_and_subject_of_a_learning_aim(store, take_in, write_csv):
    take_in(
        "course-directory",
        write_csv("providers_2026.csv", [PROVIDER]),
        write_csv("courses_2026.csv", [COURSE | {"LEARN_AIM_REF": "280206", "COURSE_NAME": "Certificate"}]),
        write_csv(
            "aims.csv",
            [{"LearnAimRef": "00280206", "NotionalNVQLevelv2": "2", "SectorSubjectAreaTier2": "7.40"}],
        ),
    )
    with store.open() as s:
        course = s.catalogue.course("cd-5257ad38-d044")
    assert (course.level, course.subject_areas, course.learn_aim_ref) == (Level.L2, ("7.4",), "00280206")


def test_the_real_course_texts_serve_as_levels_of_learning_aims(real_data, store, take_in, write_csv):
    take_in(
        "course-directory",
        write_csv("providers_2026.csv", [PROVIDER]),
        real_data / "ncs/ncs_course_text.csv",
        write_csv("courses_2026.csv", [COURSE | {"LEARN_AIM_REF": "60185880", "COURSE_NAME": "Diploma"}]),
    )
    with store.open() as s:
        assert s.catalogue.course("cd-5257ad38-d044").level is Level.L1


@pytest.mark.parametrize(
    ("cells", "venue"),
    [
        ({"DELIVER_MODE": "2", "LOCATION_POSTCODE": ""}, "Online"),
        ({"DELIVER_MODE": "3", "LOCATION_POSTCODE": ""}, "At a workplace"),
        ({"LOCATION_NAME": "", "LOCATION_POSTCODE": ""}, "Ask where"),
    ],
)
def test_a_course_without_an_address_says_so(imported, cells, venue):
    assert imported(cells).offer.venue.name == venue


def test_several_runs_are_one_course_and_the_next_start_is_offered(imported):
    found = imported(
        {"COURSE_RUN_ID": "past", "STARTDATE": "2025-09-01"},
        {"COURSE_RUN_ID": "later", "STARTDATE": "2027-09-01"},
        {"COURSE_RUN_ID": "next", "STARTDATE": "2027-01-05"},
    )
    assert found.offer.id == "cd-next"


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        (
            {"PROVIDER_UKPRN": "18888888"},
            "provider_ukprn",
            "no such provider in the catalogue: import the list that names it first",
        ),
        (
            {"DELIVER_MODE": "9"},
            "deliver_mode",
            "not one of: Classroom, Classroom based, Online, Work based, Blended Learning, 1, 2, 3, 4",
        ),
        ({"STARTDATE": "31/02/2027"}, "startdate", "not a date: write it like 2026-09-01 or 01/09/2026"),
        ({"SUBJECT_AREAS": "99"}, "subject_areas", "not sector subject areas: write them like 5.2;4.1"),
        (
            {"EDUCATION_LEVEL": "hard"},
            "education_level",
            "not a level: write it like Entry Level 3 or Level 1",
        ),
        ({"COURSE_NAME": "x" * 256}, "course_name", "longer than 255 characters"),
        ({"AGE_MIN": "-1"}, "age_min", "not a whole number"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(take_in, write_csv, cells, column, why):
    *_, report = take_in(
        "course-directory",
        write_csv("providers_2026.csv", [PROVIDER]),
        write_csv("courses_2026.csv", [COURSE, COURSE | {"COURSE_RUN_ID": "run-2"} | cells]),
    )
    assert [(each.line, each.column, each.why) for each in report.refusals] == [(3, column, why)]
    assert report.count("added", "offer") == 1


def test_a_run_that_is_in_the_file_twice_is_refused_the_second_time(take_in, write_csv):
    *_, report = take_in(
        "course-directory",
        write_csv("providers_2026.csv", [PROVIDER]),
        write_csv("courses_2026.csv", [COURSE, COURSE]),
    )
    assert [(each.line, each.why) for each in report.refusals] == [
        (3, "says the same offer again that line 2 does")
    ]


def test_an_ended_run_is_kept_but_no_candidate(store, imported):
    imported({"STARTDATE": "2025-09-01"})
    with store.open() as s:
        assert s.catalogue.candidates(Search(TODAY)) == []
        assert s.catalogue.candidate("cd-5257ad38-d044", TODAY).offer.starts == date(2025, 9, 1)
