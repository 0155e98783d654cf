"""Visits as a calendar file, read back as another program would."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from bot.courses import Event, Source, Tri, Venue
from bot.exports.calendar import Visit, as_calendar, revision

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ENGLAND = ZoneInfo("Europe/London")
OPEN_DAY = Event(
    "E-1", "ukprn:1", "open_day", "Open day", datetime(2027, 6, 5, 10, 0), datetime(2027, 6, 5, 12, 30),
    Venue("Mill Lane", "Alderbrook", "AB1 2CD"), booking_url="https://alderbrook.example/book",
    quiet_session=Tri.YES, step_free=Tri.NO, book_by=date(2027, 6, 1),
    source=Source("Alderbrook's own page", date(2026, 11, 1)),
)  # fmt: skip


def written(*events, provider="Alderbrook College"):
    return as_calendar([Visit(event, provider) for event in events], NOW)


def read(*events):
    return icalendar.Calendar.from_ical(written(*events)).walk("VEVENT")


def test_a_visit_comes_back_as_its_place_published_it():
    (found,) = read(OPEN_DAY)
    assert str(found["UID"]) == "E-1@onward"
    assert str(found["SUMMARY"]) == "Open day, Alderbrook College"
    assert str(found["LOCATION"]) == "Mill Lane, Alderbrook, AB1 2CD"
    assert str(found["URL"]) == "https://alderbrook.example/book"
    assert str(found["STATUS"]) == "CONFIRMED"
    assert found.decoded("DTSTAMP") == NOW
    assert str(found["DESCRIPTION"]).split("\n") == [
        "Book by Tuesday 1 June 2027.",
        "There is a quiet session.",
        "There are steps.",
        "https://alderbrook.example/book",
        "From Alderbrook's own page, Sunday 1 November 2026",
    ]


@pytest.mark.parametrize(
    ("day", "utc_hour"), [((2027, 6, 5), 9), ((2027, 12, 4), 10), ((2027, 3, 28), 9), ((2027, 10, 31), 10)]
)
def test_ten_in_the_morning_is_ten_in_england_in_summer_and_in_winter(day, utc_hour):
    (found,) = read(replace(OPEN_DAY, starts=datetime(*day, 10), ends=datetime(*day, 12)))
    starts = found.decoded("DTSTART")
    assert found["DTSTART"].params["TZID"] == "Europe/London"
    assert (starts.hour, starts.astimezone(UTC).hour) == (10, utc_hour)


def test_the_calendar_brings_the_rule_of_its_time_zone_with_it():
    (zone,) = icalendar.Calendar.from_ical(written(OPEN_DAY)).walk("VTIMEZONE")
    by_rule = zone.to_tz()
    for hours in range(0, 24 * 366 * 4, 5):
        utc = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert utc.astimezone(by_rule).replace(tzinfo=None) == utc.astimezone(ENGLAND).replace(tzinfo=None)


def test_a_time_that_names_its_zone_is_told_as_clocks_in_england_show_it():
    (found,) = read(replace(OPEN_DAY, starts=datetime(2027, 6, 5, 9, tzinfo=UTC)))
    assert found.decoded("DTSTART").replace(tzinfo=None) == datetime(2027, 6, 5, 10)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Look; see, ask", "Look; see, ask"),
        ("Back\\slash \\n", "Back\\slash \\n"),
        ("Two\nlines", "Two lines"),
        ("End\r\nEND:VCALENDAR", "End END:VCALENDAR"),
        ("Bell\a and\u2028mark", "Bell and mark"),
        ("Ünïçødé 👩" * 20, "Ünïçødé 👩" * 20),
    ],
)
def test_any_title_comes_back_and_breaks_nothing(title, shown):
    (found,) = read(replace(OPEN_DAY, title=title))
    assert str(found["SUMMARY"]) == f"{shown}, Alderbrook College"


def test_no_line_is_longer_than_75_octets():
    lines = written(replace(OPEN_DAY, title="Ünïçødé 👩 " * 20)).split(b"\r\n")
    assert max(map(len, lines)) <= 75


@pytest.mark.parametrize("address", [None, "javascript:alert(1)", "https://a.example/\r\nATTENDEE:x"])
def test_an_address_that_is_none_is_left_out(address):
    (found,) = read(replace(OPEN_DAY, booking_url=address))
    assert "URL" not in found and "ATTENDEE" not in found


def test_a_visit_online_leads_to_where_it_is():
    (found,) = read(replace(OPEN_DAY, venue=Venue(""), booking_url=None, online_url="https://a.example/live"))
    assert str(found["URL"]) == "https://a.example/live"
    assert "LOCATION" not in found


def test_a_visit_that_is_off_takes_the_place_of_the_one_in_the_calendar():
    (before,), (after,) = read(OPEN_DAY), read(replace(OPEN_DAY, cancelled=True))
    assert (str(after["STATUS"]), str(after["SUMMARY"])) == ("CANCELLED", "Off: Open day, Alderbrook College")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"check_first": date(2026, 9, 1)}, "It may have changed since Tuesday 1 September 2026."),
        ({"check_first": date(2026, 9, 1), "gone": True}, "It is not on their list any more."),
    ],
)
def test_a_visit_that_was_not_seen_for_long_is_to_be_checked_first(known, words):
    (found,) = read(replace(OPEN_DAY, source=Source("List", date(2026, 9, 1), **known)))
    assert str(found["DESCRIPTION"]).endswith(f"Check this first. {words}")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"cancelled": True}, {"source": Source("x", date(2026, 11, 2))}),
        ({}, {"source": Source("x", date(2026, 11, 2)), "cancelled": True}),
        ({"source": None}, {}),
    ],
)
def test_a_newer_word_has_the_higher_number(earlier, later):
    assert revision(replace(OPEN_DAY, **earlier)) < revision(replace(OPEN_DAY, **later))


def test_several_visits_are_one_calendar_with_one_time_zone():
    calendar = icalendar.Calendar.from_ical(written(OPEN_DAY, replace(OPEN_DAY, id="E-2")))
    assert [str(found["UID"]) for found in calendar.walk("VEVENT")] == ["E-1@onward", "E-2@onward"]
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert str(calendar["VERSION"]) == "2.0"
