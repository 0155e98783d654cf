"""Visits from the form that colleges fill in."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.courses import Point, Tri

TODAY = date(2026, 11, 22)
TEMPLATES = Path(__file__).resolve().parents[2] / "data/templates"
ROW = {
    "Provider UKPRN": "19999999",
    "Your reference": "T1",
    "Type": "Taster",
    "Title": "Try bricklaying",
    "Date": "1 December 2026",
    "Start time": "5.30pm",
    "End time": "19:00",
    "Venue name": "Riverside",
    "Postcode": "OX14 1GG",
    "Bring someone": "Yes",
    "Quiet session": "",
    "Step free": "no",
    "Group size": "8",
    "Book by": "30/11/2026",
    "Cancelled": "",
    "Source": "Our website",
    "Source date": "2026-11-01",
}
EVENT = "ev-19999999-t1"


def test_a_row_becomes_a_visit_with_what_is_known_and_what_is_not(store, a_provider, take_in, write_csv):
    take_in("events", write_csv("events.csv", [ROW]))
    with store.open() as s:
        event = s.catalogue.event(EVENT)
    assert (event.provider_id, event.type, event.title) == (a_provider, "taster", "Try bricklaying")
    assert (event.starts, event.ends) == (datetime(2026, 12, 1, 17, 30), datetime(2026, 12, 1, 19, 0))
    assert (event.bring_someone, event.quiet_session, event.step_free) == (Tri.YES, Tri.UNKNOWN, Tri.NO)
    assert (event.book_by, event.group_size) == (date(2026, 11, 30), 8)
    assert (event.source.name, event.source.date) == ("Our website", date(2026, 11, 1))
    assert event.venue.point == Point(51.68, -1.28), "the provider's own report says where the postcode is"


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"Provider UKPRN": ""}, "provider_ukprn", "fill in the provider's UKPRN, or the URN of a school"),
        (
            {"Provider UKPRN": "18888888"},
            "provider_ukprn",
            "no such provider in the catalogue: import the list that names it first",
        ),
        (
            {"Type": "party"},
            "type",
            "not one of: open_day, open_evening, taster, link_course, tour, meet_key_person, sen_tour, "
            "online_qa, careers_fair",
        ),
        ({"Start time": "25:00"}, "start_time", "not a time: write it like 17:30"),
        ({"End time": "17:00"}, "end_time", "is not after the start"),
        ({"Quiet session": "maybe"}, "quiet_session", "write yes or no"),
        (
            {"Venue name": "", "Postcode": ""},
            "venue_name",
            "fill in the venue, or the link of an online event",
        ),
        ({"Source": ""}, "source", "must be filled"),
        (
            {"Source date": "2027-01-01"},
            "source_date",
            "is in the future: write the day on which this was read",
        ),
        ({"Date": "32/01/2027"}, "date", "not a date: write it like 2026-09-01 or 01/09/2026"),
    ],
)
def test_a_row_that_cannot_be_taken_says_what_to_write(a_provider, refusals, cells, column, why):
    assert refusals("events", [ROW | cells]) == [(2, column, why)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, [EVENT]),
        ({"Date": "2026-11-22"}, [EVENT]),
        ({"Date": "2026-11-21"}, []),
        ({"Cancelled": "yes"}, []),
        ({"Source date": "2025-11-01"}, []),
    ],
)
def test_only_visits_to_come_that_somebody_confirmed_within_a_year_are_offered(
    store, a_provider, take_in, write_csv, cells, expected
):
    take_in("events", write_csv("events.csv", [ROW | cells]))
    with store.open() as s:
        assert [event.id for event in s.catalogue.upcoming_events(TODAY)] == expected
        assert [event.id for event in s.catalogue.upcoming_events(TODAY, [a_provider])] == expected
        assert s.catalogue.upcoming_events(TODAY, ["ukprn:10000000"]) == []


def test_a_visit_keeps_its_id_when_its_date_changes_and_is_withdrawn_when_it_is_no_longer_listed(
    store, a_provider, take_in, write_csv
):
    take_in("events", write_csv("events.csv", [ROW]))
    (moved,) = take_in("events", write_csv("events.csv", [ROW | {"Date": "2026-12-08"}]))
    assert (moved.count("changed", "event"), moved.count("added")) == (1, 0)
    (gone,) = take_in("events", write_csv("events.csv", [ROW | {"Your reference": "T2"}]))
    assert (gone.count("withdrawn", "event"), gone.count("added", "event")) == (1, 1)
    with store.open() as s:
        assert [event.id for event in s.catalogue.upcoming_events(TODAY)] == ["ev-19999999-t2"]
        assert s.catalogue.event(EVENT).starts == datetime(2026, 12, 8, 17, 30)


def test_the_template_that_colleges_get_can_be_imported_as_it_is(a_provider, take_in):
    (report,) = take_in("events", TEMPLATES / "events.csv")
    assert (report.rows, report.refusals, report.count("added", "event")) == (1, (), 1)
