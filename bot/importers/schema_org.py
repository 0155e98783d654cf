"""Courses and visits that web sites tell search engines of: schema.org's words, in JSON-LD or saved pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from bot.courses import Course, Event, Level, Offer, Source, Tri, Venue
from bot.importers import course_words as words
from bot.importers import visit_words
from bot.importers.cells import BadCell, at_most, day, latitude, longitude, loose_web_address, postcode, whole
from bot.importers.course_directory import point
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.local_time import LONGEST_VISIT, lasts, moment
from bot.importers.markup import plain, shortened
from bot.importers.named_provider import COLUMNS as PROVIDER
from bot.importers.named_provider import provider_in
from bot.importers.own_ids import digest, key
from bot.importers.schema_reading import records
from bot.importers.sheets import Record
from bot.reference import levels, routes, subjects
from bot.store.catalogue_entries import Entry

FEED = "schema-org"
SUMMARY = 2000
EVENING_FROM = 17
# What tells one instance of a course from another that has no identifier.
_RUN = ("run_name", "startdate", "enddate", "coursemode", "duration", "venue", "venue_postcode", "days")
_WEEKEND = frozenset({"saturday", "sunday"})
_STEP_FREE = re.compile(r"(?im)^.*(?:step.?free|wheelchair).*: (true|false|yes|no)$")


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    own, provider = provider_in(cells, reading, _source(cells, reading, cells["provider_url"]))
    feed = f"{FEED}:{own}"
    yield Entry(provider, feed)
    if cells["kind"] == "event":
        yield Entry(_event(cells, reading, own, provider.id), feed, raw)
    else:
        course = _course(cells, own, provider.id, _source(cells, reading, cells["url"]))
        yield Entry(course, feed)
        yield Entry(_offer(cells, raw, reading, course), feed, raw)


def _source(cells: Cells, reading: Reading, url: str | None) -> Source:
    told = cells["modified"] or reading.sheet.dated
    return reading.source(f"Web site of {cells['provider_name']}"[:160], min(told, reading.today), url)


def _id(whose: str, own: str) -> str:
    return f"so-{key(whose.partition(':')[2], 50)}-{key(own, 70)}"


# --- a course ------------------------------------------------------------------------------


def _course(cells: Cells, whose: str, provider_id: str, source: Source) -> Course:
    title = cells["name"]
    own = cells["identifier"] or cells["url"] or cells["coursecode"] or title
    level = words.level_in(cells["level"]) or _level_named(title, cells["credential"])
    said = (subjects.labelled(line) for line in cells["about"].splitlines())
    areas = tuple(dict.fromkeys(filter(None, said))) or subjects.in_title(title)
    study = words.study_mode(cells["coursemode"])
    described = routes.Described(title, level, areas, None, study, _attends(cells))
    youngest, oldest = cells["typicalagerange"] or (None, None)
    return Course(
        id=_id(whose, own), provider_id=provider_id, title=title, route=routes.route_of(described),
        level=level, subject_areas=areas, summary=cells["description"],
        entry_requirements=cells["courseprerequisites"], age_min=youngest, age_max=oldest, url=cells["url"],
        source=source,
    )


def _level_named(*titles: str) -> Level:
    found = (level for level in map(levels.from_title, titles) if level is not Level.UNKNOWN)
    return next(found, Level.UNKNOWN)


def _offer(cells: Cells, raw: Record, reading: Reading, course: Course) -> Offer:
    run = "|".join(raw.get(name, "") for name in _RUN)
    own = key(cells["run_identifier"], 70) if cells["run_identifier"] else digest(run)
    return Offer(
        id=f"{course.id}-{own}", course_id=course.id, venue=_taught_at(cells, reading),
        starts=_read("startdate", words.begins, cells), roll_on=words.begins_any_time(cells["startdate"]),
        study_mode=words.study_mode(cells["coursemode"]), attendance=_attends(cells),
        duration=words.length(cells["duration"]) or cells["timerequired"] or cells["courseworkload"],
        cost=cells["cost"],
        source=course.source,
    )


def _attends(cells: Cells) -> str | None:
    """Return when a course is taught: as its mode says, else as the days and the hour of its timetable do."""
    days = {each.rpartition("/")[2].casefold() for each in cells["days"].splitlines()}
    if (said := words.attendance(cells["coursemode"])) or not (days or cells["starttime"]):
        return said
    if days and days <= _WEEKEND:
        return "weekend"
    hour = re.match(r"T?(\d\d):", cells["starttime"])
    if hour is None or days & _WEEKEND:
        return None
    return "evening" if int(hour[1]) >= EVENING_FROM else "daytime"


def _taught_at(cells: Cells, reading: Reading) -> Venue:
    mode = words.mode(cells["coursemode"])
    if _is_online(cells) and not cells["coursemode"]:
        mode = "online"
    return _place(cells, reading) or Venue(routes.venue_name(mode or "anywhere"))


def _is_online(cells: Cells) -> bool:
    return bool(cells["online"]) or cells["eventattendancemode"].startswith("Online")


def _place(cells: Cells, reading: Reading) -> Venue | None:
    code, town = cells["venue_postcode"], cells["venue_town"]
    name = cells["venue"] or cells["venue_address"] or town or code
    if not name:
        return None
    place = point(cells["venue_latitude"], cells["venue_longitude"]) or reading.point_of(code)
    return Venue(name, town, code, place)


# --- an event ------------------------------------------------------------------------------


def _event(cells: Cells, reading: Reading, whose: str, provider_id: str) -> Event:
    kind = visit_words.type_of(cells["name"])
    if kind is None:
        raise BadRow("name", "no visit that we know: it must say open day, open evening, taster, tour …")
    starts, ends = _times(cells)
    venue = _place(cells, reading)
    if venue is None and not _is_online(cells):
        raise BadRow("venue", "fill in the location, or the link of an online event")
    said = _plainly_said(cells)
    return Event(
        id=_id(whose, cells["identifier"] or f"{kind} {cells['name']} {starts:%Y-%m-%d %H:%M}"),
        provider_id=provider_id, type=kind, title=cells["name"], starts=starts, ends=ends,
        venue=venue or Venue(routes.venue_name("online")), online_url=cells["online"],
        booking_url=cells["booking"], book_by=cells["book_by"], audience=cells["audience"],
        bring_someone=said["bring_someone"], quiet_session=said["quiet_session"], step_free=said["step_free"],
        group_size=cells["maximumattendeecapacity"], contact=cells["contact"],
        cancelled=cells["eventstatus"].endswith("Cancelled"), source=_source(cells, reading, cells["url"]),
    )


def _times(cells: Cells) -> tuple[datetime, datetime]:
    """Return when a visit begins and ends.

    Raises:
        BadRow: that is not said, cannot be, or has been put off.
    """
    if cells["eventstatus"].endswith("Postponed"):
        raise BadRow("eventstatus", "is put off: give it its new date")
    if not cells["startdate"]:
        why = "repeats: give each of its dates" if cells["repeats"] else "must be filled"
        raise BadRow("startdate", why)
    starts: datetime = _read("startdate", moment, cells)
    if cells["enddate"]:
        ends: datetime = _read("enddate", moment, cells)
    elif cells["duration"]:
        ends = starts + _read("duration", lasts, cells)
    else:
        raise BadRow("enddate", "fill in when it ends")
    if not starts < ends <= starts + LONGEST_VISIT:
        raise BadRow("enddate", "is not after the start, or too long after it")
    return starts, ends


def _read(column: str, reader: Callable[[str], Any], cells: Cells) -> Any:
    """Return a cell that is read in one way for courses and in another for visits."""
    try:
        return reader(cells[column])
    except BadCell as bad:
        raise BadRow(column, str(bad)) from bad


def _plainly_said(cells: Cells) -> dict[str, Tri]:
    """Return what the features of the place say of steps, else what the description plainly says."""
    said = visit_words.plainly_said(f"{cells['name']}.\n{cells['description']}")
    answers = {answer.casefold() for answer in _STEP_FREE.findall(cells["features"])}
    if len(answers) == 1:
        said["step_free"] = Tri.YES if answers.pop() in {"true", "yes"} else Tri.NO
    return said


def _words(longest: int) -> Callable[[str], str]:
    return lambda value: shortened(longest, plain(value))


def _local(value: str) -> str:
    """Return a term without where it is from: "https://schema.org/EventCancelled" is "EventCancelled"."""
    return value.rpartition("/")[2].rpartition(":")[2]


def _day(value: str) -> date | None:
    """Return a day, or nothing where something else stands: the row is still good."""
    try:
        return day(value)
    except BadCell:
        return None


_COLUMNS = (
    *PROVIDER,
    Column("kind", required=True),
    Column("name", lambda value: at_most(255)(plain(value)), required=True),
    Column("identifier", _words(2048), empty=""),
    Column("url", loose_web_address),
    Column("description", _words(SUMMARY), empty=""),
    Column("modified", _day),
    Column("typicalagerange", words.ages),
    Column("startdate", _words(255), empty=""),
    Column("enddate", _words(255), empty=""),
    Column("duration", _words(255), empty=""),
    # Of a course and its instances.
    Column("coursecode", _words(255), empty=""),
    Column("courseprerequisites", _words(SUMMARY), empty=""),
    Column("level", _words(255), empty=""),
    Column("credential", _words(255), empty=""),
    Column("about", empty=""),
    Column("run_identifier", _words(2048), empty=""),
    Column("coursemode", _words(255), empty=""),
    Column("timerequired", words.length),
    Column("courseworkload", words.length),
    Column("days", _words(255), empty=""),
    Column("starttime", _words(64), empty=""),
    Column("cost", words.money),
    # Of a visit.
    Column("eventstatus", _local, empty=""),
    Column("repeats", empty=""),
    Column("booking", loose_web_address),
    Column("book_by", _day),
    Column("audience", _words(255)),
    Column("maximumattendeecapacity", whole),
    Column("contact", _words(255)),
    # Where either is.
    Column("eventattendancemode", _local, empty=""),
    Column("online", loose_web_address),
    Column("venue", _words(255), empty=""),
    Column("venue_town", at_most(160), empty=""),
    Column("venue_postcode", postcode, empty=""),
    Column("venue_address", _words(255), empty=""),
    Column("venue_latitude", latitude),
    Column("venue_longitude", longitude),
    Column("features", _words(SUMMARY), empty=""),
)

FORMAT = Format(FEED, (
    Table("JSON-LD", _COLUMNS, _entries, marks=("@context",), medium="json", records_in=records),
    Table("saved page", _COLUMNS, _entries, marks=(), medium="page", records_in=records),
))
