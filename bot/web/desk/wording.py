"""What the desk calls things: headings of answers, names of states, days and times in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.courses import Source
from bot.plans import WHY_THESE_PLACES
from bot.reference import wording
from bot.reference.wording import say

ENGLAND = ZoneInfo("Europe/London")
SHORT_REFERENCE = 8


def heading(question: str) -> str:
    """Return the short name of an answer."""
    return wording.heading(question)


def about(field: str) -> str:
    """Return what a comment or a question is about: the short name of an answer, or why these places."""
    return say("desk", f"about_{field}") if field == WHY_THESE_PLACES else heading(field)


def status(name: str) -> str:
    """Return the name of a state of a plan."""
    return say("desk", f"status_{name}")


def section(name: str) -> str:
    """Return the name of a section of a plan."""
    return say("desk", f"section_{name}")


def reason(code: str) -> str:
    """Return why a learner turned a course down, in the words of the button they pressed."""
    return wording.sentences("page").get(f"reject_{code}", code)


def short(reference: str) -> str:
    """Return enough of a plan's reference to tell it from others in a list."""
    return reference[:SHORT_REFERENCE]


def day(moment: datetime) -> str:
    """Return a date as ``22 November 2026``, in England."""
    there = moment.astimezone(ENGLAND)
    return written_day(there)


def day_as_written(text: str) -> str:
    """Return a date such as ``2026-12-04`` in words, and anything else as it was written."""
    try:
        due = date.fromisoformat(text)
    except ValueError:
        return text
    return written_day(due)


def written_day(due: date) -> str:
    """Return a date as ``22 November 2026``."""
    return f"{due.day} {due:%B %Y}"


def source(named: Source) -> dict[str, Any]:
    """Return where something stands, when it was last seen there, and whether to check it first."""
    code = "gone" if named.gone else "unseen" if named.check_first else "seen" if named.seen else None
    day_of = named.check_first or named.seen
    return {
        "from": say("desk", "source", name=named.name, date=day_as_written(named.date.isoformat())),
        "stands": code and say("desk", f"source_{code}", date=day_as_written(str(day_of))),
        "check": named.gone or named.check_first is not None,
    }


def moment(when: datetime) -> str:
    """Return a date and time as ``22 November 2026 at 3:05pm``, in England."""
    return f"{day(when)} at {clock(when.astimezone(ENGLAND))}"


def clock(when: datetime) -> str:
    """Return a time as it stands, as ``3:05pm``."""
    return f"{when.hour % 12 or 12}:{when:%M}{'am' if when.hour < 12 else 'pm'}"  # noqa: PLR2004


def days(count: int) -> str:
    """Return a number of days in words."""
    if count == 0:
        return say("desk", "today")
    return say("desk", "one_day" if count == 1 else "some_days", count=str(count))
