"""Learn Direct subject codes and the areas they are within."""

import csv

import pytest
from needs import need

from bot.reference import learn_direct, subjects
from bot.reference.learn_direct import _content as content


@pytest.mark.parametrize(
    ("code", "areas"),
    [("XS.2", ("4.3",)), ("te.", ("5.2",)), ("KC.3", ()), ("ZZ", ()), ("", ()), ("AA.12", ("15.1", "15.3"))],
)
def test_a_code_is_within_the_areas_of_its_first_letters(code, areas):
    assert learn_direct.of_code(code) == areas


@pytest.mark.parametrize(
    ("name", "areas"),
    [
        ("X", ("4",)),
        ("Engineering", ("4",)),
        ("Catering/Food/Leisure Services/Tourism", ("7.4", "8")),
        ("Business / Management / Office Studies", ("15",)),
        ("Humanities (History)/Archaeology/Religious Studies", ("10",)),
        ("Arts", ()),
        ("Webcomics", ()),
    ],
)
def test_a_broad_class_is_known_by_its_letter_or_its_name(name, areas):
    assert learn_direct.of_class(name) == areas


def test_every_area_is_one_of_ours():
    named = [area for areas in content()["codes"].values() for area in areas]
    named += [area for each in content()["classes"].values() for area in each["areas"]]
    assert set(named) <= set(subjects.labels())


@pytest.mark.parametrize(
    ("label", "area"),
    [
        ("Mathematics and Statistics", "2.2"),
        ("mathematics & statistics", "2.2"),
        ("ICT Practitioners", "6.1"),
        ("Child Development and Well Being", "1.5"),
        ("Webcomics", None),
        ("", None),
    ],
)
def test_an_area_is_known_by_its_name(label, area):
    assert subjects.labelled(label) == area


def test_every_code_is_in_the_real_list(real_data):
    path = real_data / "lars/LearnDirectClassSystemCode.csv"
    need(path.exists(), "the real list of codes is not beside this checkout")
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = {row["LearnDirectClassSystemCode"].rstrip(".") for row in csv.DictReader(file)}
    assert set(content()["codes"]) | set(content()["classes"]) <= listed


def test_every_name_of_an_area_in_the_real_list_is_known(real_data):
    path = real_data / "lars/SectorSubjectAreaTier2.csv"
    need(path.exists(), "the real list of areas is not beside this checkout")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["SectorSubjectAreaTier2"].startswith("-")]
    unknown = [
        row["SectorSubjectAreaTier2Desc"]
        for row in rows
        if subjects.labelled(row["SectorSubjectAreaTier2Desc"]) is None
    ]
    assert unknown == []
