"""The text of a calendar (iCalendar), taken apart before anything reads it: its properties and its events.

Only properties that are used go on. So the names of who was asked to come are left behind, and what a
library that reads calendars is given is flat and small.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.importers.sheets import BadFeed, Sheet

MAX_EVENTS = 2_000
MAX_DEPTH = 5
# Of an event; and of a property, the beginning. Every list of dates that is cut is too long to be taken.
MAX_PROPERTIES = 200
MAX_LETTERS = 20_000

OF_A_CALENDAR = frozenset({"METHOD", "X-UKPRN", "X-PROVIDER-UKPRN", "X-URN", "X-PROVIDER-URN"})
OF_AN_EVENT = OF_A_CALENDAR | {
    "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL", "CATEGORIES", "STATUS", "ORGANIZER",
    "CONFERENCE", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    "SEQUENCE",
}  # fmt: skip
_REPEATS = frozenset({"RRULE", "RDATE", "RECURRENCE-ID"})
_CALENDAR = ("VCALENDAR",)
_EVENT = ("VCALENDAR", "VEVENT")
_NAME = re.compile(r"\s*([A-Za-z0-9-]{1,60})\s*[;:]")
_MARK = re.compile(r"\s*(BEGIN|END)\s*:\s*(\S{1,60})\s*", re.IGNORECASE)


@dataclass(slots=True)
class EventText:
    """The properties of one event, a line each, and the line of the file on which it begins."""

    line: int
    properties: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the event as iCalendar."""
        return "\r\n".join(["BEGIN:VEVENT", *self.properties, "END:VEVENT", ""])

    def said(self, name: str) -> str:
        """Return what a property holds, as it is written; nothing where there is none."""
        found = (each for each in self.properties if _name_of(each) == name)
        return next(found, "").partition(":")[2].strip()


def announcements(sheet: Sheet) -> list[Sequence[EventText]]:
    """Return every event of a calendar; what belongs to one series, by its UID, together.

    Raises:
        BadFeed: the file is no calendar, is cut short, or holds too much.
    """
    events = _event_texts(sheet)
    series: dict[str, list[EventText]] = defaultdict(list)
    for event in events:
        series[event.said("UID")].append(event)
    repeating = {uid for uid, group in series.items() if uid and any(map(_repeats, group))}
    first = {id(series[uid][0]): series[uid] for uid in repeating}
    alone = (event for event in events if event.said("UID") not in repeating or id(event) in first)
    return [first.get(id(event), [event]) for event in alone]


def _repeats(event: EventText) -> bool:
    return any(_name_of(each) in _REPEATS for each in event.properties)


def _name_of(words: str) -> str:
    named = _NAME.match(words)
    return named[1].upper() if named else ""


def _event_texts(sheet: Sheet) -> list[EventText]:
    events: list[EventText] = []
    calendar: list[str] = []
    open_parts: tuple[str, ...] = ()
    for line, words in _unfolded(sheet.path.read_text(encoding=sheet.encoding)):
        before, open_parts = open_parts, _moved(sheet, line, words, open_parts)
        if open_parts == before:
            _keep(words, open_parts, calendar, events)
        elif open_parts == _EVENT and before == _CALENDAR:
            if len(events) == MAX_EVENTS:
                raise BadFeed(f"{sheet.path.name} has more than {MAX_EVENTS:,} events: give it in parts")
            events.append(EventText(line, list(calendar)))
        elif before == ():
            calendar = []
    if open_parts:
        raise BadFeed(f"{sheet.path.name} is cut short: {open_parts[-1]} has no end")
    return events


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number; one that begins with a space belongs to the line before it."""
    first, parts = 1, [""]
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if line[:1] in {" ", "\t"}:
            parts.append(line[1:])
        elif line:
            yield first, "".join(parts)
            first, parts = number, [line]
    yield first, "".join(parts)


def _moved(sheet: Sheet, line: int, words: str, open_parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return which parts are open after a line."""
    mark = _MARK.fullmatch(words)
    if mark is None:
        if not open_parts and words.strip() and not words.startswith("X-"):
            raise BadFeed(f"{sheet.path.name} is not a calendar: line {line} is not in any: {words[:60]!r}")
        return open_parts
    name = mark[2].upper()
    if mark[1].upper() == "END":
        if open_parts[-1:] != (name,):
            raise BadFeed(f"{sheet.path.name}, line {line}: {name} ends here, but is not what is open")
        return open_parts[:-1]
    if not open_parts and name != "VCALENDAR":
        raise BadFeed(f"{sheet.path.name} is not a calendar: BEGIN:VCALENDAR was expected")
    if len(open_parts) == MAX_DEPTH:
        raise BadFeed(f"{sheet.path.name}, line {line}: parts within parts, more than {MAX_DEPTH} deep")
    return (*open_parts, name)


def _keep(words: str, open_parts: tuple[str, ...], calendar: list[str], events: list[EventText]) -> None:
    """Keep a property that is used; what a calendar says of itself goes into each event after it."""
    kept = calendar if open_parts == _CALENDAR else events[-1].properties if open_parts == _EVENT else []
    used = OF_A_CALENDAR if open_parts == _CALENDAR else OF_AN_EVENT
    if _name_of(words) in used and len(kept) < MAX_PROPERTIES:
        kept.append(words[:MAX_LETTERS])
