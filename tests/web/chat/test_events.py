"""An open day as a calendar file that other programs can read."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.courses import Event, Venue
from bot.web.chat.events import as_calendar

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OPEN_DAY = Event(
    "E-1", "ukprn:1", "open_day", "Open day", datetime(2027, 6, 5, 10, 0), datetime(2027, 6, 5, 12, 30),
    Venue("Mill Lane", "Alderbrook", "AB1 2CD"), booking_url="https://alderbrook.example/book",
)  # fmt: skip


def properties(calendar):
    unfolded = calendar.replace("\r\n ", "")
    return dict(line.split(":", 1) for line in unfolded.split("\r\n") if ":" in line)


def test_a_calendar_holds_one_event_with_its_times_in_utc():
    calendar = as_calendar(OPEN_DAY, NOW)
    assert calendar.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert calendar.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    found = properties(calendar)
    assert found["DTSTART"] == "20270605T090000Z"  # British summer time
    assert found["DTEND"] == "20270605T113000Z"
    assert found["DTSTAMP"] == "20261122T090000Z"
    assert found["UID"] == "E-1@onward"
    assert found["LOCATION"] == "Mill Lane\\, Alderbrook\\, AB1 2CD"
    assert found["URL"] == "https://alderbrook.example/book"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Look; see, ask", "Look\\; see\\, ask"),
        ("Back\\slash", "Back\\\\slash"),
        ("Two\nlines", "Two\\nlines"),
        ("End\r\nEND:VCALENDAR", "End\\nEND:VCALENDAR"),
    ],
)
def test_text_cannot_break_out_of_its_line(title, written):
    assert properties(as_calendar(replace(OPEN_DAY, title=title), NOW))["SUMMARY"] == written


def test_no_line_is_longer_than_75_octets_and_letters_stay_whole():
    calendar = as_calendar(replace(OPEN_DAY, title="Ünïçødé 👩‍🌾 " * 20), NOW)
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert properties(calendar)["SUMMARY"] == "Ünïçødé 👩‍🌾 " * 20


@pytest.mark.parametrize("address", [None, "javascript:alert(1)", "https://a.example/\r\nATTENDEE:x"])
def test_an_address_that_is_none_is_left_out(address):
    calendar = as_calendar(replace(OPEN_DAY, booking_url=address), NOW)
    assert "URL:" not in calendar
    assert "\r\nATTENDEE" not in calendar


def test_a_cancelled_event_says_so():
    assert properties(as_calendar(replace(OPEN_DAY, cancelled=True), NOW))["STATUS"] == "CANCELLED"


def test_the_file_can_be_fetched_without_a_token(client, monkeypatch):
    monkeypatch.setattr("bot.store.catalogue.Catalogue.event", lambda _self, event_id: OPEN_DAY)
    answer = client.get("/events/E-1.ics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert b"SUMMARY:Open day" in answer.data


def test_an_event_that_is_not_there_is_not_found(client):
    assert client.get("/events/nothing.ics").status_code == 404
