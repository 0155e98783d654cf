"""Courses and events in schema.org's words: one record for each time a course runs, and for each event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from bot.importers.linked_data import UNREADABLE, Graph, Thing, read_file, types, values
from bot.importers.sheets import BadFeed, Moved, Record, Sheet
from bot.store.catalogue_entries import Refusal

MAX_ROWS = 100_000
_ORGANISATIONS = (
    "Organization", "EducationalOrganization", "CollegeOrUniversity", "School", "HighSchool",
)  # fmt: skip
_SAID_OF_A_COURSE = (
    "name", "courseCode", "description", "coursePrerequisites", "timeRequired", "typicalAgeRange",
)  # fmt: skip
_SAID_OF_AN_EVENT = (
    "name", "description", "startDate", "endDate", "duration", "eventStatus", "typicalAgeRange",
    "eventAttendanceMode", "maximumAttendeeCapacity", "audience",
)  # fmt: skip


def records(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record] | Refusal]:
    """Yield a record for each instance of a course, each course that has none, and each event, by number.

    Raises:
        BadFeed: the file cannot be read, or holds too much.
    """
    graph = Graph(read_file(sheet), sheet.path.name)
    moved(sheet.size)
    number = 0
    for number, found in zip(count(1), _found(graph), strict=False):
        if number > MAX_ROWS:
            raise BadFeed(f"{sheet.path.name} holds more than {MAX_ROWS} rows: give it in parts")
        yield Refusal(number, "script", "", found) if isinstance(found, str) else (number, found)
    if not number:
        yield Refusal(1, "", "", "no course and no event in schema.org's words is in this file")


def _found(graph: Graph) -> Iterator[Record | str]:
    for _ in graph.of_type(UNREADABLE):
        yield "this script of JSON-LD cannot be read"
    organisation = _only_organisation(graph)
    instances: set[int] = set()
    for course in graph.of_type("Course"):
        runs = list(graph.all(course, "hasCourseInstance", "courseInstance"))
        instances.update(map(id, runs))
        shared = _course(graph, course)
        for run in runs or [{}]:
            yield {**shared, **_run(graph, course, run), **_provider(graph, organisation, course, run)}
    for run in graph.of_type("CourseInstance"):
        if id(run) not in instances:
            yield {**_course(graph, run), **_run(graph, run, run), **_provider(graph, organisation, run)}
    for event in graph.ending("Event"):
        if not values(event, "subEvent"):
            yield {**_event(graph, event), **_provider(graph, organisation, event)}


# --- whose it is ---------------------------------------------------------------------------


def _only_organisation(graph: Graph) -> Thing:
    """Return the one organisation that a file tells of, if it is one alone: the page is its own."""
    found = {graph.words(each, "name").casefold(): each for each in graph.of_type(*_ORGANISATIONS)}
    found.pop("", None)
    return next(iter(found.values())) if len(found) == 1 else {}


def _provider(graph: Graph, organisation: Thing, *things: Thing) -> Record:
    """Return who provides the first of these things that says so; never a person."""
    named: list[Thing | str] = []
    for thing in things:
        for each in values(thing, "provider", "offeredBy", "organizer", "sourceOrganization"):
            full = graph.full(each) if isinstance(each, dict) else str(each)
            if isinstance(full, str) or "Person" not in types(full):
                named.append(full)
    whose = next(iter(named), organisation)
    if isinstance(whose, str):
        return {"provider_name": whose}
    return {
        "provider_name": graph.words(whose, "name", "legalName"),
        "provider_identifier": _identifiers(graph, whose),
        "provider_url": _address_of(graph, whose),
        **{f"provider_{name}": value for name, value in _place(graph, whose).items()},
        **_contact(graph, whose),
    }


def _identifiers(graph: Graph, whose: Thing) -> str:
    lines = [f"{name}: {graph.words(whose, name)}" for name in ("ukprn", "urn") if values(whose, name)]
    for each in values(whose, "identifier"):
        if isinstance(each, dict):
            kind = graph.words(each, "propertyID", "name").rpartition("/")[2]
            lines.append(f"{kind}: {graph.words(each, 'value')}")
        else:
            lines.append(str(each))
    same = graph.lines(whose, "sameAs").splitlines()
    return "\n".join([*lines[:20], *same[:20], str(whose.get("@id") or "")])


def _address_of(graph: Graph, thing: Thing) -> str:
    """Return a thing's web address; its id is one where it says no other."""
    own = str(thing.get("@id") or "")
    return graph.words(thing, "url") or (own if own.startswith(("http://", "https://")) else "")


def _contact(graph: Graph, whose: Thing) -> Record:
    """Return a role and how to reach it; never a name."""
    point = graph.first(whose, "contactPoint")
    reached = graph.words(point, "email").removeprefix("mailto:") or graph.words(point, "telephone")
    role = graph.words(point, "contactType")
    return {"contact": f"{role}: {reached}" if role else reached} if reached else {}


# --- a course ------------------------------------------------------------------------------


def _course(graph: Graph, course: Thing) -> Record:
    return {
        "kind": "course",
        **{name.casefold(): graph.words(course, name) for name in _SAID_OF_A_COURSE},
        "identifier": _identifier(graph, course),
        "url": _address_of(graph, course),
        "level": graph.lines(course, "educationalLevel"),
        "credential": graph.lines(course, "educationalCredentialAwarded", "occupationalCredentialAwarded"),
        "about": graph.lines(course, "about", "teaches", "keywords"),
        "modified": graph.words(course, "dateModified", "datePublished"),
    }


def _run(graph: Graph, course: Thing, run: Thing) -> Record:
    schedule = graph.first(run, "courseSchedule", "eventSchedule")
    return {
        "run_identifier": _identifier(graph, run) if run is not course else "",
        "run_name": graph.words(run, "name"),
        "startdate": graph.words(run, "startDate") or graph.words(schedule, "startDate"),
        "enddate": graph.words(run, "endDate") or graph.words(schedule, "endDate"),
        "coursemode": graph.lines(run, "courseMode") or graph.lines(course, "courseMode"),
        "eventattendancemode": graph.words(run, "eventAttendanceMode"),
        "duration": graph.words(run, "duration") or graph.words(schedule, "duration"),
        "courseworkload": graph.words(run, "courseWorkload"),
        "days": graph.lines(schedule, "byDay"),
        "starttime": graph.words(schedule, "startTime"),
        "cost": _cost(graph, run) or _cost(graph, course),
        **_where(graph, run),
    }


def _identifier(graph: Graph, thing: Thing) -> str:
    """Return what a thing is called for good: an id that is good everywhere, or its own identifier."""
    own = str(thing.get("@id") or "")
    found = graph.first(thing, "identifier")
    lasting = own if own.startswith(("http://", "https://", "urn:")) else ""
    return lasting or graph.words(found, "value") or graph.words(thing, "identifier")


def _cost(graph: Graph, thing: Thing) -> str:
    offer = graph.first(thing, "offers")
    price = graph.words(offer, "price") or graph.words(graph.first(offer, "priceSpecification"), "price")
    currency = graph.words(offer, "priceCurrency")
    if price:
        return price if currency in {"", "GBP"} else f"{price} {currency}"
    return "0" if graph.words(thing, "isAccessibleForFree").casefold() == "true" else ""


# --- an event ------------------------------------------------------------------------------


def _event(graph: Graph, event: Thing) -> Record:
    schedule = graph.first(event, "eventSchedule")
    offer = graph.first(event, "offers")
    return {
        "kind": "event",
        **{name.casefold(): graph.words(event, name) for name in _SAID_OF_AN_EVENT},
        "identifier": _identifier(graph, event),
        "url": _address_of(graph, event),
        "repeats": graph.words(schedule, "repeatFrequency", "repeatCount", "byDay"),
        "booking": graph.words(offer, "url"),
        "book_by": graph.words(offer, "validThrough", "availabilityEnds"),
        "modified": graph.words(event, "dateModified", "datePublished"),
        **_where(graph, event),
    }


# --- where it is -----------------------------------------------------------------------------


def _where(graph: Graph, thing: Thing) -> Record:
    """Return the place and the link that something has; its features are lines such as "Quiet room: true"."""
    places = values(thing, "location")[:10]
    things = [graph.full(each) for each in places if isinstance(each, dict)]
    links = [_address_of(graph, each) for each in things if "VirtualLocation" in types(each)]
    place = next((each for each in things if "VirtualLocation" not in types(each)), {})
    words = next((each for each in places if isinstance(each, str)), "")
    link = words if words.startswith(("http://", "https://")) else ""
    return {
        "venue": graph.words(place, "name") or ("" if link else words),
        **{f"venue_{name}": value for name, value in _place(graph, place).items()},
        "online": next(filter(None, links), link),
        "features": "\n".join(
            f"{graph.words(each, 'name')}: {graph.words(each, 'value')}"
            for each, _ in zip(graph.all(place, "amenityFeature"), range(50), strict=False)
        ),
    }


def _place(graph: Graph, thing: Thing) -> Mapping[str, str]:
    address, geo = graph.first(thing, "address"), graph.first(thing, "geo")
    return {
        "town": graph.words(address, "addressLocality"),
        "postcode": graph.words(address, "postalCode"),
        "address": graph.words(address, "streetAddress") or graph.words(thing, "address"),
        "latitude": graph.words(geo, "latitude") or graph.words(thing, "latitude"),
        "longitude": graph.words(geo, "longitude") or graph.words(thing, "longitude"),
    }
