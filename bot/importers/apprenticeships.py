"""Apprenticeship standards: what can be learned in a job; where the jobs are, no list says."""

from __future__ import annotations

from collections.abc import Iterator

from bot.courses import Course, Offer, Provider, Venue
from bot.importers.cells import at_most, day, level, slug, text, whole
from bot.importers.feed import Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.reference import routes, subjects
from bot.store.catalogue_entries import Entry

FEED = "apprenticeships"
SOURCE = "List of apprenticeship standards"
# A standard is not at a place: all belong to one provider that stands for every employer.
EMPLOYERS = Provider(
    id="national:apprenticeships", name="Employers in England", kind="employer",
    website="https://www.gov.uk/apply-apprenticeship",
)
AGE_MIN = 16


def _keep_lars(cells: Cells, _raw: Record, reading: Reading) -> list[Entry]:
    reading.lookup("standards")[cells["standardcode"]] = subjects.normalise(cells["sectorsubjectareatier2"])
    return []


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    source = reading.source(SOURCE, cells["published"])
    named = routes.route_of(routes.Described(cells["title"]))
    course = Course(
        id=slug(f"as-{cells['reference']}"), provider_id=EMPLOYERS.id, title=cells["title"],
        route="foundation_apprenticeship" if named == "foundation_apprenticeship" else "apprenticeship",
        level=cells["level"], subject_areas=_areas(cells, reading), age_min=AGE_MIN, source=source,
    )
    offer = Offer(
        id=f"{course.id}-work", course_id=course.id, venue=Venue(routes.venue_name("apprenticeship")),
        duration=_duration(cells["duration_months"]), source=source,
    )
    reading.add_provider(EMPLOYERS.id)
    yield Entry(EMPLOYERS, FEED)
    yield Entry(course, FEED)
    yield Entry(offer, FEED, raw)


def _areas(cells: Cells, reading: Reading) -> tuple[str, ...]:
    """Return the subject that LARS gives; without LARS, those of its title, else those of its routes."""
    if given := reading.lookup("standards").get(cells["lars_code"]):
        return (given,)
    listed = reading.listed("standard", cells["lars_code"])
    by_route = subjects.of_occupational_routes(cells["routes"].split(";"))
    return (listed and listed.areas) or subjects.in_title(cells["title"]) or by_route


def _duration(months: int | None) -> str | None:
    return f"{months} months" if months else None


FORMAT = Format(FEED, (
    Table(
        "LARS standards",
        (Column("standardcode", required=True), Column("sectorsubjectareatier2", empty="")),
        _keep_lars, marks=("standardcode", "sectorsubjectareatier2"), explains=True,
    ),
    Table(
        "list of standards",
        (
            Column("reference", at_most(20), required=True),
            Column("title", at_most(255), required=True),
            Column("level", level, required=True),
            Column("routes", text, empty=""),
            Column("lars_code", text, empty=""),
            Column("duration_months", whole),
            Column("published", day),
        ),
        _entries, marks=("reference", "title", "level", "routes"),
    ),
))
