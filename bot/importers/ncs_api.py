"""What the National Careers Service course API answers: results of a search, or the details of one course.

It is the course directory under other names, so a course has the id here that it has in the directory's own
reports. An answer holds what was asked for, and nothing is withdrawn because it is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.courses import Course, Level, Offer, Provider, Venue
from bot.importers import directory_codes as codes
from bot.importers.cells import (
    amount,
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
    ukprn,
    whole,
    yes_no,
)
from bot.importers.course_directory import LEARNING_AIMS, SOURCE, learning_aim_of, placeless, point
from bot.importers.feed import Cells, Column, Format, Reading, Table
from bot.importers.markup import plain, shortened
from bot.importers.records import load_json, scalars
from bot.importers.sheets import Moved, Record, Sheet
from bot.reference import levels, routes, subjects
from bot.store.catalogue_entries import Entry, Refusal

FEED = "course-directory-api"
SUMMARY = 2000
# What the API writes where the directory holds nothing.
_UNSAID = ("Undefined", "0")


# --- the records in an answer --------------------------------------------------------------


def _results(sheet: Sheet, _moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield one record for each search result, numbered as they stand in the answer."""
    number = 0
    for answer in _answers(sheet):
        results = answer.get("results")
        for result in results if isinstance(results, list) else []:
            number += 1
            if isinstance(result, dict):
                yield number, {**scalars(result), **_venue_of(result)}
            else:
                yield Refusal(number, "results", str(result)[:120], "is not a JSON object")


def _venue_of(result: Mapping[str, Any]) -> Record:
    """Return where a result is taught: degrees in an object of their own, the postcode ends the address."""
    place = result.get("venueLocation")
    words = str(result.get("venueAddress") or "").rpartition(",")[2]
    degrees = scalars(place) if isinstance(place, dict) else {}
    return {**degrees, "postcode": loose_postcode(words)}


def _runs(sheet: Sheet, _moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield one record for each run of each course: first the one that was asked for, then the others."""
    number = 0
    for details in _answers(sheet):
        others = details.get("alternativeCourseRuns")
        for run in [details, *(others if isinstance(others, list) else [])]:
            number += 1
            if isinstance(run, dict):
                yield number, _run_record(details, run)
            else:
                yield Refusal(number, "alternativecourseruns", str(run)[:120], "is not a JSON object")


def _run_record(details: Mapping[str, Any], run: Mapping[str, Any]) -> Record:
    parts = {name: details.get(name) for name in ("provider", "course", "qualification")}
    record: dict[str, str] = {}
    for part, found in (parts | {"venue": run.get("venue")}).items():
        if isinstance(found, dict):
            record |= {f"{part}_{name}": value for name, value in scalars(found).items()}
    return {**record, **scalars({"courseName": details.get("courseName"), **run})}


def _answers(sheet: Sheet) -> list[Mapping[str, Any]]:
    content = load_json(sheet)
    return content if isinstance(content, list) else [content]


# --- what they mean ------------------------------------------------------------------------


def _from_result(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider = Provider(
        id=f"ukprn:{cells['ukprn']}", name=cells["providername"], kind="other", ukprn=cells["ukprn"],
        source=reading.source(SOURCE, cells["updatedon"]),
    )
    venue = Venue(cells["venuename"], cells["venuetown"], cells["postcode"],
                  point(cells["latitude"], cells["longitude"]))
    same = {
        "studymode": cells["venuestudymode"], "attendancepattern": cells["venueattendancepattern"],
        "summary": cells["coursedescription"] or cells["coursetext"], "entryrequirements": "",
        "learnaimreftitle": cells["qualificationcoursetitle"], "subject": "",
    }
    yield from _entries({**cells, **same}, raw, reading, provider, venue)


def _from_details(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    number = cells["provider_ukprn"]
    provider = Provider(
        id=f"ukprn:{number}", name=cells["provider_tradingname"] or cells["provider_providername"],
        kind="other", town=cells["provider_town"], website=cells["provider_website"], ukprn=number,
        postcode=cells["provider_postcode"], source=reading.source(SOURCE, cells["updatedon"]),
    )
    venue = Venue(cells["venue_venuename"], cells["venue_town"], cells["venue_postcode"],
                  point(cells["venue_latitude"], cells["venue_longitude"]))
    same = {
        "courseid": cells["course_courseid"], "summary": cells["course_coursedescription"],
        "entryrequirements": cells["course_entryrequirements"],
        "learnaimref": cells["course_learnaimref"] or cells["qualification_learnaimref"],
        "qualificationlevel": cells["course_qualificationlevel"] or cells["qualification_qualificationlevel"],
        "learnaimreftitle": cells["qualification_learnaimreftitle"],
        "subject": cells["qualification_sectorsubjectareatier2desc"],
    }
    yield from _entries({**cells, **same}, raw, reading, provider, venue)


def _entries(
    cells: Cells, raw: Record, reading: Reading, provider: Provider, venue: Venue
) -> Iterator[Entry]:
    course = _course(cells, reading, provider.id)
    offer = Offer(
        id=slug(f"cd-{cells['courserunid']}"), course_id=course.id, venue=_place(cells, reading, venue),
        starts=cells["startdate"], roll_on=cells["flexiblestartdate"], study_mode=cells["studymode"],
        attendance=cells["attendancepattern"],
        duration=codes.duration(cells["durationvalue"], cells["durationunit"]),
        cost=codes.cost(cells["cost"], cells["costdescription"]), source=course.source,
        repeats_yearly=course.route == "t_level",
    )
    reading.add_provider(provider.id)
    yield Entry(provider, f"{FEED}:{provider.ukprn}")
    yield Entry(course, f"{FEED}:{course.id}")
    yield Entry(offer, f"{FEED}:{offer.id}", raw)


def _course(cells: Cells, reading: Reading, provider_id: str) -> Course:
    name = cells["coursename"]
    found_level, areas = _level_and_areas(cells, reading)
    described = routes.Described(name, found_level, areas, None, cells["studymode"],
                                 cells["attendancepattern"])
    return Course(
        id=slug(f"cd-{cells['courseid']}"), provider_id=provider_id, title=name,
        route=routes.route_of(described), level=found_level, subject_areas=areas, summary=cells["summary"],
        entry_requirements=cells["entryrequirements"], learn_aim_ref=cells["learnaimref"],
        url=cells["courseurl"], source=reading.source(SOURCE, cells["updatedon"], cells["courseurl"]),
    )


def _level_and_areas(cells: Cells, reading: Reading) -> tuple[Level, tuple[str, ...]]:
    """Return level and subjects: as the answer says, else as the learning aim does, else as the titles do."""
    aim = learning_aim_of(cells["learnaimref"], reading)
    area = subjects.labelled(cells["subject"]) or subjects.normalise(aim.get("sectorsubjectareatier2") or "")
    titles = (cells["coursename"], cells["learnaimreftitle"])
    given = cells["qualificationlevel"] or aim.get("notionalnvqlevelv2") or Level.UNKNOWN
    named = next((found for found in map(levels.from_title, titles) if found is not Level.UNKNOWN), given)
    found_areas = next(filter(None, map(subjects.in_title, titles)), ())
    return (named if given is Level.UNKNOWN else given), ((area,) if area else found_areas)


def _place(cells: Cells, reading: Reading, venue: Venue) -> Venue:
    if cells["deliverymode"] in {"online", "work"} and not venue.postcode:
        return placeless(cells["deliverymode"])
    name = venue.name or routes.venue_name("anywhere")
    return Venue(name, venue.town, venue.postcode, venue.point or reading.point_of(venue.postcode))


def _coded(known: Mapping[str, str]) -> Callable[[str], str | None]:
    return one_of({**known, **dict.fromkeys(_UNSAID)})


def _words(longest: int) -> Callable[[str], str]:
    return lambda value: shortened(longest, plain(value))


def _money(value: str) -> str:
    """Return an amount as people write it: 0.0 is 0."""
    return re.sub(r"\.0+$", "", amount(value))


_RUN = (
    Column("courserunid", at_most(100), required=True),
    Column("coursename", at_most(255), required=True),
    Column("deliverymode", _coded(codes.DELIVERY_MODES)),
    Column("flexiblestartdate", yes_no, empty=False),
    Column("startdate", day),
    Column("durationunit", _coded(codes.DURATION_UNITS)),
    Column("durationvalue", whole),
    Column("cost", _money),
    Column("costdescription", _words(255)),
    Column("courseurl", loose_web_address),
    Column("updatedon", day),
)

FORMAT = Format(FEED, (
    LEARNING_AIMS,
    Table(
        "search results",
        (
            Column("ukprn", ukprn, required=True),
            Column("providername", at_most(255), required=True),
            Column("courseid", at_most(100), required=True),
            *_RUN,
            Column("learnaimref", learning_aim),
            Column("qualificationlevel", level),
            Column("qualificationcoursetitle", empty=""),
            Column("coursedescription", _words(SUMMARY), empty=""),
            Column("coursetext", _words(SUMMARY), empty=""),
            Column("venuestudymode", _coded(codes.STUDY_MODES)),
            Column("venueattendancepattern", _coded(codes.ATTENDANCE)),
            Column("venuename", at_most(255), empty=""),
            Column("venuetown", at_most(160), empty=""),
            Column("postcode", postcode, empty=""),
            Column("latitude", latitude),
            Column("longitude", longitude),
        ),
        _from_result, marks=("results",), medium="json", records_in=_results,
    ),
    Table(
        "details of a course",
        (
            Column("provider_ukprn", ukprn, required=True),
            Column("provider_providername", at_most(255), required=True),
            Column("provider_tradingname", at_most(255)),
            Column("provider_town", at_most(160), empty=""),
            Column("provider_postcode", loose_postcode, empty=""),
            Column("provider_website", loose_web_address),
            Column("course_courseid", at_most(100), required=True),
            *_RUN,
            Column("course_learnaimref", learning_aim),
            Column("qualification_learnaimref", learning_aim),
            Column("course_qualificationlevel", level),
            Column("qualification_qualificationlevel", level),
            Column("qualification_learnaimreftitle", empty=""),
            Column("qualification_sectorsubjectareatier2desc", empty=""),
            Column("course_coursedescription", _words(SUMMARY), empty=""),
            Column("course_entryrequirements", _words(SUMMARY), empty=""),
            Column("studymode", _coded(codes.STUDY_MODES)),
            Column("attendancepattern", _coded(codes.ATTENDANCE)),
            Column("venue_venuename", at_most(255), empty=""),
            Column("venue_town", at_most(160), empty=""),
            Column("venue_postcode", postcode, empty=""),
            Column("venue_latitude", latitude),
            Column("venue_longitude", longitude),
        ),
        _from_details, marks=("provider", "course", "courseRunId"), medium="json", records_in=_runs,
    ),
), together=True)
