"""Visits as a file for a calendar (iCalendar, RFC 5545): one of them, or all that a learner saved.

It says what the place has published and nothing of the learner: whoever sees the calendar sees no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import icalendar

from bot.courses import Event, Source, Tri
from bot.matching import web_address
from bot.reference.wording import say

ENGLAND = ZoneInfo("Europe/London")
DAY_NOUGHT = date(2000, 1, 1)
# The rule as it is written in law, which every calendar program reads: no list of all its days since 1970.
_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One event, and the name of the place that holds it."""

    event: Event
    provider: str = ""


def as_calendar(visits: Iterable[Visit], at: datetime) -> bytes:
    """Return a calendar with these visits, in UTF-8.

    Args:
        visits: their times are local to England where they name no zone.
        at: when this file is made.
    """
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Onward//Visits//EN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(icalendar.Timezone.from_ical(_ZONE))
    for visit in visits:
        calendar.add_component(_entry(visit, at))
    return bytes(calendar.to_ical())


def _entry(visit: Visit, at: datetime) -> icalendar.Event:
    event = visit.event
    entry = icalendar.Event()
    entry.add("uid", f"{_one_line(event.id)}@onward")
    entry.add("dtstamp", at)
    entry.add("dtstart", _local(event.starts))
    entry.add("dtend", max(_local(event.starts), _local(event.ends)))
    entry.add("sequence", revision(event))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("summary", _one_line(_title(visit)))
    entry.add("description", "\n".join(_one_line(line) for line in _notes(visit)))
    if place := _place(event):
        entry.add("location", _one_line(place))
    if address := _address(event.booking_url) or _address(event.online_url):
        entry.add("url", address)
    return entry


def revision(event: Event) -> int:
    """Return a number that grows when the place says something newer of an event, or that it is off."""
    said = (event.source.date - DAY_NOUGHT).days if event.source else 0
    return 2 * max(said, 0) + event.cancelled


def _title(visit: Visit) -> str:
    title = f"{visit.event.title}, {visit.provider}" if visit.provider else visit.event.title
    return say("page", "calendar_cancelled", title=title) if visit.event.cancelled else title


def _notes(visit: Visit) -> Iterator[str]:
    """Yield what the place has published of it, a sentence on each line."""
    event = visit.event
    if event.book_by:
        yield say("page", "calendar_book_by", date=_day(event.book_by))
    for name in ("quiet_session", "step_free"):
        known = getattr(event, name)
        if known is not Tri.UNKNOWN:
            yield say("page", f"{name.removesuffix('_session')}_{known}")
    for address in (_address(event.booking_url), _address(event.online_url)):
        if address:
            yield address
    if event.source:
        yield from _source(event.source)


def _source(source: Source) -> Iterator[str]:
    """Yield where it was read, and whether to check it first."""
    yield say("page", "source", name=source.name, date=_day(source.date))
    if source.gone:
        yield say("page", "source_gone")
    elif source.check_first:
        yield say("page", "source_check", date=_day(source.check_first))


def _place(event: Event) -> str:
    venue = event.venue
    return ", ".join(dict.fromkeys(part for part in (venue.name, venue.town, venue.postcode) if part))


def _address(url: str | None) -> str | None:
    """Return an address that leads to a page and fits on a line."""
    address = web_address(url)
    return address if address and address.isprintable() else None


def _local(at: datetime) -> datetime:
    return at.astimezone(ENGLAND) if at.tzinfo else at.replace(tzinfo=ENGLAND)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _one_line(text: str) -> str:
    """Return a text without anything that is not seen: it came from somebody's feed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
