"""Support, class sizes and other facts, in the form that a college fills in (data/templates/support.csv)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.courses import Fact, Tri
from bot.facts import FACTS, MOST_WORDS, Kind, kind_of, read_value
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
    return read.tri(word), read.at_most(MOST_WORDS)(words) or None


def _reader_of(name: str) -> Callable[[str], Known]:
    """Return what reads the cells of a fact."""
    if kind_of(name) is Kind.YES_OR_NO:
        return yes_or_no

    def known(value: str) -> Known:
        if read.text(value).casefold() in {"unknown", "not known"}:
            return Tri.UNKNOWN, None
        return Tri.YES, read_value(name, value)

    return known


def _entries(cells: Cells, raw: Record, reading: Reading) -> Iterator[Entry]:
    provider_id = provider_of(cells, reading)
    source = source_of(cells, reading)
    kind, subject_id = _subject(cells["course"], provider_id, reading)
    feed = f"{FEED}:{kind}:{subject_id}"
    if subject_id in reading.lookup("rows"):
        raise BadRow("course", "is in this file already: give each place, and each course, one row")
    reading.lookup("rows")[subject_id] = True
    reading.intake.covers(feed, "fact")
    for name in FACTS:
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
            *(Column(name, _reader_of(name), empty=(Tri.UNKNOWN, None)) for name in FACTS),
        ),
        _entries, marks=("source", "source_date", "quiet_space"),
    ),
))
