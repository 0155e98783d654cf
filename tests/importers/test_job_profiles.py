"""Job profiles: a learner who names one of those jobs is led to the subjects of its categories."""

import csv
import json
from datetime import date

import pytest

from bot.matching.dreams import dreams
from bot.reference import subjects
from bot.reference.jobs import jobs

PAIRS = [
    {"category": "Social care", "job_profile": "Accommodation warden"},
    {"category": "Home services", "job_profile": "Accommodation warden"},
    {"category": "Creative and media", "job_profile": "Actor"},
    {"category": "Managerial", "job_profile": "IT estate wrangler"},
]


@pytest.fixture
def dreamt(store):
    def dreamt(words):
        with store.open() as s:
            known = jobs(s.catalogue.jobs())
        return [(dream.job, dream.areas) for dream in dreams(words, known)]

    return dreamt


@pytest.fixture
def write_lines(tmp_path):
    def write_lines(*lines):
        path = tmp_path / "profiles_2020.jsonl"
        path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines))
        return path

    return write_lines


def test_a_job_of_the_list_leads_to_the_subjects_of_its_categories(take_in, write_csv, dreamt):
    assert dreamt("I want to be an acomodation warden") == []
    (report,) = take_in("job-profiles", write_csv("categories_2020.csv", PAIRS))
    assert (report.rows, report.count("added", "listed"), report.refused) == (3, 3, 0)
    assert dreamt("I want to be an acomodation warden") == [("accommodation warden", ("1.3", "7.3"))]
    assert dreamt("it estate wrangler") == [("IT estate wrangler", ("15.3",))]


def test_our_own_jobs_go_before_a_list(take_in, write_csv, dreamt):
    take_in("job-profiles", write_csv("categories_2020.csv", PAIRS))
    assert dreamt("actor") == [("actor", jobs().areas["actor"])]


def test_profiles_are_read_from_json_lines_and_nothing_else_of_them_is_kept(
    store, take_in, write_lines, dreamt
):
    profile = {
        "title": "Accommodation warden",
        "url": "/job-profiles/a",
        "categories": ["Social care"],
        "Description": "Wardens look after people.",
    }
    (report,) = take_in("job-profiles", write_lines(profile))
    assert (report.rows, report.refused) == (1, 0)
    assert dreamt("accommodation warden") == [("accommodation warden", ("1.3",))]
    with store.engine.connect() as connection:
        assert "look after" not in str(connection.exec_driver_sql("SELECT * FROM catalogue_listed").all())


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no", "is no profile"),
        ("[1]", "is no profile"),
        ('{"url": "x"}', "is no profile"),
        ('{"title": "", "url": "x"}', "must be filled"),
        ('{"title": "x", "url": "y", "categories": 5}', "is no profile"),
        ('{"title": "' + "x" * 300 + '", "url": "y"}', "longer than 255"),
    ],
)
def test_a_line_that_is_no_profile_is_refused_and_the_rest_goes_in(take_in, write_lines, line, why):
    good = {"title": "Accommodation warden", "url": "/a", "categories": ["Social care"]}
    (report,) = take_in("job-profiles", write_lines(good, line))
    assert [(each.line, why in each.why) for each in report.refusals] == [(2, True)]
    assert report.count("added", "listed") == 1


@pytest.mark.parametrize(
    ("title", "categories", "areas"),
    [
        ("theatre nurse", ["Healthcare"], ("1.2", "1.3")),
        ("media lawyer", ["Law and legal"], ("15.5",)),
        ("film editor", ["Creative and media"], ("9.3", "9.2")),
        ("wizard", [], ()),
        ("bricklayer", [], ("5.2",)),
        ("wizard", ["Magic"], ()),
    ],
)
def test_categories_say_where_a_job_leads_and_its_title_which_of_them_is_nearest(title, categories, areas):
    assert subjects.of_job(title, categories) == areas


def test_the_real_profiles_are_taken_whole_and_each_category_leads_somewhere(
    real_data, store, take_in, dreamt
):
    folder = real_data / "careers"
    paths = (folder / "ncs_job_categories.csv", folder / "ncs_job_profiles.jsonl")
    with paths[0].open(encoding="utf-8-sig", newline="") as file:
        pairs = list(csv.DictReader(file))
    assert [each["category"] for each in pairs if not subjects.of_job("", [each["category"]])] == []
    reports = take_in("job-profiles", *paths, today=date(2026, 11, 22))
    assert [(report.rows, report.refused) for report in reports] == [
        (len({each["job_profile"] for each in pairs}), 0),
        (829, 0),
    ]
    with store.open() as s:
        known = s.catalogue.jobs()
    assert len(known) == 829
    assert sum(report.count("added", "listed") for report in reports) == 829
    unheard = [title for title, areas in known if areas and not dreams(title, jobs(known))]
    assert len(unheard) < 20, unheard
    again = take_in("job-profiles", *paths, today=date(2026, 11, 22))
    assert sum(report.count("added") + report.count("changed") for report in again) == 0


def test_a_line_without_end_is_one_refusal(take_in, tmp_path):
    path = tmp_path / "profiles.jsonl"
    path.write_text('{"title": "Baker", "url": "https://x.example"}\n{"title": "' + "x" * 3_000_000 + '"}\n')
    (report,) = take_in("job-profiles", path)
    assert [(each.line, each.why) for each in report.refusals] == [(2, "is longer than 1000 kB")]
    assert (report.rows, report.count("added", "listed")) == (2, 1)
