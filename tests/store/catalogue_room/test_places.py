"""Where a place is: learned from venues, an outward code or a town."""

import pytest

from bot.courses import Point, Venue

from .cases import course, keep, offer, provider


def at(postcode, latitude, town="Exampleton"):
    return Venue("Site", town, postcode, Point(latitude, -1.0))


@pytest.mark.parametrize(
    ("area", "latitude"),
    [
        ("OX14", 51.5),
        ("ox14", 51.5),
        ("OX14 9ZZ", 51.5),
        ("OX29", 51.75),
        ("EC1A", 51.9),
        ("EC1", 51.9),
        ("exampleton", 51.5),
        ("  St. Example-on-Sea ", 52.0),
        ("Farton", 55.0),
        ("Twoton", None),
        ("ZZ1", None),
        ("nowhere", None),
        ("", None),
    ],
)
def test_a_place_is_an_outward_code_or_a_town(store, area, latitude):
    venues = {
        "a": at("OX14 1GG", 51.4),
        "b": at("OX14 2AA", 51.6),
        "c": at("OX1 1AA", 52.0, "St Example on Sea"),
        "d": at("EC1A 1BB", 51.9, "Bigton"),
        "e": at("", 50.0, "Twoton"),
        "f": at("", 54.0, "Twoton"),
    }
    keep(store, provider(), course("c"), *(offer(key, "c", venue=venue) for key, venue in venues.items()))
    with store.open() as s:
        point = s.catalogue.place(area)
    assert (round(point.latitude, 6) if point else None) == latitude
