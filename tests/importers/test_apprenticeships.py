"""Apprenticeship standards: the real list, their subjects, and the place that they do not have."""

import csv
from datetime import date

import pytest

from bot.matching import Search

TODAY = date(2026, 11, 22)


def standard(**cells):
    return {
        "reference": "ST9999",
        "lars_code": "1",
        "title": "Widget maker",
        "level": "2",
        "routes": "Digital; Sales",
        "duration_months": "18",
        "published": "2020-11-16",
        **cells,
    }


def test_every_standard_of_the_real_list_is_taken_in_and_old_frameworks_are_refused(real_data, take_in):
    path = real_data / "apprenticeships/apprenticeship_standards_stax2020.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        raw = list(csv.DictReader(file))
    standards = {row["reference"] for row in raw if row["reference"]}
    assert (len(raw), len(standards)) == (581, 532)

    (report,) = take_in("apprenticeships", path)

    assert (report.count("added", "course"), report.refused) == (len(standards), len(raw) - len(standards))
    assert {(refusal.column, refusal.why) for refusal in report.refusals} == {
        ("reference", "must be filled"),
        ("level", "must be filled"),
    }
    (again,) = take_in("apprenticeships", path)
    assert again.count("unchanged", "course") == again.count("unchanged", "offer") == len(standards)


def test_a_standard_is_at_a_workplace_without_a_point_or_a_start(store, take_in, write_csv):
    take_in("apprenticeships", write_csv("a.csv", [standard()]))
    with store.open() as s:
        (found,) = s.catalogue.candidates(Search(TODAY))
    assert (found.course.id, found.course.route, found.course.level.value) == (
        "as-st9999",
        "apprenticeship",
        "L2",
    )
    assert (found.offer.venue.name, found.offer.venue.point) == ("At a workplace near you", None)
    assert (found.offer.starts, found.offer.duration, found.provider.kind) == (None, "18 months", "employer")


@pytest.mark.parametrize(
    ("cells", "lars", "areas"),
    [
        ({}, [], ("6.1", "7.1", "15.4")),
        ({"title": "Florist"}, [], ("3.2",)),
        ({"title": "Florist"}, [{"StandardCode": "1", "SectorSubjectAreaTier2": "7.10"}], ("7.1",)),
        ({"title": "Florist"}, [{"StandardCode": "1", "SectorSubjectAreaTier2": "-2.00"}], ("3.2",)),
    ],
)
def test_the_subject_is_that_of_lars_else_of_the_title_else_of_the_routes(
    store, take_in, write_csv, cells, lars, areas
):
    files = [write_csv("a.csv", [standard(**cells)])]
    files += [write_csv("standard.csv", lars)] if lars else []
    take_in("apprenticeships", *files)
    with store.open() as s:
        assert s.catalogue.course("as-st9999").subject_areas == areas


def test_a_foundation_apprenticeship_is_known_by_its_title(store, take_in, write_csv):
    take_in(
        "apprenticeships", write_csv("a.csv", [standard(title="Foundation apprenticeship in onsite trades")])
    )
    with store.open() as s:
        assert s.catalogue.course("as-st9999").route == "foundation_apprenticeship"
