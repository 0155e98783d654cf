"""A provider's own upload to the course directory: 24 columns, and the names of older templates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from bot.courses import Course, Offer, Venue
from bot.importers import directory_codes as codes
from bot.importers.cells import (
    amount,
    at_most,
    day,
    latitude,
    learning_aim,
    longitude,
    one_of,
    postcode,
    slug,
    ukprn,
    web_address,
    whole,
    yes_no,
)
from bot.importers.course_directory import (
    EXTRA_COLUMNS,
    LEARNING_AIMS,
    level_and_areas,
    placeless,
    point,
)
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.own_ids import ukprn_in_name
from bot.importers.sheets import Record
from bot.reference import routes
from bot.store.catalogue_entries import Entry

FEED = "course-directory-upload"
SOURCE = "Provider's upload to the course directory"
_AT_A_PLACE = frozenset({"classroom", "blended"})
# What tells one run of a course from another.
_RUN = ("your_reference", "delivery_mode", "start_date", "venue_name", "your_venue_reference", "sub_region",
        "region", "study_mode", "attendance_pattern")


def _keep_venue(cells: Cells, _raw: Record, reading: Reading) -> list[Entry]:
    place = point(cells["latitude"], cells["longitude"]) or reading.point_of(cells["postcode"])
    venue = Venue(cells["venue_name"], cells["town_city"], cells["postcode"], place)
    for name in (cells["your_venue_reference"], cells["venue_name"]):
        reading.lookup("venues")[name.casefold()] = venue
    return []


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    number = cells["provider_ukprn"] or ukprn_in_name(reading.sheet.path.stem)
    if number is None:
        raise BadRow("provider_ukprn", "whose is it? Put the UKPRN in the file's name: 10000055-courses.csv")
    provider_id = f"ukprn:{number}"
    reading.check_provider(provider_id, "provider_ukprn")
    _check(cells, reading)
    feed = f"{FEED}:{number}"
    course = _course(cells, reading, provider_id, number)
    yield Entry(course, feed)
    yield Entry(_offer(cells, reading, course), feed, raw)


def _course(cells: Cells, reading: Reading, provider_id: str, number: str) -> Course:
    level, areas = level_and_areas(cells, reading)
    name = cells["course_name"]
    described = routes.Described(name, level, areas, cells["course_type"], cells["study_mode"],
                                 cells["attendance_pattern"])
    return Course(
        id=slug(f"cu-{number}-{cells['learn_aim_ref']}-{slug(name)[:80]}"), provider_id=provider_id,
        title=name, route=cells["route"] or routes.route_of(described), level=level, subject_areas=areas,
        summary=cells["who_this_course_is_for"], entry_requirements=cells["entry_requirements"],
        age_min=cells["age_min"], age_max=cells["age_max"], ehcp_required=cells["ehcp_required"],
        learn_aim_ref=cells["learn_aim_ref"], url=cells["course_webpage"],
        source=reading.source(cells["source"] or SOURCE, url=cells["course_webpage"]),
    )


def _offer(cells: Cells, reading: Reading, course: Course) -> Offer:
    run = "|".join(str(cells[name]) for name in _RUN)
    return Offer(
        id=f"{course.id}-{hashlib.blake2b(run.encode(), digest_size=5).hexdigest()}", course_id=course.id,
        venue=_venue(cells, reading), starts=cells["start_date"], roll_on=cells["flexible_start_date"],
        study_mode=cells["study_mode"], attendance=cells["attendance_pattern"],
        duration=codes.duration(cells["duration"], cells["duration_unit"]),
        cost=codes.cost(cells["cost"], cells["cost_description"]), source=course.source,
        repeats_yearly=cells["repeats_yearly"] or course.route == "t_level",
    )


def _venue(cells: Cells, reading: Reading) -> Venue:
    if cells["delivery_mode"] not in _AT_A_PLACE:
        return placeless(cells["delivery_mode"])
    known: Mapping[str, Venue] = reading.lookup("venues")
    named = [cells["your_venue_reference"].casefold(), cells["venue_name"].casefold()]
    return next((known[name] for name in named if name in known), Venue(cells["venue_name"]))


# --- the directory's own rules, each about more than one column -----------------------------


def _needs_a_venue(cells: Cells, _reading: Reading) -> bool:
    named = cells["venue_name"] or cells["your_venue_reference"]
    return cells["delivery_mode"] in _AT_A_PLACE and not named


def _needs_a_study_mode(cells: Cells, _reading: Reading) -> bool:
    return cells["delivery_mode"] in _AT_A_PLACE and not cells["study_mode"]


def _needs_an_attendance_pattern(cells: Cells, _reading: Reading) -> bool:
    return cells["delivery_mode"] in _AT_A_PLACE and not cells["attendance_pattern"]


def _needs_a_region(cells: Cells, _reading: Reading) -> bool:
    anywhere = cells["national_delivery"] or cells["region"] or cells["sub_region"]
    return cells["delivery_mode"] == "work" and not anywhere


def _has_no_start(cells: Cells, _reading: Reading) -> bool:
    return cells["start_date"] is None and not cells["flexible_start_date"]


def _has_begun(cells: Cells, reading: Reading) -> bool:
    starts = cells["start_date"]
    return starts is not None and starts < reading.today and not cells["flexible_start_date"]


def _has_no_cost(cells: Cells, _reading: Reading) -> bool:
    return cells["cost"] is None and not cells["cost_description"]


_RULES: tuple[tuple[str, Callable[[Cells, Reading], bool], str], ...] = (
    ("venue_name", _needs_a_venue, "must be filled for a course in a classroom"),
    ("study_mode", _needs_a_study_mode, "must be filled for a course in a classroom"),
    ("attendance_pattern", _needs_an_attendance_pattern, "must be filled for a course in a classroom"),
    ("national_delivery", _needs_a_region, "say yes, or name the regions, for a course at work"),
    ("start_date", _has_no_start, "must be filled unless the start is flexible"),
    ("start_date", _has_begun, "is in the past"),
    ("cost", _has_no_cost, "fill this or the cost description"),
)


def _check(cells: Cells, reading: Reading) -> None:
    for column, is_broken, why in _RULES:
        if is_broken(cells, reading):
            raise BadRow(column, why)


FORMAT = Format(FEED, (
    LEARNING_AIMS,
    Table(
        "venue upload",
        (
            Column("your_venue_reference", at_most(255), required=True),
            Column("venue_name", at_most(255), required=True),
            Column("town_city", at_most(160), empty=""),
            Column("postcode", postcode, required=True),
            Column("latitude", latitude),
            Column("longitude", longitude),
        ),
        _keep_venue, marks=("your_venue_reference", "venue_name", "postcode"), explains=True,
    ),
    Table(
        "course upload",
        (
            Column("provider_ukprn", ukprn),
            Column("learn_aim_ref", learning_aim, required=True, also=("lars_qan",)),
            Column("who_this_course_is_for", at_most(2000), required=True, also=("who_is_this_course_for",)),
            Column("entry_requirements", at_most(500), empty=""),
            Column("what_you_will_learn", at_most(500)),
            Column("how_you_will_learn", at_most(500)),
            Column("what_you_will_need_to_bring", at_most(500)),
            Column("how_you_will_be_assessed", at_most(500)),
            Column("where_next", at_most(500)),
            Column("course_name", at_most(255), required=True),
            Column("your_reference", at_most(255), also=("id",), empty=""),
            Column("delivery_mode", one_of(codes.DELIVERY_MODES), required=True),
            Column("start_date", day),
            Column("flexible_start_date", yes_no, empty=False),
            Column("venue_name", at_most(255), also=("venue",), empty=""),
            Column("your_venue_reference", at_most(255), empty=""),
            Column("national_delivery", yes_no, empty=False),
            Column("region", at_most(2000), empty=""),
            Column("sub_region", at_most(2000), empty=""),
            Column("course_webpage", web_address, also=("url",)),
            Column("cost", amount),
            Column("cost_description", at_most(255)),
            Column("duration", whole, required=True),
            Column("duration_unit", one_of(codes.DURATION_UNITS), required=True),
            Column("study_mode", one_of(codes.STUDY_MODES)),
            Column("attendance_pattern", one_of(codes.ATTENDANCE)),
            *EXTRA_COLUMNS,
        ),
        _entries, marks=("course_name", "delivery_mode", "duration_unit", "study_mode"),
    ),
))
