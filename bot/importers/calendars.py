"""Calendars (iCalendar) of what a college or another provider holds: open days, tasters, tours.

Whose it is: by the UKPRN in the file's name (``10000055-events.ics``), or the URN (``urn-130489.ics``); else
by X-UKPRN or X-URN; else by the organiser's address, where one provider alone has its web site there.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from bot.courses import Event, Point, Source, Venue
from bot.importers import visit_words
from bot.importers.calendar_text import EventText, announcements
from bot.importers.calendar_times import Happening, happenings
from bot.importers.cells import (
    BadCell,
    at_most,
    day,
    latitude,
    longitude,
    loose_postcode,
    loose_web_address,
    slug,
    text,
    ukprn,
    urn,
)
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.markup import plain
from bot.importers.own_ids import digest, host_of, ukprn_in_name
from bot.importers.sheets import Moved, Record, Sheet
from bot.reference import routes
from bot.store.catalogue_entries import Entry

T = TypeVar("T")

FEED = "calendar"
SOURCE = "Provider's calendar"
# How long it may take to work out all dates of one file.
SECONDS = 5.0
_NUMBERS = ("X-UKPRN", "X-PROVIDER-UKPRN")
_SCHOOLS = ("X-URN", "X-PROVIDER-URN")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})\b", re.IGNORECASE)
_ONLINE = re.compile(
    r"\s*(?:online|virtual(?:ly)?|zoom|(?:microsoft )?teams(?: meeting)?|webinar)\s*", re.IGNORECASE
)
# What the report of a refusal shows, and what is kept beside an event: no names of people.
_SHOWN = (
    "UID", "SUMMARY", "CATEGORIES", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "LOCATION",
    "GEO", "URL", "STATUS", *_NUMBERS, *_SCHOOLS,
)  # fmt: skip
_LONGEST_SHOWN = 500
MAX_CATEGORIES = 20
_LONGEST_CATEGORY = 100
# A place in a calendar whose maker did not know where it is.
_NOWHERE = (0.0, 0.0)


def _records(sheet: Sheet, moved: Moved) -> Iterator[tuple[int, Record]]:
    for texts in announcements(sheet):
        shown = {name.lower().replace("-", "_"): texts[0].said(name)[:_LONGEST_SHOWN] for name in _SHOWN}
        whole = {"event": "\n".join(line for each in texts for line in ["", *each.properties])}
        yield texts[0].line, {name: words for name, words in shown.items() if words} | whole
    moved(sheet.size)


def _texts(event: str) -> list[EventText]:
    """Return the events of a series from the lines that a record holds; an empty one is before each."""
    return [EventText(0, each.split("\n")) for each in event.removeprefix("\n").split("\n\n")]


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    spent, file = reading.lookup("seconds of calendars"), str(reading.sheet.path)
    if spent.get(file, 0.0) > SECONDS:
        raise BadRow("rrule", "takes too long to work out, with all that repeats here: give it in parts")
    began = time.monotonic()
    try:
        found = happenings(_texts(cells["event"]), reading.today)
    finally:
        spent[file] = spent.get(file, 0.0) + time.monotonic() - began
    kept = {name: words for name, words in raw.items() if name != "event"}
    for each in found:
        event = _event(each, reading)
        yield Entry(event, f"{FEED}:{event.provider_id}", kept)


def _event(happening: Happening, reading: Reading) -> Event:
    said = happening.event
    provider_id = _provider(said, reading)
    title = _read("summary", at_most(255), _words(said, "SUMMARY"))
    kind = visit_words.type_of(title, _categories(said))
    if kind is None:
        raise BadRow("summary", "is no visit that we know: title or category must say open day, taster, tour")
    description = plain(_words(said, "DESCRIPTION"))
    plainly = visit_words.plainly_said(f"{title}.\n{description}")
    url = loose_web_address(_words(said, "URL"))
    return Event(
        id=_id(happening, provider_id, kind), provider_id=provider_id, type=kind, title=title,
        starts=happening.starts, ends=happening.ends, venue=_venue(said, description, reading),
        online_url=_online(said, description), book_by=_book_by(description),
        booking_url=loose_web_address(visit_words.booking_link(description) or ""),
        bring_someone=plainly["bring_someone"], quiet_session=plainly["quiet_session"],
        step_free=plainly["step_free"], cancelled=_is_cancelled(said),
        source=Source(SOURCE, reading.sheet.dated, url),
    )


def _id(happening: Happening, provider_id: str, kind: str) -> str:
    title = _words(happening.event, "SUMMARY")
    own = _words(happening.event, "UID") or f"{kind} {title} {happening.starts:%Y-%m-%d}"
    number = provider_id.partition(":")[2][:60]
    return slug(f"ic {number} {digest(own + happening.again)} {happening.again[:10]}")


def _is_cancelled(said: Any) -> bool:
    return "CANCELLED" in _words(said, "STATUS").upper() or _words(said, "METHOD").upper() == "CANCEL"


# --- properties -----------------------------------------------------------------------------


def _words(said: Any, name: str) -> str:
    found = said.get(name)
    first = found[0] if isinstance(found, list) and found else found
    return text(str(first)) if name != "DESCRIPTION" and first else str(first or "")


def _read(column: str, reader: Callable[[str], T], value: str) -> T:
    try:
        return reader(value)
    except BadCell as bad:
        raise BadRow(column, str(bad)) from bad


def _categories(said: Any) -> list[str]:
    found = said.get("CATEGORIES") or []
    listed = found if isinstance(found, list) else [found]
    names = [name for each in listed for name in getattr(each, "cats", [])]
    return [text(str(name)[:_LONGEST_CATEGORY]) for name in names[:MAX_CATEGORIES]]


def _point(said: Any) -> Point | None:
    found = said.get("GEO")
    first = found[0] if isinstance(found, list) else found
    degrees = (getattr(first, "latitude", None), getattr(first, "longitude", None))
    if None in degrees or degrees == _NOWHERE:
        return None
    return Point(_read("geo", latitude, str(degrees[0])), _read("geo", longitude, str(degrees[1])))


def _venue(said: Any, description: str, reading: Reading) -> Venue:
    where = _read("location", at_most(255), _words(said, "LOCATION"))
    if _ONLINE.fullmatch(where) or (_online(said, description) and (not where or _is_link(where))):
        return Venue(routes.venue_name("online"))
    if not where:
        raise BadRow("location", "fill in where it is, or the link of an online event")
    found = _POSTCODE.search(where)
    code = loose_postcode(found[1]) if found else ""
    return Venue(where, postcode=code, point=_point(said) or reading.point_of(code))


def _online(said: Any, description: str) -> str | None:
    where = _words(said, "LOCATION")
    told = visit_words.joining_link(description) or ""
    links = (_words(said, "CONFERENCE"), where if _is_link(where) else "", told)
    return next((found for link in links if link and (found := loose_web_address(link))), None)


def _is_link(where: str) -> bool:
    return re.match(r"https?://\S+$", where, re.IGNORECASE) is not None


def _book_by(description: str) -> date | None:
    try:
        return day(visit_words.book_by(description) or "")
    except BadCell:
        return None


# --- whose it is ----------------------------------------------------------------------------


def _provider(said: Any, reading: Reading) -> str:
    stem = reading.sheet.path.stem
    number, school = ukprn_in_name(stem), _urn_in_name(stem)
    if number is None and school is None:
        number, school = _own(said, _NUMBERS, ukprn), _own(said, _SCHOOLS, urn)
    if number is None and school is None:
        return _by_organizer(said, reading)
    provider_id = f"urn:{school}" if number is None else f"ukprn:{number}"
    reading.check_provider(provider_id, "x_urn" if number is None else "x_ukprn")
    return provider_id


def _urn_in_name(stem: str) -> str | None:
    found = re.search(r"(?<![a-z])urn[-_ ]?(\d{5,6})(?!\d)", stem, re.IGNORECASE)
    return found[1] if found else None


def _own(said: Any, names: tuple[str, ...], reader: Callable[[str], str]) -> str | None:
    """Return the number in the last of these properties: an event's own stands after its calendar's."""
    for name in names:
        if name in said:
            found = said[name]
            last = found[-1] if isinstance(found, list) else found
            return _read(name.lower().replace("-", "_"), reader, str(last))
    return None


def _by_organizer(said: Any, reading: Reading) -> str:
    """Return the one provider that has its web site where the organiser has an address."""
    sites = reading.lookup("sites")
    if not sites:
        sites |= {"": []} | _sites(reading)
    found = re.fullmatch(r"mailto:[^@\s]+@([a-z0-9.-]+)", _words(said, "ORGANIZER"), re.IGNORECASE)
    own = sites.get(found[1].casefold() if found else "", [])
    if len(own) != 1:
        name = "10000055-events.ics, or its URN: urn-130489.ics"
        raise BadRow("x_ukprn", f"whose is it? Put the provider's UKPRN in the file's name: {name}")
    return str(own[0])


def _sites(reading: Reading) -> dict[str, list[str]]:
    """Return who has each web site; a college that one list has by UKPRN and one by URN is there by UKPRN."""
    found: dict[str, list[str]] = defaultdict(list)
    for provider_id, website in reading.intake.websites():
        if host := host_of(website):
            found[host].append(provider_id)
    return {host: _one_of_two(sorted(ids)) for host, ids in found.items()}


def _one_of_two(ids: list[str]) -> list[str]:
    kinds = [each.partition(":")[0] for each in ids]
    return ids[:1] if kinds == ["ukprn", "urn"] else ids


_EVENT = Column("event", lambda value: value, empty="")

FORMAT = Format(FEED, (
    Table("calendar", (_EVENT,), _entries, medium="calendar", records_in=_records),
))
