"""When the events of a calendar happen: their times in England, and each date of those that repeat."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from bot.importers.calendar_text import EventText
from bot.importers.feed import BadRow

ENGLAND = ZoneInfo("Europe/London")
DAYS_AHEAD = 366
# Of what repeats, the next so many dates: nobody plans further.
MAX_OCCURRENCES = 100
# What began longer ago, or lists more dates, takes long to work out, and is no visit.
MAX_YEARS_AGO = 10
MAX_DATES = 500
YEARS = range(1990, 2101)
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_RULE_PARTS = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS",
})
# With these, a rule by days or weeks may have no date in any year, and be looked for in thousands.
_NOT_BY_WEEKS = frozenset({"BYMONTH", "BYMONTHDAY", "BYSETPOS"})
# An interval of nought never comes to an end.
_NUMBERS = range(1, 1001)
# What may stand in an event only once.
_ONCE = ("DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "UID", "SEQUENCE")
# What icalendar and recurring_ical_events raise on properties that make no sense, alone or together.
_NONSENSE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, AssertionError)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event at one time.

    ``starts`` and ``ends`` are local to England. ``again`` is when one date of a series was first to be:
    that tells it from the others also when it was moved; it is empty for what happens once.
    """

    event: Any  # an icalendar.Event
    starts: datetime
    ends: datetime
    again: str = ""


def happenings(texts: Sequence[EventText], today: date) -> list[Happening]:
    """Return an event, or each date of a series from today to a year ahead, the soonest first.

    Raises:
        BadRow: a property cannot be read, or is not one that a visit has.
    """
    events = [_read(each) for each in texts]
    if not any(name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        return [_happening(events[0])]
    for event in events:
        _check_repeats(event, today)
    found = _dates(events, today)
    if not found:
        raise BadRow("dtstart", f"does not happen from today to {DAYS_AHEAD} days ahead")
    return found


def _read(text: EventText) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it guesses at "/vendor/Europe/London", and says so
            event = icalendar.Event.from_ical(text.text)
    except _NONSENSE as error:
        raise BadRow("", f"cannot be read as an event: {error}"[:200]) from error
    _check(event)
    return event


def _check(event: Any) -> None:
    """Refuse what the library takes without understanding it."""
    for name, error in event.errors:
        raise BadRow(_column(name or ""), f"cannot be read: {error}"[:200])
    for name in _ONCE:
        if isinstance(event.get(name), list):
            raise BadRow(_column(name), "is there more than once")
    if "DTSTART" not in event:
        raise BadRow("dtstart", "must be filled: when does it start?")
    if "DTEND" not in event and "DURATION" not in event:
        raise BadRow("dtend", "must be filled: when does it end?")
    for name in ("DTSTART", "DTEND"):
        if name in event:
            _check_moment(_column(name), event[name])
    if "DURATION" in event and not isinstance(event["DURATION"].dt, timedelta):
        raise BadRow("duration", "is not a length of time, such as PT2H")


def _column(name: str) -> str:
    return name.lower().replace("-", "_")


def _check_moment(column: str, value: Any) -> None:
    moment = getattr(value, "dt", None)
    if not isinstance(moment, datetime):
        why = "has no time of day: say from when to when" if isinstance(moment, date) else "is not a time"
        raise BadRow(column, why)
    if moment.year not in YEARS:
        raise BadRow(column, "the year of this date cannot be right")
    zone = str(value.params.get("TZID", ""))[:60]
    if moment.tzinfo is None and zone and "london" not in zone.casefold():  # "(UTC) Dublin, Lisbon, London"
        raise BadRow(column, f"the time zone {zone} is not known: write Europe/London")


def _happening(event: Any) -> Happening:
    start = event["DTSTART"].dt
    try:
        end = event["DTEND"].dt if "DTEND" in event else start + event["DURATION"].dt
        starts, ends = _in_england(start), _in_england(end)
    except (OverflowError, ValueError) as error:
        raise BadRow("duration", "cannot be right") from error
    if ends <= starts:
        raise BadRow("dtend", "is not after the start")
    return Happening(event, starts, ends)


def _in_england(moment: datetime) -> datetime:
    """Return the local time; one without a time zone is local already."""
    local = moment.astimezone(ENGLAND) if moment.tzinfo else moment
    return local.replace(tzinfo=None, second=0, microsecond=0)


# --- what repeats -----------------------------------------------------------------------------


def _dates(events: Sequence[Any], today: date) -> list[Happening]:
    """Return the coming dates of one series: those that were moved where they are, without those left out."""
    calendar = icalendar.Calendar()
    for event in events:
        calendar.add_component(event)
    try:
        query = recurring_ical_events.of(calendar)
        dated = query.between(today, today + timedelta(days=DAYS_AHEAD))
    except _NONSENSE as error:
        raise BadRow("rrule", f"cannot be worked out: {error}"[:200]) from error
    found = [replace(_happening(event), again=_meant(event["RECURRENCE-ID"].dt)) for event in dated]
    return sorted(found, key=lambda each: (each.starts, each.again))[:MAX_OCCURRENCES]


def _meant(moment: date) -> str:
    return (_in_england(moment) if isinstance(moment, datetime) else moment).isoformat()


def _check_repeats(event: Any, today: date) -> None:
    """Refuse rules that are no visit's, among them all that take long to work out."""
    if sum(len(each.dts) for name in ("RDATE", "EXDATE") for each in _listed(event.get(name))) > MAX_DATES:
        raise BadRow("rdate", f"names more than {MAX_DATES} dates")
    rule = event.get("RRULE")
    if rule is None:
        return
    frequencies = [str(each) for each in rule.get("FREQ", [])]
    if len(frequencies) != 1 or frequencies[0] not in _FREQUENCIES:
        raise BadRow("rrule", "repeats otherwise than by the day, week, month or year")
    parts = {str(name).upper() for name in rule}
    by_weeks = frequencies[0] in {"DAILY", "WEEKLY"}
    if unusual := parts - _RULE_PARTS or (parts & _NOT_BY_WEEKS if by_weeks else set()):
        raise BadRow("rrule", f"repeats in a way that visits do not: {', '.join(sorted(unusual))}")
    for name in ("INTERVAL", "COUNT"):
        if not all(isinstance(each, int) and each in _NUMBERS for each in rule.get(name, [1])):
            raise BadRow("rrule", f"{name} is not a number from {_NUMBERS[0]} to {_NUMBERS[-1]}")
    if event["DTSTART"].dt.year < today.year - MAX_YEARS_AGO:
        raise BadRow("dtstart", f"began more than {MAX_YEARS_AGO} years ago: give it a later start")


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
