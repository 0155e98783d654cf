"""Where postcodes are, from lists of them: what no venue tells, and after what venues tell."""

import csv
from datetime import date

import pytest

from bot.courses import Point
from bot.importers import BadFeed

OUTCODES = [
    {"postcode": "OX14", "latitude": "51.67", "longitude": "-1.28", "town": "Abingdon"},
    {"postcode": "OX1", "latitude": "51.75", "longitude": "-1.26", "town": "Oxford"},
]
ONS = [
    {"pcd": "OX141GG", "pcds": "OX14 1GG", "lat": "51.60", "long": "-1.20", "doterm": ""},
    {"pcd": "OX142AA", "pcds": "OX14 2AA", "lat": "51.70", "long": "-1.30", "doterm": ""},
    {"pcd": "OX143AA", "pcds": "OX14 3AA", "lat": "55.00", "long": "-1.30", "doterm": "201502"},
    {"pcd": "GY1 1AA", "pcds": "GY1 1AA", "lat": "99.999999", "long": "0.000000", "doterm": ""},
]


@pytest.fixture
def place(store):
    def place(area):
        with store.open() as s:
            return s.catalogue.place(area)

    return place


@pytest.mark.parametrize(
    ("area", "point"),
    [
        ("OX14", Point(51.67, -1.28)),
        ("ox14 1gg", Point(51.67, -1.28)),
        ("OX1", Point(51.75, -1.26)),
        ("OX49", Point(51.71, -1.27)),
        ("ZZ1", None),
    ],
)
def test_a_listed_outward_postcode_has_a_place_and_others_of_its_area_are_near_it(
    take_in, write_csv, place, area, point
):
    (report,) = take_in("postcodes", write_csv("outcodes_2020.csv", OUTCODES))
    assert (report.rows, report.count("added", "listed"), report.refused) == (2, 2, 0)
    assert place(area) == point


def test_whole_postcodes_are_put_together_by_their_first_half(take_in, write_csv, place):
    (report,) = take_in("postcodes", write_csv("ONSPD_2026.csv", ONS))
    assert (report.rows, report.count("added", "listed"), report.refused) == (1, 1, 0)
    assert place("OX14 9ZZ") == Point(51.65, -1.25)
    assert place("GY1") is None


def test_what_venues_tell_counts_before_a_list(take_in, write_csv, place, a_provider):
    take_in("postcodes", write_csv("outcodes_2020.csv", OUTCODES))
    assert place("OX14") == Point(51.68, -1.28), "the provider's own"
    assert place("OX1") == Point(51.75, -1.26)
    assert place("OX49") == Point(51.68, -1.28), "the area of the provider's own"


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"postcode": "OX"}, "postcode", "not a postcode of the United Kingdom"),
        ({"postcode": ""}, "postcode", "not a postcode of the United Kingdom"),
        ({"latitude": "0"}, "latitude", "outside the United Kingdom"),
        ({"longitude": "51.67"}, "longitude", "outside the United Kingdom"),
        ({"longitude": "west"}, "longitude", "not a number of degrees"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_rest_goes_in(take_in, write_csv, cells, column, why):
    (report,) = take_in("postcodes", write_csv("a.csv", [OUTCODES[0] | cells, OUTCODES[1]]))
    assert [(each.line, each.column) for each in report.refusals] == [(2, column)]
    assert why in report.refusals[0].why
    assert report.count("added", "listed") == 1


def test_a_newer_list_takes_the_place_of_an_older_one(take_in, write_csv, place):
    take_in("postcodes", write_csv("outcodes_2020.csv", OUTCODES))
    again, same = (take_in("postcodes", write_csv("outcodes_2020.csv", OUTCODES)) for _ in range(2))
    assert again[0].count("unchanged", "listed") == same[0].count("unchanged", "listed") == 2
    moved = OUTCODES[0] | {"latitude": "51.5"}
    (report,) = take_in("postcodes", write_csv("outcodes_2021.csv", [moved]))
    assert (report.count("changed", "listed"), report.count("withdrawn", "listed")) == (1, 1)
    assert place("OX14").latitude == 51.5
    assert place("OX1") == Point(51.5, -1.28), "only the area is known now"


def test_every_outward_postcode_of_the_real_list_has_its_place(real_data, store, take_in, place):
    path = real_data / "geo" / "outcodes_gibbs_cc0.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (report,) = take_in("postcodes", path, today=date(2026, 11, 22))
    assert report.rows == len(rows) == report.refused + report.count("added", "listed")
    assert report.refused < 20
    refused = {rows[each.line - 2]["postcode"] for each in report.refusals}
    with store.open() as s:
        places = {row["postcode"]: s.catalogue.place(row["postcode"]) for row in rows}
    for row in rows:
        if row["postcode"] not in refused:
            point = places[row["postcode"]]
            assert (round(point.latitude, 4), round(point.longitude, 4)) == (
                round(float(row["latitude"]), 4),
                round(float(row["longitude"]), 4),
            )
    assert all(places[row["postcode"]] for row in rows if row["country"] == "ENG")
    (again,) = take_in("postcodes", path, today=date(2026, 11, 22))
    assert (again.count("unchanged", "listed"), again.count("changed")) == (len(rows) - report.refused, 0)


def test_a_sheet_without_postcodes_and_their_places_is_no_list_of_postcodes(take_in, write_csv):
    with pytest.raises(BadFeed, match="is not of the format postcodes: expected postcodes"):
        take_in("postcodes", write_csv("shops.csv", [{"postcode": "OX14 1GG", "shop": "Baker"}]))
