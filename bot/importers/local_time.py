"""Moments as ISO 8601 writes them, in the time that clocks in England show."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.importers.cells import BadCell, text

ENGLAND = ZoneInfo("Europe/London")
LONGEST_VISIT = timedelta(days=31)
_PERIOD = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,4}S)?)?")


def moment(value: str) -> datetime:
    """Return a date with a time of day, such as 2026-12-01T17:30; with an offset, as the clock in England.

    Raises:
        BadCell: it is no date, has no time of day, or is in a year that cannot be right.
    """
    words = text(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", words):
        raise BadCell("has no time of day: write it like 2026-12-01T17:30")
    try:
        found = datetime.fromisoformat(words).replace(second=0, microsecond=0)
    except ValueError:
        raise BadCell("not a date with a time: write it like 2026-12-01T17:30") from None
    if not 1990 <= found.year <= 2100:  # noqa: PLR2004
        raise BadCell("the year of this date cannot be right")
    return found.astimezone(ENGLAND).replace(tzinfo=None) if found.tzinfo else found


def lasts(value: str) -> timedelta:
    """Return how long something lasts: "PT2H30M".

    Raises:
        BadCell: it is nothing of the kind.
    """
    found = _PERIOD.fullmatch(text(value))
    days, hours, minutes = (int(each or 0) for each in found.groups()) if found else (0, 0, 0)
    length = timedelta(days=days, hours=hours, minutes=minutes)
    if not timedelta(0) < length <= LONGEST_VISIT:
        raise BadCell("not how long it lasts: write it like PT2H30M")
    return length
