"""An open day as a calendar file: who may have it, and as what it is sent."""

from datetime import datetime

import icalendar
import pytest

from bot.courses import Event, Venue

OPEN_DAY = Event(
    "E/1 a", "ukprn:1", "open_day", "Open day", datetime(2027, 6, 5, 10, 0), datetime(2027, 6, 5, 12, 30),
    Venue("Mill Lane"),
)  # fmt: skip


@pytest.fixture
def listed(monkeypatch):
    monkeypatch.setattr(
        "bot.store.catalogue.Catalogue.event", lambda _self, key: OPEN_DAY if key == OPEN_DAY.id else None
    )


def test_the_file_can_be_fetched_without_a_token_and_is_kept_as_a_calendar(client, listed):
    answer = client.get("/events/E%2F1%20a.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="visit.ics"'
    assert answer.headers["Cache-Control"] == "no-store"
    (found,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(found["SUMMARY"]) == "Open day"


def test_an_event_that_is_not_there_is_not_found(client):
    assert client.get("/events/nothing.ics").status_code == 404
