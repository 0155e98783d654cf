"""An open day as a file for a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response

from bot.courses import Event
from bot.matching import web_address
from bot.web.at_hand import at_hand
from bot.web.errors import Refusal

blueprint = Blueprint("events", __name__)

ENGLAND = ZoneInfo("Europe/London")
LINE_OCTETS = 75


@blueprint.get("/events/<path:event_id>.ics")
def calendar_file(event_id: str) -> Response:
    """Return one event for the learner's own calendar."""
    with at_hand().store.open() as s:
        event = s.catalogue.event(event_id)
    if event is None:
        raise Refusal("not_found")
    response = Response(as_calendar(event, datetime.now(UTC)), mimetype="text/calendar")
    response.headers["Content-Disposition"] = "attachment; filename=open-day.ics"
    return response


def as_calendar(event: Event, at: datetime) -> str:
    """Return a calendar with one event.

    Args:
        event: its times are local to England where they name no zone.
        at: when this file is made.
    """
    return "".join(f"{folded}\r\n" for line in _lines(event, at) for folded in _fold(line))


def _lines(event: Event, at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Onward//Events//EN", "BEGIN:VEVENT")
    yield f"UID:{_text(event.id)}@onward"
    yield f"DTSTAMP:{_moment(at)}"
    yield f"DTSTART:{_moment(event.starts)}"
    yield f"DTEND:{_moment(event.ends)}"
    yield f"SUMMARY:{_text(event.title)}"
    place = ", ".join(part for part in (event.venue.name, event.venue.town, event.venue.postcode) if part)
    if place:
        yield f"LOCATION:{_text(place)}"
    address = web_address(event.booking_url)
    if address and address.isprintable():
        yield f"URL:{address}"
    if event.cancelled:
        yield "STATUS:CANCELLED"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _moment(at: datetime) -> str:
    local = at if at.tzinfo else at.replace(tzinfo=ENGLAND)
    return local.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def _fold(line: str) -> Iterator[str]:
    """Break a line into pieces of at most 75 octets; the later ones begin with a space."""
    piece, octets = "", 0
    for letter in line:
        width = len(letter.encode())
        if octets + width > LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + width
    yield piece
