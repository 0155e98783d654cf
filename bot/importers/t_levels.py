"""T Level providers and qualifications, as the T Levels site keeps them (JSON).

A delivery year is when a T Level was first taught there. It starts again each September, so a year that is
past only means that the next start is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from bot.courses import Course, Level, Offer, Point, Provider, Venue
from bot.importers.cells import at_most, latitude, longitude, postcode, slug, ukprn, web_address, whole
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.reference import subjects
from bot.store.catalogue_entries import Entry

FEED = "t-levels"
SOURCE = "T Levels in England"
STARTS_IN_MONTH = 9


def _offers(content: Mapping[str, Any]) -> Iterator[Record]:
    """Yield one record for each qualification at each location in each year."""
    providers = content["providers"]
    years = [year["year"] for provider in providers for place in provider["locations"]
             for year in place["deliveryYears"]]
    for provider in providers:
        for place in provider["locations"]:
            for year in place["deliveryYears"]:
                for qualification in year["qualifications"]:
                    yield {
                        "ukprn": str(provider["ukPrn"]), "provider": provider["name"],
                        **{name: str(place.get(name) or "") for name in _PLACE},
                        "year": str(year["year"]), "qualification": str(qualification),
                        "latest_year": str(max(years)),
                    }


def _qualifications(content: Mapping[str, Any]) -> Iterator[Record]:
    for number, name in content["qualifications"].items():
        yield {"number": str(number), "name": name}


def _keep_qualification(cells: Cells, _raw: Record, reading: Reading) -> list[Entry]:
    reading.lookup("qualifications")[cells["number"]] = cells["name"]
    return []


def _keep_definition(cells: Cells, _raw: Record, reading: Reading) -> list[Entry]:
    reading.lookup("definitions")[cells["name"]] = cells
    return []


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    name = reading.lookup("qualifications").get(cells["qualification"])
    if name is None:
        raise BadRow("qualification", "no qualification of this number in qualifications.json")
    year = date(cells["latest_year"], 1, 1)
    source = reading.source(SOURCE, min(year, reading.sheet.dated), cells["website"])
    provider = Provider(
        id=f"ukprn:{cells['ukprn']}", name=cells["provider"], kind="other", ukprn=cells["ukprn"],
        website=_front_page(cells["website"]), source=source,
    )
    code = cells["postcode"].replace(" ", "")
    described = _definition(name, reading)
    course = Course(
        id=slug(f"tl-{cells['ukprn']}-{cells['qualification']}-{code}"), provider_id=provider.id,
        title=f"T Level in {name}", route="t_level", level=Level.L3,
        subject_areas=subjects.of_t_level(name), age_min=16, age_max=19, url=cells["website"], source=source,
        summary=described.get("exemplarwhofor") or "",
        entry_requirements=described.get("exemplarentryrequirements") or "",
    )
    offer = Offer(
        id=f"{course.id}-{cells['year']}", course_id=course.id, venue=_venue(cells),
        starts=date(cells["year"], STARTS_IN_MONTH, 1), study_mode="full_time", attendance="daytime",
        duration="2 years", source=source, repeats_yearly=True,
    )
    reading.add_provider(provider.id)
    yield Entry(provider, FEED)
    yield Entry(course, FEED)
    yield Entry(offer, FEED, raw)


def _venue(cells: Cells) -> Venue:
    point = Point(cells["latitude"], cells["longitude"])
    return Venue(cells["name"] or cells["provider"], cells["town"], cells["postcode"], point)


def _front_page(address: str | None) -> str | None:
    if address is None:
        return None
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def _definition(name: str, reading: Reading) -> Cells:
    """Return the official text of a T Level, if it came with this import."""
    known = reading.lookup("definitions").items()
    return next((cells for title, cells in known if title.casefold().endswith(name.casefold())), {})


_PLACE = ("name", "postcode", "town", "latitude", "longitude", "website")

FORMAT = Format(FEED, (
    Table(
        "qualifications.json",
        (Column("number", required=True), Column("name", at_most(200), required=True)),
        _keep_qualification, marks=("qualifications",), flatten=_qualifications,
        explains=True,
    ),
    Table(
        "T Level definitions",
        (Column("name", required=True), Column("exemplarwhofor"), Column("exemplarentryrequirements")),
        _keep_definition, marks=("tleveldefinitionid", "name", "exemplarwhofor"), explains=True,
    ),
    Table(
        "providers.json",
        (
            Column("ukprn", ukprn, required=True),
            Column("provider", at_most(255), required=True),
            Column("name", at_most(255), empty=""),
            Column("postcode", postcode, required=True),
            Column("town", at_most(160), empty=""),
            Column("latitude", latitude, required=True),
            Column("longitude", longitude, required=True),
            Column("website", web_address),
            Column("year", whole, required=True),
            Column("latest_year", whole, required=True),
            Column("qualification", required=True),
        ),
        _entries, marks=("providers",), flatten=_offers, needs="qualifications.json",
    ),
))
