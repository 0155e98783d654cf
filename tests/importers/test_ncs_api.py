"""Answers of the National Careers Service course API: results of a search, and details of a course."""

import json
from datetime import date

import pytest

from bot.courses import Level, Point
from bot.importers import BadFeed
from bot.matching import Search
from bot.store.catalogue_entries import KEPT

RESULT = {
    "venueLocation": {"latitude": 51.68, "longitude": -1.28},
    "courseId": "3B1DBDA2-2eff",
    "courseRunId": "run-1",
    "qualificationCourseTitle": "Functional skills, Level 1, 45 hrs",
    "learnAimRef": "Z0004429",
    "qualificationLevel": "1",
    "updatedOn": "2026-05-14T15:31:53.875Z",
    "venueName": "Riverside",
    "venueAddress": "RIVERSIDE, 1 MILL LANE, EXAMPLETON, ox141gg",
    "venueAttendancePattern": "2",
    "providerName": "MILL LANE LTD",
    "venueStudyMode": "2",
    "deliveryMode": "1",
    "startDate": "2027-01-07T00:00:00Z",
    "venueTown": "Exampleton",
    "cost": 0,
    "costDescription": "",
    "courseText": "Old words",
    "ukprn": "19999999",
    "courseDescription": "<p>For people&#xD;&#xA;who like&#160;maths &amp; more</p>",
    "courseName": "Mathematics",
    "flexibleStartDate": False,
    "durationUnit": "Weeks",
    "durationValue": 12,
    "national": None,
}
DETAILS = {
    "provider": {
        "providerName": "MILL LANE LTD",
        "tradingName": "Mill Lane College",
        "ukprn": "19999999",
        "town": "Exampleton",
        "postcode": "OX14 1GG",
        "website": "www.college.example",
    },
    "course": {
        "courseId": "3B1DBDA2-2eff",
        "learnAimRef": "60314990",
        "qualificationLevel": None,
        "courseDescription": "About maths",
        "entryRequirements": "An interest",
    },
    "venue": {
        "venueName": "Riverside",
        "town": "Exampleton",
        "postcode": "OX14 1GG",
        "latitude": 51.68,
        "longitude": -1.28,
    },
    "qualification": {
        "learnAimRefTitle": "GCE A Level in Further Mathematics",
        "qualificationLevel": "3",
        "sectorSubjectAreaTier2Desc": "Mathematics and Statistics",
    },
    "alternativeCourseRuns": [
        {
            "courseRunId": "run-2",
            "deliveryMode": "Online",
            "flexibleStartDate": True,
            "studyMode": "Undefined",
            "venue": None,
            "cost": None,
            "costDescription": "Ask us",
        }
    ],
    "courseRunId": "run-1",
    "attendancePattern": "Daytime",
    "cost": 0.0,
    "courseName": "GCE ADV Further Maths",
    "courseURL": "https://www.college.example/maths",
    "deliveryMode": "ClassroomBased",
    "durationUnit": "Years",
    "durationValue": 2,
    "flexibleStartDate": False,
    "startDate": "2027-09-01T00:00:00",
    "studyMode": "FullTime",
}
COURSE = "cd-3b1dbda2-2eff"
TODAY = date(2026, 11, 22)


@pytest.fixture
def answer(take_in, tmp_path):
    """Import an answer, and return its report."""

    def take(content, name="answer_2026-05-14.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return take_in("course-directory-api", path)[0]

    return take


def results(*changes):
    return {"results": [RESULT | each for each in changes], "total": 1, "limit": 20, "start": 0}


def test_a_result_becomes_what_the_directorys_own_report_would(store, answer):
    answer(results({}))
    with store.open() as s:
        found = s.catalogue.candidate(COURSE, TODAY)
    assert (found.provider.id, found.provider.name) == ("ukprn:19999999", "MILL LANE LTD")
    assert (found.course.title, found.course.level, found.course.subject_areas) == (
        "Mathematics",
        Level.L1,
        ("2.2",),
    )
    assert found.course.summary == "For people\nwho like maths & more"
    assert found.course.source.date == date(2026, 5, 14)
    offer = found.offer
    assert (offer.id, offer.starts, offer.study_mode, offer.attendance) == (
        "cd-run-1",
        date(2027, 1, 7),
        "part_time",
        "evening",
    )
    assert (offer.duration, offer.cost) == ("12 weeks", "£0")
    assert (offer.venue.name, offer.venue.town, offer.venue.postcode, offer.venue.point) == (
        "Riverside",
        "Exampleton",
        "OX14 1GG",
        Point(51.68, -1.28),
    )


def test_details_bring_the_provider_and_every_run(store, answer):
    report = answer(DETAILS)
    assert (report.rows, report.refused, report.count("added", "offer")) == (2, 0, 2)
    with store.open() as s:
        found = s.catalogue.candidate(COURSE, TODAY)
        places = {each.offer.venue.name for each in s.catalogue.candidates(Search(TODAY))}
    assert (found.provider.name, found.provider.town, found.provider.postcode, found.provider.website) == (
        "Mill Lane College",
        "Exampleton",
        "OX14 1GG",
        "https://www.college.example",
    )
    course = found.course
    assert (course.level, course.route, course.subject_areas) == (Level.L3, "a_level", ("2.2",))
    assert (course.entry_requirements, course.learn_aim_ref) == ("An interest", "60314990")
    assert places == {"Riverside", "Online"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"venueStudyMode": "0", "venueAttendancePattern": None}, (None, None, "Riverside")),
        ({"venueStudyMode": "Undefined"}, (None, "evening", "Riverside")),
        ({"deliveryMode": "2", "venueAddress": None}, ("part_time", "evening", "Online")),
        ({"deliveryMode": "Work based", "venueAddress": ""}, ("part_time", "evening", "At a workplace")),
        ({"venueName": None, "venueAddress": "no postcode"}, ("part_time", "evening", "Ask where")),
    ],
)
def test_what_an_answer_leaves_open_stays_unknown(store, answer, cells, expected):
    answer(results(cells))
    with store.open() as s:
        offer = s.catalogue.candidate(COURSE, TODAY).offer
    assert (offer.study_mode, offer.attendance, offer.venue.name) == expected


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"ukprn": "123"}, "ukprn", "not a UKPRN: 8 digits, the first of them 1"),
        ({"courseRunId": None}, "courserunid", "must be filled"),
        ({"courseName": " "}, "coursename", "must be filled"),
        ({"startDate": "0001-01-01T00:00:00"}, "startdate", "the year of this date cannot be right"),
        ({"startDate": "soon"}, "startdate", "not a date: write it like 2026-09-01 or 01/09/2026"),
        (
            {"qualificationLevel": "hard"},
            "qualificationlevel",
            "not a level: write it like Entry Level 3 or Level 1",
        ),
        ({"cost": -5}, "cost", "not a number"),
        (
            {"venueLocation": {"latitude": 0, "longitude": 0}},
            "latitude",
            "outside the United Kingdom: 49.0 to 61.5 is expected",
        ),
        ({"courseRunId": "run-1"}, "", "says the same offer again that line 1 does"),
    ],
)
def test_a_result_that_cannot_be_taken_says_why_and_the_rest_goes_in(answer, cells, column, why):
    report = answer(results({}, {"courseRunId": "run-2"} | cells))
    assert [(each.line, each.column, each.why) for each in report.refusals][:1] == [(2, column, why)]
    assert (report.rows, report.refused, report.count("added", "offer")) == (2, 1, 1)


def test_what_is_no_result_or_no_run_is_refused(answer):
    report = answer({"results": [RESULT, "x", None]})
    assert [(each.line, each.value, each.why) for each in report.refusals] == [
        (2, "x", "is not a JSON object"),
        (3, "None", "is not a JSON object"),
    ]
    report = answer(DETAILS | {"alternativeCourseRuns": [7]})
    assert [(each.line, each.column) for each in report.refusals] == [(2, "alternativecourseruns")]


@pytest.mark.parametrize(
    "content",
    ["{", '{"results": [', "[" * 200_000, '{"a":' * 200_000, '{"courses": []}', "[1]", '"results"', "null"],
    ids=[
        "cut short",
        "cut short inside",
        "deep lists",
        "deep objects",
        "other",
        "no objects",
        "words",
        "null",
    ],
)
def test_a_file_that_is_no_answer_is_refused_whole(store, answer, content):
    with pytest.raises(BadFeed):
        answer(content)
    with store.open() as s:
        assert not any(report.state == KEPT for report in s.catalogue.latest_reports())


def test_halves_of_characters_and_controls_do_no_harm(store, answer):
    answer(
        json.dumps(results({"courseName": "Maths", "venueName": "River"})).replace(
            "Maths", "Ma\\ud800ths\\u0000\\u202e"
        )
    )
    with store.open() as s:
        assert s.catalogue.course(COURSE).title == "Maths"


def test_answers_add_up_and_a_second_time_change_nothing(store, answer):
    answer(DETAILS)
    report = answer(results({"courseRunId": "run-9"}))
    assert (report.count("withdrawn"), report.count("added", "offer")) == (0, 1)
    again = answer(results({"courseRunId": "run-9"}))
    assert (again.count("unchanged"), again.count("added"), again.count("changed")) == (3, 0, 0)


def test_many_results_are_read(answer):
    report = answer(results(*({"courseRunId": f"run-{number}"} for number in range(3000))))
    assert (report.rows, report.count("added", "offer"), report.count("added", "course")) == (3000, 3000, 1)


def test_the_real_answers_are_read_whole_and_twice_the_same(real_data, take_in):
    paths = sorted((real_data / "ncs").glob("find_a_course_api_sample_*.json"))
    first = take_in("course-directory-api", *paths)
    assert {each.file: (each.rows, each.refused, each.count("added", "offer")) for each in first} == {
        "find_a_course_api_sample_details.json": (1, 0, 1),
        "find_a_course_api_sample_search.json": (3, 0, 3),
    }
    again = take_in("course-directory-api", *paths)
    assert [(each.count("added"), each.count("changed"), each.count("withdrawn")) for each in again] == [
        (0, 0, 0)
    ] * 2
