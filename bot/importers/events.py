"""Open days, tasters and other visits, in the form that a college fills in (data/templates/events.csv)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.courses import EVENT_TYPES, Event, Point, Tri, Venue
from bot.importers.cells import (
    at_most,
    day,
    latitude,
    longitude,
    one_of,
    postcode,
    slug,
    time_of_day,
    tri,
    web_address,
    whole,
    yes_no,
)
from bot.importers.course_directory import point
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.importers.whose import COLUMNS as WHOSE
from bot.importers.whose import provider_of, source_of
from bot.reference import routes
from bot.store.catalogue_entries import Entry

FEED = "events"


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider_id = provider_of(cells, reading)
    starts = datetime.combine(cells["date"], cells["start_time"])
    ends = datetime.combine(cells["date"], cells["end_time"])
    if ends <= starts:
        raise BadRow("end_time", "is not after the start")
    event = Event(
        id=_id(cells, provider_id), provider_id=provider_id, type=cells["type"], title=cells["title"],
        starts=starts, ends=ends, venue=_venue(cells, reading), online_url=cells["online_link"],
        booking_url=cells["booking_link"], book_by=cells["book_by"], audience=cells["who_for"],
        bring_someone=cells["bring_someone"], quiet_session=cells["quiet_session"],
        step_free=cells["step_free"], group_size=cells["group_size"], contact=cells["contact"],
        cancelled=cells["cancelled"], source=source_of(cells, reading),
    )
    yield Entry(event, f"{FEED}:{provider_id}", raw)


def _id(cells: Cells, provider_id: str) -> str:
    """Return the provider's own reference for an event, or else its type, title and date, as an id."""
    own = cells["your_reference"] or f"{cells['type']} {slug(cells['title'])[:60]} {cells['date']}"
    return slug(f"ev {provider_id.partition(':')[2]} {own}")


def _venue(cells: Cells, reading: Reading) -> Venue:
    name, code = cells["venue_name"], cells["postcode"]
    if not name and not code:
        if not cells["online_link"]:
            raise BadRow("venue_name", "fill in the venue, or the link of an online event")
        return Venue(routes.venue_name("online"))
    return Venue(name or cells["town"] or code, cells["town"], code, _point(cells, reading))


def _point(cells: Cells, reading: Reading) -> Point | None:
    given = point(cells["latitude"], cells["longitude"])
    return given or reading.point_of(cells["postcode"])


FORMAT = Format(FEED, (
    Table(
        "events",
        (
            *WHOSE,
            Column("your_reference", at_most(100)),
            Column("type", one_of({each: each for each in EVENT_TYPES}), required=True, also=("event_type",)),
            Column("title", at_most(255), required=True),
            Column("date", day, required=True),
            Column("start_time", time_of_day, required=True),
            Column("end_time", time_of_day, required=True),
            Column("venue_name", at_most(255), empty="", also=("venue",)),
            Column("town", at_most(160), empty=""),
            Column("postcode", postcode, empty=""),
            Column("latitude", latitude),
            Column("longitude", longitude),
            Column("online_link", web_address),
            Column("booking_link", web_address),
            Column("book_by", day),
            Column("who_for", at_most(255)),
            Column("bring_someone", tri, empty=Tri.UNKNOWN),
            Column("quiet_session", tri, empty=Tri.UNKNOWN),
            Column("step_free", tri, empty=Tri.UNKNOWN),
            Column("group_size", whole),
            Column("contact", at_most(255)),
            Column("cancelled", yes_no, empty=False),
        ),
        _entries, marks=("title", "date", "start_time", "end_time"),
    ),
))
