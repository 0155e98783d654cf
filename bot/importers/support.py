"""Support, class sizes and other facts, in the form that a college fills in (data/templates/support.csv)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.courses import COURSE_RULES, PRACTICAL_FACTS, SUPPORT_FEATURES, Fact, Tri
from bot.importers import cells as read
from bot.importers.feed import BadRow, Cells, Column, Format, Reading, Table
from bot.importers.sheets import Record
from bot.importers.whose import COLUMNS as WHOSE
from bot.importers.whose import provider_of, source_of
from bot.store.catalogue_entries import Entry, FactAbout

FEED = "support"

# A cell of a fact: what is known, and its value in words.
Known = tuple[Tri, str | None]


def yes_or_no(value: str) -> Known:
    """Read yes or no; words may follow a colon: "yes: a room by the library"."""
    word, _, words = value.partition(":")
    return read.tri(word), read.at_most(500)(words) or None


def _known_by(check: Callable[[str], object]) -> Callable[[str], Known]:
    """Return a reader of facts that are a value: what its check returns, as words."""

    def known(value: str) -> Known:
        if read.text(value).casefold() in {"unknown", "not known"}:
            return Tri.UNKNOWN, None
        return Tri.YES, str(check(value))

    return known


def _clock(value: str) -> str:
    return f"{read.time_of_day(value):%H:%M}"


_in_words = _known_by(read.at_most(500))
# How each fact is read; those that are not here are in words.
_READERS: Mapping[str, Callable[[str], Known]] = {
    **dict.fromkeys(SUPPORT_FEATURES, yes_or_no),
    "entry_is_flexible": yes_or_no,
    "interview_only": yes_or_no,
    "ehcp_required": yes_or_no,
    "group_size_typical": _known_by(read.whole),
    "group_size_max": _known_by(read.whole),
    "days_per_week": _known_by(read.amount),
    "hours_per_week": _known_by(read.amount),
    "start_time": _known_by(_clock),
    "policy_url": _known_by(read.web_address),
    "age_min": _known_by(read.age),
    "age_max": _known_by(read.age),
}
_FACTS = (*SUPPORT_FEATURES, *PRACTICAL_FACTS, *COURSE_RULES)


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider_id = provider_of(cells, reading)
    source = source_of(cells, reading)
    kind, subject_id = _subject(cells["course"], provider_id, reading)
    feed = f"{FEED}:{kind}:{subject_id}"
    if subject_id in reading.lookup("rows"):
        raise BadRow("course", "is in this file already: give each place, and each course, one row")
    reading.lookup("rows")[subject_id] = True
    reading.intake.covers(feed, "fact")
    for name in _FACTS:
        state, value = cells[name]
        if state is not Tri.UNKNOWN:
            about = FactAbout(kind, subject_id, name, Fact(state, value, source), cells["entered_by"])
            yield Entry(about, feed, {name: raw.get(name, "")})


def _subject(course: str | None, provider_id: str, reading: Reading) -> tuple[str, str]:
    """Return what a row is about: the provider, or the one course of it with this id or title."""
    if course is None:
        return "provider", provider_id
    courses = reading.intake.courses_of(provider_id)
    if course in courses:
        return "course", course
    named = [course_id for course_id, title in courses.items() if title.casefold() == course.casefold()]
    same = reading.intake.stands_for(named)
    named = list(dict.fromkeys(same.get(course_id, course_id) for course_id in named))
    if not named:
        raise BadRow("course", "no course of this provider has this id or this title")
    if len(named) > 1:
        raise BadRow("course", f"{len(named)} courses have this title: write one of {', '.join(named[:5])}")
    return "course", named[0]


FORMAT = Format(FEED, (
    Table(
        "support",
        (
            *WHOSE,
            Column("course", read.at_most(255)),
            Column("entered_by", read.at_most(160)),
            *(Column(name, _READERS.get(name, _in_words), empty=(Tri.UNKNOWN, None)) for name in _FACTS),
        ),
        _entries, marks=("source", "source_date", "quiet_space"),
    ),
))
