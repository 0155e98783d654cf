"""Course feeds in XCRI-CAP, versions 1.1 and 1.2: what a college publishes of all its courses, as XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from bot.courses import Course, Level, Offer, Provider, Source, Venue
from bot.importers import course_words as words
from bot.importers.cells import (
    at_most,
    day,
    latitude,
    learning_aim,
    longitude,
    loose_postcode,
    loose_web_address,
    postcode,
    text,
)
from bot.importers.course_directory import LEARNING_AIMS, point
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.markup import plain, shortened
from bot.importers.own_ids import digest, key, provider_id, ukprn_in_name
from bot.importers.sheets import Record
from bot.importers.xcri_reading import presentations
from bot.reference import learn_direct, levels, routes, subjects
from bot.store.catalogue_entries import Entry

FEED = "xcri"
SUMMARY = 2000
# What tells one presentation from another that its feed does not identify.
_RUN = ("start", "end", "duration", "venue", "venue_postcode", "studymode", "attendancemode",
        "attendancepattern", "url")  # fmt: skip
_OF_A_COURSE = ("course_", "described_")


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider = _provider(cells, reading)
    feed = f"{FEED}:{provider.id}"
    reading.add_provider(provider.id)
    yield Entry(provider, feed, _part(raw, ("provider_",)))
    if any(_part(raw, _OF_A_COURSE).values()):
        course = _course(cells, reading, provider)
        others = ("provider_", *_OF_A_COURSE)
        own = {name: value for name, value in raw.items() if not name.startswith(others)}
        yield Entry(course, feed, _part(raw, _OF_A_COURSE))
        yield Entry(_offer(cells, raw, reading, course), feed, own)


def _part(raw: Record, beginnings: tuple[str, ...]) -> Record:
    return {name: value for name, value in raw.items() if name.startswith(beginnings)}


# --- a provider ----------------------------------------------------------------------------


def _provider(cells: Cells, reading: Reading) -> Provider:
    name, website = cells["provider_name"], cells["provider_url"]
    number, school = _numbers(cells["provider_identifier"])
    number = number or ukprn_in_name(reading.sheet.path.stem)
    known = provider_id(number, school, website, name)
    if known.startswith("site:") and reading.lookup("names").setdefault(known, name) != name:
        raise BadRow("provider_url", "another provider in this feed has this web site: give each its UKPRN")
    return Provider(
        id=known, name=name, kind="other", town=cells["provider_town"], website=website, ukprn=number,
        urn=None if number else school, postcode=cells["provider_postcode"], source=_source(cells, reading),
        point=point(cells["provider_latitude"], cells["provider_longitude"]),
    )


def _numbers(identifiers: str) -> tuple[str | None, str | None]:
    """Return the UKPRN and the URN among a provider's identifiers, each on a line, its type before it."""
    ukprns = re.search(r"(?im)^(?:.*\b(?:ukprn|ukrlp)\W.*?)?\b(1\d{7})$", identifiers)
    urns = re.search(r"(?im)^(?:urn|edubase|edubaseurn|gias): *(\d{5,6})$", identifiers)
    return (ukprns[1] if ukprns else None), (urns[1] if urns else None)


def _source(cells: Cells, reading: Reading, url: str | None = None) -> Source:
    made = cells["generated"] or reading.sheet.dated
    return reading.source(f"Course feed of {cells['provider_name']}"[:160], min(made, reading.today), url)


# --- a course ------------------------------------------------------------------------------


def _course(cells: Cells, reading: Reading, provider: Provider) -> Course:
    if not cells["course_title"]:
        raise BadRow("course_title", "must be filled")
    own = cells["course_identifier"] or cells["course_url"] or cells["course_title"]
    course_id = f"xc-{key(provider.id.partition(':')[2], 50)}-{key(own, 70)}"
    if reading.lookup("titles").setdefault(course_id, cells["course_title"]) != cells["course_title"]:
        raise BadRow("course_identifier", "another course of this provider has this identifier")
    level, areas = _level(cells, reading), _areas(cells, reading)
    described = routes.Described(cells["course_title"], level, areas, None, _study(cells), _attendance(cells))
    youngest, oldest = cells["course_age"] or (None, None)
    return Course(
        id=course_id, provider_id=provider.id, title=cells["course_title"], route=routes.route_of(described),
        level=level, subject_areas=areas, summary=cells["course_description"] or cells["course_abstract"],
        entry_requirements=cells["course_prerequisite"], age_min=youngest, age_max=oldest,
        learn_aim_ref=cells["course_aim"], url=cells["course_url"],
        source=_source(cells, reading, cells["course_url"]),
    )


def _level(cells: Cells, reading: Reading) -> Level:
    """Return the level that the feed says, else its learning aim, its title, its qualification."""
    aim = reading.lookup("aims").get(cells["course_aim"], {}).get("notionalnvqlevelv2")
    named = (levels.from_title(each) for each in (cells["course_title"], cells["course_qualification"]))
    found = next((each for each in named if each is not Level.UNKNOWN), Level.UNKNOWN)
    return words.level_in(cells["course_level"]) or aim or found


def _areas(cells: Cells, reading: Reading) -> tuple[str, ...]:
    """Return the subjects that codes say, else the learning aim, the title, the names of broad classes."""
    said = cells["course_subject"].splitlines()
    aim = reading.lookup("aims").get(cells["course_aim"], {}).get("sectorsubjectareatier2")
    ways: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: _each(_sector_area, said),
        lambda: _each(_learn_direct, said),
        lambda: _each(subjects.normalise, [aim or ""]),
        lambda: subjects.in_title(cells["course_title"]),
        lambda: _each(subjects.labelled, said),
        lambda: tuple(dict.fromkeys(area for each in said for area in learn_direct.of_class(_bare(each)))),
    )
    return next(filter(None, (way() for way in ways)), ())


def _each(
    read: Callable[[str], str | tuple[str, ...] | None], said: list[str]
) -> tuple[str, ...]:
    found = (read(each) for each in said)
    return tuple(dict.fromkeys(
        area for areas in found if areas for area in ([areas] if isinstance(areas, str) else areas)
    ))


def _sector_area(subject: str) -> str | None:
    found = re.match(r"(?:ssa\w*|sector\w*): *([\d.]+)$", subject, re.IGNORECASE)
    return subjects.normalise(found[1]) if found else None


def _learn_direct(subject: str) -> tuple[str, ...]:
    """Return the areas of a Learn Direct code: "ldcs: KC.3", "LDCS1: DB.", or a bare "KC.3"."""
    found = re.match(r"(?i)(?:ldcs\d?|learndirect\w*): *([A-Z]{1,2})(?:\.|\b)|([A-Z]{2})\.\d*$", subject)
    return learn_direct.of_code(found[1] or found[2]) if found else ()


def _bare(subject: str) -> str:
    return re.sub(r"^\w+: ", "", subject)


# --- a presentation --------------------------------------------------------------------------


def _offer(cells: Cells, raw: Record, reading: Reading, course: Course) -> Offer:
    run = "|".join(raw.get(name, "") for name in _RUN)
    own = key(cells["identifier"], 70) if cells["identifier"] else digest(run)
    return Offer(
        id=f"{course.id}-{own}", course_id=course.id, venue=_venue(cells, reading), starts=cells["start"],
        roll_on=cells["start"] is None and words.begins_any_time(cells["start_words"]),
        study_mode=_study(cells), attendance=_attendance(cells), duration=cells["duration"],
        cost=cells["cost"], source=_source(cells, reading, cells["url"] or course.url),
    )


def _study(cells: Cells) -> str | None:
    return words.study_mode(cells["studymode"])


def _attendance(cells: Cells) -> str | None:
    return words.attendance(*(cells[name] for name in ("attendancepattern", "attendancemode", "studymode")))


def _venue(cells: Cells, reading: Reading) -> Venue:
    name, code = cells["venue"], cells["venue_postcode"]
    if not name and not code:
        mode = words.mode(cells["attendancemode"]) or words.mode(cells["attendancepattern"])
        return Venue(routes.venue_name(mode or "anywhere"))
    town = cells["venue_town"]
    place = point(cells["venue_latitude"], cells["venue_longitude"]) or reading.point_of(code)
    return Venue(name or town or code, town, code, place)


def _words(value: str) -> str:
    return shortened(SUMMARY, plain(value))


def _learning_aim(value: str) -> str | None:
    """Return the first identifier of a qualification that is written as a learning aim reference is."""
    written = r"\d{7}[0-9A-Z]|\d{3}/\d{4}/[0-9X]"
    found = (line for line in map(text, value.splitlines()) if re.fullmatch(written, line))
    return next(map(learning_aim, found), None)


FORMAT = Format(FEED, (
    LEARNING_AIMS,
    Table(
        "XCRI-CAP feed",
        (
            Column("generated", day),
            Column("provider_name", at_most(255), required=True),
            Column("provider_identifier", empty=""),
            Column("provider_url", loose_web_address),
            Column("provider_town", at_most(160), empty=""),
            Column("provider_postcode", loose_postcode, empty=""),
            Column("provider_latitude", latitude),
            Column("provider_longitude", longitude),
            Column("course_identifier", partial(shortened, 2048), empty=""),
            Column("course_title", lambda value: at_most(255)(plain(value)), empty=""),
            Column("course_url", loose_web_address),
            Column("course_description", _words, empty=""),
            Column("course_abstract", _words, empty=""),
            Column("course_prerequisite", _words, empty=""),
            Column("course_subject", empty=""),
            Column("course_level", empty=""),
            Column("course_qualification", empty=""),
            Column("course_aim", _learning_aim),
            Column("course_age", words.ages),
            Column("identifier", text, empty=""),
            Column("url", loose_web_address),
            Column("start", words.begins),
            Column("start_words", empty=""),
            Column("duration", words.length),
            Column("studymode", empty=""),
            Column("attendancemode", empty=""),
            Column("attendancepattern", empty=""),
            Column("cost", words.money),
            Column("venue", at_most(255), empty=""),
            Column("venue_town", at_most(160), empty=""),
            Column("venue_postcode", postcode, empty=""),
            Column("venue_latitude", latitude),
            Column("venue_longitude", longitude),
        ),
        _entries, marks=("catalog",), medium="xml", records_in=presentations,
    ),
))
