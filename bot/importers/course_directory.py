"""The National Careers Service course directory's open data: its providers report and its courses report."""

from __future__ import annotations

from collections.abc import Iterator

from bot.courses import PROVIDER_KINDS, ROUTES, Course, Level, Offer, Point, Provider, Tri, Venue
from bot.importers import directory_codes as codes
from bot.importers.cells import (
    age,
    amount,
    areas,
    at_most,
    day,
    latitude,
    learning_aim,
    level,
    longitude,
    loose_postcode,
    loose_web_address,
    one_of,
    postcode,
    slug,
    text,
    tri,
    ukprn,
    whole,
    yes_no,
)
from bot.importers.feed import Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.reference import levels, routes, subjects
from bot.store.catalogue_entries import Entry

FEED = "course-directory"
SOURCE = "National Careers Service course directory"
# Of the name of a source, as much as fits the name of a feed.
FEED_NAME = 140


def feed_of(source: str | None) -> str:
    """Return the feed of rows that state this source; the directory's own rows need not state it."""
    name = slug(source or SOURCE)
    return FEED if name == slug(SOURCE) else f"{FEED}:{name[:FEED_NAME]}"


def _provider(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider = Provider(
        id=f"ukprn:{cells['provider_ukprn']}", name=cells["trading_name"] or cells["provider_name"],
        kind=cells["provider_kind"], town=cells["contact_town"], website=cells["contact_website"],
        ukprn=cells["provider_ukprn"], postcode=cells["contact_postcode"],
        source=reading.source(cells["source"] or SOURCE, cells["updated_date"]),
        point=point(cells["contact_latitude"], cells["contact_longitude"]),
    )
    reading.add_provider(provider.id)
    yield Entry(provider, feed_of(cells["source"]), raw)


def keep_learning_aim(cells: Cells, _raw: Record, reading: Reading) -> list[Entry]:
    """Keep what LARS says of one learning aim for the courses that name it."""
    reading.lookup("aims")[cells["learnaimref"]] = cells
    return []


def learning_aim_of(reference: str | None, reading: Reading) -> Cells:
    """Return level and area of a learning aim: as this import's own list says, else as LARS did before."""
    if reference is None:
        return {}
    if found := reading.lookup("aims").get(reference):
        own: Cells = found
        return own
    listed = reading.listed("learning_aim", reference)
    areas = listed.areas if listed else ()
    return {"notionalnvqlevelv2": listed and listed.level, "sectorsubjectareatier2": "".join(areas[:1])}


def _course_run(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider_id = f"ukprn:{cells['provider_ukprn']}"
    reading.check_provider(provider_id, "provider_ukprn")
    source = reading.source(cells["source"] or SOURCE, cells["updated_date"], cells["course_url"])
    found_level, found_areas = level_and_areas(cells, reading)
    course = Course(
        id=slug(f"cd-{cells['course_id']}"), provider_id=provider_id, title=cells["course_name"],
        route=cells["route"] or _route(cells, found_level, found_areas), level=found_level,
        subject_areas=found_areas, summary=cells["who_this_course_is_for"],
        entry_requirements=cells["entry_requirements"], age_min=cells["age_min"], age_max=cells["age_max"],
        ehcp_required=cells["ehcp_required"], learn_aim_ref=cells["learn_aim_ref"], url=cells["course_url"],
        source=source,
    )
    offer = Offer(
        id=slug(f"cd-{cells['course_run_id']}"), course_id=course.id, venue=_venue(cells, reading),
        starts=cells["startdate"], roll_on=cells["flexible_startdate"], study_mode=cells["study_mode"],
        attendance=cells["attendance_pattern"],
        duration=codes.duration(cells["duration_value"], cells["duration_unit"]),
        cost=codes.cost(cells["cost"], cells["cost_description"]), source=source,
        repeats_yearly=cells["repeats_yearly"] or course.route == "t_level",
    )
    feed = feed_of(cells["source"])
    yield Entry(course, feed)
    yield Entry(offer, feed, raw)


def level_and_areas(cells: Cells, reading: Reading) -> tuple[Level, tuple[str, ...]]:
    """Return level and subjects: as the row says, else as its learning aim does, else as its title does."""
    aim = learning_aim_of(cells["learn_aim_ref"], reading)
    given = cells["level"] or cells["education_level"] or aim.get("notionalnvqlevelv2")
    area = subjects.normalise(aim.get("sectorsubjectareatier2") or "")
    found = (
        cells["subject_areas"]
        or ((area,) if area else ())
        or subjects.of_sector(cells["sector"])
        or subjects.in_title(cells["course_name"])
    )
    return given or levels.from_title(cells["course_name"]), found


def _route(cells: Cells, found_level: Level, found_areas: tuple[str, ...]) -> str:
    return routes.route_of(routes.Described(
        cells["course_name"], found_level, found_areas, cells["course_type"], cells["study_mode"],
        cells["attendance_pattern"],
    ))


def _venue(cells: Cells, reading: Reading) -> Venue:
    if cells["deliver_mode"] in {"online", "work"} and not cells["location_postcode"]:
        return placeless(cells["deliver_mode"])
    code = cells["location_postcode"]
    return Venue(
        cells["location_name"] or routes.venue_name("anywhere"), cells["location_town"], code,
        point(cells["location_latitude"], cells["location_longitude"]) or reading.point_of(code),
    )


def placeless(mode: str) -> Venue:
    """Return the venue of what is taught online or at work."""
    return Venue(routes.venue_name("online" if mode == "online" else "workplace"))


def point(north: float | None, east: float | None) -> Point | None:
    """Return a point where both degrees are known."""
    return None if north is None or east is None else Point(north, east)


LEARNING_AIMS = Table(
    "LARS learning aims",
    (
        Column("learnaimref", learning_aim, required=True),
        Column("notionalnvqlevelv2", level),
        Column("sectorsubjectareatier2", empty=""),
    ),
    keep_learning_aim, marks=("learnaimref", "notionalnvqlevelv2"), explains=True,
)
# Ours, beside the directory's own columns: what it has no place for.
EXTRA_COLUMNS = (
    Column("route", one_of({route: route for route in ROUTES})),
    Column("level", level),
    Column("subject_areas", areas),
    Column("age_min", age),
    Column("age_max", age),
    Column("ehcp_required", tri, empty=Tri.UNKNOWN),
    Column("repeats_yearly", yes_no, empty=False),
    Column("source", at_most(160)),
    Column("sector", text, empty=""),
    Column("education_level", level),
    Column("course_type", one_of(codes.COURSE_TYPES)),
)

FORMAT = Format(FEED, (
    Table(
        "providers report",
        (
            Column("provider_ukprn", ukprn, required=True),
            Column("provider_name", at_most(255), required=True),
            Column("trading_name", at_most(255)),
            Column("contact_town", at_most(160), empty=""),
            Column("contact_postcode", loose_postcode, empty=""),
            Column("contact_website", loose_web_address),
            Column("contact_latitude", latitude),
            Column("contact_longitude", longitude),
            Column("provider_kind", one_of({kind: kind for kind in PROVIDER_KINDS}), empty="other"),
            Column("source", at_most(160)),
            Column("updated_date", day),
        ),
        _provider, marks=("provider_ukprn", "provider_name"),
    ),
    LEARNING_AIMS,
    Table(
        "courses report",
        (
            Column("provider_ukprn", ukprn, required=True),
            Column("course_id", at_most(100), required=True),
            Column("course_run_id", at_most(100), required=True),
            Column("learn_aim_ref", learning_aim),
            Column("course_name", at_most(255), required=True),
            Column("who_this_course_is_for", text, empty=""),
            Column("deliver_mode", one_of(codes.DELIVERY_MODES), also=("delivery_mode",)),
            Column("study_mode", one_of(codes.STUDY_MODES)),
            Column("attendance_pattern", one_of(codes.ATTENDANCE)),
            Column("flexible_startdate", yes_no, also=("flexible_start_date",), empty=False),
            Column("startdate", day, also=("start_date",)),
            Column("duration_unit", one_of(codes.DURATION_UNITS)),
            Column("duration_value", whole),
            Column("cost", amount),
            Column("cost_description", at_most(255)),
            Column("location_name", at_most(255), empty=""),
            Column("location_town", at_most(160), empty=""),
            Column("location_postcode", postcode, empty=""),
            Column("location_latitude", latitude),
            Column("location_longitude", longitude),
            Column("course_url", loose_web_address),
            Column("updated_date", day),
            Column("entry_requirements", text, empty=""),
            *EXTRA_COLUMNS,
        ),
        _course_run, marks=("provider_ukprn", "course_id", "course_run_id", "course_name"),
    ),
))
