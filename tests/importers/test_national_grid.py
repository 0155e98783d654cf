"""From the National Grid to degrees."""

import csv
from math import inf, nan

import pytest

from bot.courses import Point
from bot.importers.national_grid import to_point


@pytest.mark.parametrize(
    ("easting", "northing", "point"),
    [
        # The published worked example: a water tower in Norfolk, and where satellites find it.
        (651409.903, 313177.270, Point(52.657978, 1.716053)),
        # Airy's transit circle at Greenwich: longitude zero of old is 5.3 seconds west of that of WGS 84.
        (538890, 177320, Point(51.47779, -0.00147)),
    ],
)
def test_published_places_are_found_to_five_metres(easting, northing, point):
    assert to_point(easting, northing).km_to(point) < 0.005


@pytest.mark.parametrize(
    ("easting", "northing"), [(0, 0), (1, 0), (-1, 5), (700_000, 5), (5, 1_300_000), (nan, 5), (5, inf)]
)
def test_what_is_not_on_the_grid_is_nowhere(easting, northing):
    assert to_point(easting, northing) is None


def test_outward_postcodes_are_where_their_list_has_them_as_nearly_as_it_knows(real_data):
    with (real_data / "geo" / "outcodes_gibbs_cc0.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["country"] == "ENG"]
    far = [
        row["postcode"]
        for row in rows
        if to_point(float(row["eastings"]), float(row["northings"])).km_to(
            Point(float(row["latitude"]), float(row["longitude"]))
        )
        > 0.15  # its degrees are those of the grid's own ellipsoid
    ]
    assert len(rows) > 2000
    assert far == ["E20"], "it has its point from elsewhere"
