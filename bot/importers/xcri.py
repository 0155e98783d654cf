"""Course feeds in XCRI-CAP, versions 1.1 and 1.2: what a college publishes of all its courses, as XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from bot.courses import Course, Level, Offer, Source, Venue
from bot.importers import course_words as words
from bot.importers.cells import (
    at_most,
    day,
    latitude,
    learning_aim,
    longitude,
    loose_web_address,
    postcode,
    text,
)
from bot.importers.course_directory import LEARNING_AIMS, learning_aim_of, point
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.markup import plain, shortened
from bot.importers.named_provider import COLUMNS as PROVIDER
from bot.importers.named_provider import provider_in
from bot.importers.own_ids import digest, key
from bot.importers.sheets import Record
from bot.importers.xcri_reading import presentations
from bot.reference import learn_direct, levels, routes, subjects
from bot.store.catalogue_entries import Entry

FEED = "xcri"
SUMMARY = 2000
# What tells one presentation from another that its feed does not identify.
_RUN = ("start", "end", "duration", "venue", "venue_postcode", "studymode", "attendancemode",
        "attendancepattern", "url")  # fmt: skip
_LEARN_DIRECT = re.compile(
    r"(?:ldcs\d?|learndirect\w*): *([A-Z]{1,2}(?:\.\d{0,6})?)(?![A-Z\d])|([A-Z]{2}\.\d{0,6})$", re.IGNORECASE
)
_OF_A_COURSE = ("course_", "described_")


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    own, provider = provider_in(cells, reading, _source(cells, reading))
    feed = f"{FEED}:{own}"
    yield Entry(provider, feed, _part(raw, ("provider_",)))
    if any(_part(raw, _OF_A_COURSE).values()):
        course = _course(cells, reading, own, provider.id)
        others = ("provider_", *_OF_A_COURSE)
        run = {name: value for name, value in raw.items() if not name.startswith(others)}
        yield Entry(course, feed, _part(raw, _OF_A_COURSE))
        yield Entry(_offer(cells, raw, reading, course), feed, run)


def _part(raw: Record, beginnings: tuple[str, ...]) -> Record:
    return {name: value for name, value in raw.items() if name.startswith(beginnings)}


def _source(cells: Cells, reading: Reading, url: str | None = None) -> Source:
    made = cells["generated"] or reading.sheet.dated
    return reading.source(f"Course feed of {cells['provider_name']}"[:160], min(made, reading.today), url)


# --- a course ------------------------------------------------------------------------------


def _course(cells: Cells, reading: Reading, whose: str, provider_id: str) -> Course:
    if not cells["course_title"]:
        raise BadRow("course_title", "must be filled")
    own = cells["course_identifier"] or cells["course_url"] or cells["course_title"]
    course_id = f"xc-{key(whose.partition(':')[2], 50)}-{key(own, 70)}"
    title = hash(cells["course_title"])
    if reading.lookup("titles").setdefault(str(hash(course_id)), title) != title:
        raise BadRow("course_identifier", "another course of this provider has this identifier")
    level, areas = _level(cells, reading), _areas(cells, reading)
    described = routes.Described(cells["course_title"], level, areas, None, _study(cells), _attendance(cells))
    youngest, oldest = cells["course_age"] or (None, None)
    return Course(
        id=course_id, provider_id=provider_id, title=cells["course_title"], route=routes.route_of(described),
        level=level, subject_areas=areas, summary=cells["course_description"] or cells["course_abstract"],
        entry_requirements=cells["course_prerequisite"], age_min=youngest, age_max=oldest,
        learn_aim_ref=cells["course_aim"], url=cells["course_url"],
        source=_source(cells, reading, cells["course_url"]),
    )


def _level(cells: Cells, reading: Reading) -> Level:
    """Return the level that the feed says, else its learning aim, its title, its qualification."""
    aim: Level | None = learning_aim_of(cells["course_aim"], reading).get("notionalnvqlevelv2")
    named = (levels.from_title(each) for each in (cells["course_title"], cells["course_qualification"]))
    found = next((each for each in named if each is not Level.UNKNOWN), Level.UNKNOWN)
    return words.level_in(cells["course_level"]) or aim or found


def _areas(cells: Cells, reading: Reading) -> tuple[str, ...]:
    """Return the subjects that codes say, else the learning aim, the title, the names of broad classes."""
    said = cells["course_subject"].splitlines()
    aim = learning_aim_of(cells["course_aim"], reading).get("sectorsubjectareatier2")
    ways: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: _each(_sector_area, said),
        lambda: _each(partial(_learn_direct, reading), said),
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


def _learn_direct(reading: Reading, subject: str) -> tuple[str, ...]:
    """Return the areas of a Learn Direct code: "ldcs: KC.3", "LDCS1: DB.", or a bare "KC.3".

    They are those that a list of LARS has for it, if one is here, else those of its first letters.
    """
    found = _LEARN_DIRECT.match(subject)
    if found is None:
        return ()
    code = (found[1] or found[2]).upper()
    listed = reading.listed("learn_direct", code)
    return (listed.areas if listed else ()) or learn_direct.of_code(code)


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


_some_words = partial(shortened, 255)


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
            *PROVIDER,
            Column("course_identifier", partial(shortened, 2048), empty=""),
            Column("course_title", lambda value: at_most(255)(plain(value)), empty=""),
            Column("course_url", loose_web_address),
            Column("course_description", _words, empty=""),
            Column("course_abstract", _words, empty=""),
            Column("course_prerequisite", _words, empty=""),
            Column("course_subject", empty=""),
            Column("course_level", _some_words, empty=""),
            Column("course_qualification", _some_words, empty=""),
            Column("course_aim", _learning_aim),
            Column("course_age", words.ages),
            Column("identifier", text, empty=""),
            Column("url", loose_web_address),
            Column("start", words.begins),
            Column("start_words", _some_words, empty=""),
            Column("duration", words.length),
            Column("studymode", _some_words, empty=""),
            Column("attendancemode", _some_words, empty=""),
            Column("attendancepattern", _some_words, empty=""),
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
