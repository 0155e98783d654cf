"""Levels, routes, subjects and towns, as sources write them."""

import csv
from pathlib import Path

import pytest
from needs import need

from bot.courses import ROUTES, Level, kind_from_name
from bot.reference import levels, places, routes, subjects
from bot.reference.files import read_yaml
from bot.reference.routes import Described

REAL_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Entry Level", Level.ENTRY),
        ("Entry level 3", Level.E3),
        ("(Entry 3)", Level.E3),
        ("E", Level.ENTRY),
        ("E2", Level.E2),
        ("Pre-entry", Level.PRE_ENTRY),
        ("Level 1/Level 2", Level.L1),
        ("Level 1/2", Level.L1),
        ("3", Level.L3),
        ("Level 6", Level.L4PLUS),
        ("L4plus", Level.L4PLUS),
        ("X", Level.UNKNOWN),
        ("M", Level.UNKNOWN),
        ("\\", None),
        ("hard", None),
    ],
)
def test_a_level_is_read_however_it_is_written(written, level):
    assert levels.from_text(written) is level


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Level 2 Diploma in Plumbing", Level.L2),
        ("Award in Cooking (Entry 3)", Level.E3),
        ("GCSE English", Level.L2),
        ("GCE ADV Further Maths", Level.L3),
        ("A Level Biology", Level.L3),
        ("HND in Computing", Level.L4PLUS),
        ("Art for all", Level.UNKNOWN),
    ],
)
def test_a_title_may_name_a_level(title, level):
    assert levels.from_title(title) is level


def test_the_real_course_texts_have_one_level_that_nobody_can_read():
    path = REAL_DATA / "ncs/ncs_course_text.csv"
    need(path.exists(), "the real files of ../shared/data are not beside this checkout")
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = [row["NotionalNVQLevelv2"] for row in csv.DictReader(file)]
    assert len(written) == 559
    assert [text for text in written if levels.from_text(text) is None] == ["\\"]


@pytest.mark.parametrize(
    ("described", "route"),
    [
        (Described("Supported Internship at the hospital"), "supported_internship"),
        (Described("Foundation apprenticeship: builder"), "foundation_apprenticeship"),
        (Described("T Level Foundation Year in Health"), "t_level_foundation_year"),
        (Described("T Level in Health"), "t_level"),
        (Described("A Level Art", Level.L3), "a_level"),
        (Described("Certificate", type=6), "adult_skills"),
        (Described("Spanish for beginners", attends="evening"), "adult_skills"),
        (Described("Personal progress", Level.E2, ("14.1",)), "foundation_learning"),
        (Described("Diploma in Art", Level.L2, ("9.2",), study="full_time"), "study_programme"),
        (Described("Diploma in Art", Level.L2, ("9.2",)), "unknown"),
    ],
)
def test_a_route_follows_from_what_a_source_says(described, route):
    assert routes.route_of(described) == route


def test_every_route_that_a_rule_gives_is_one_of_ours():
    rules = read_yaml(Path(routes.__file__).with_name("routes.yml"))["rules"]
    assert {rule["route"] for rule in rules} <= set(ROUTES)


@pytest.mark.parametrize(
    ("written", "area"),
    [("1.10", "1.1"), ("1.1", "1.1"), ("01.1", "1.1"), ("10.10", "10.1"), ("5.00", "5"), ("14", "14"),
     ("-2.00", None), ("1.9", None), ("16", None), ("five", None)],
)  # fmt: skip
def test_a_subject_area_is_text_with_one_spelling(written, area):
    assert subjects.normalise(written) == area


@pytest.mark.parametrize(
    ("title", "areas"),
    [
        ("Level 1 Bricklaying", ("5.2",)),
        ("Motor Vehicle Maintenance", ("4.3",)),
        ("Games design", ("6.1", "9.2")),
        ("Entry Level Life Skills", ("14.1",)),
        ("Introduction to Philosophy", ("10.3",)),
        ("Carpet care", ()),
    ],
)
def test_a_title_names_subjects_by_whole_words(title, areas):
    assert subjects.in_title(title) == areas


def test_lists_lead_to_areas_that_exist():
    content = subjects._content()
    named = {area for group in ("sectors", "occupational_routes") for areas in content[group].values()
             for area in areas}  # fmt: skip
    named |= {area for _, areas in content["t_levels"] for area in areas} | set(content["keywords"])
    assert named <= set(subjects.labels())
    assert len(subjects.labels()) == 15 + 50


@pytest.mark.parametrize(
    ("name", "areas"),
    [
        ("Digital Production, Design and Development", ("6.1",)),
        ("Healthcare Science", ("1.2", "2.1")),
        ("Building Services Engineering for Construction", ("5.2", "4.1")),
        ("Juggling", ()),
    ],
)
def test_a_t_level_has_the_areas_of_its_name(name, areas):
    assert subjects.of_t_level(name) == areas


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Bath College", "fe_college"),
        ("Hill Sixth Form College", "sixth_form_college"),
        ("Mill UTC", "utc_studio"),
        ("Mill Lane School", "school_sixth_form"),
        ("Skills for All Ltd", "training_provider"),
        ("Develop", "other"),
    ],
)
def test_a_name_suggests_a_kind_of_provider(name, kind):
    assert kind_from_name(name) == kind


@pytest.mark.parametrize(
    ("town", "latitude"),
    [("oxford", 51.75), ("abingdon-on-thames", 51.67), ("newport", 51.59), ("kingston upon hull", 53.74)],
)
def test_a_town_is_found_offline_and_the_larger_of_two_counts(town, latitude):
    assert places.towns()[town].latitude == pytest.approx(latitude, abs=0.01)


def test_a_base_abroad_is_no_town_of_the_united_kingdom():
    assert all(49 < point.latitude < 61 and -9 < point.longitude < 3 for point in places.towns().values())
