import json
from dataclasses import replace
from datetime import date

import pytest

from bot.courses import Source, Tri
from bot.matching import as_dict, event_as_dict, web_address
from bot.matching.model import Bearing, Match, Reason
from bot.matching.shapes import MOST

from .cases import course, event

MATCH_KEYS = {
    "course_id", "title", "provider", "route", "level", "venue", "town", "distance_km", "starts", "because",
    "fits", "does_not_fit", "ask", "next_event", "source",
}
EVENT_KEYS = {
    "event_id", "type", "title", "provider", "starts", "ends", "venue", "quiet_session", "step_free",
    "booking_url", "ics_url", "source",
}


def code(reason):
    return reason.code


def test_a_match_has_exactly_the_keys_of_the_chat_api():
    shown = as_dict(Match(course(), (), 3.14159, event(), date(2027, 9, 1)), code)
    assert set(shown) == MATCH_KEYS
    assert set(shown["next_event"]) == EVENT_KEYS
    assert set(shown["source"]) == {"name", "date", "url"}


def test_a_match_is_json_with_dates_and_kilometres_as_people_write_them():
    shown = json.loads(json.dumps(as_dict(Match(course(), (), 3.14159, None, date(2027, 9, 1)), code)))
    assert (shown["distance_km"], shown["starts"], shown["next_event"]) == (3.1, "2027-09-01", None)
    assert (shown["level"], shown["town"]) == ("L1", "Wrenbury")
    assert shown["source"] == {
        "name": "Made-up directory", "date": "2026-09-01", "url": "https://example.org/courses",
    }


def test_what_is_unknown_is_null():
    shown = as_dict(Match(course(source=None), ()), code)
    assert (shown["distance_km"], shown["starts"]) == (None, None)
    assert shown["source"] == {"name": "", "date": None, "url": None}


@pytest.mark.parametrize(("bearing", "most"), [("because", 3), ("fits", 5), ("does_not_fit", 4), ("ask", 5)])
def test_the_most_useful_reasons_of_each_kind_are_shown(bearing, most):
    reasons = tuple(Reason(Bearing(bearing), f"r{n}") for n in range(9))
    shown = as_dict(Match(course(), reasons), code)
    assert shown[bearing] == [f"r{n}" for n in range(most)]
    assert all(shown[other] == [] for other in map(str, MOST) if other != bearing)


def test_the_same_sentence_is_said_once():
    reasons = (Reason(Bearing.ASK, "a"), Reason(Bearing.ASK, "b"))
    assert as_dict(Match(course(), reasons), lambda _: "The rules?")["ask"] == ["The rules?"]


def test_an_event_has_exactly_the_keys_of_the_chat_api():
    shown = event_as_dict(event(quiet_session=Tri.YES, step_free=Tri.NO), "Wren College")
    assert set(shown) == EVENT_KEYS
    assert (shown["quiet_session"], shown["step_free"], shown["provider"]) == (True, False, "Wren College")
    assert (shown["starts"], shown["ends"]) == ("2026-11-30T10:00:00", "2026-11-30T12:00:00")
    assert shown["ics_url"] == "/events/e1.ics"


def test_a_source_says_when_it_was_last_seen_what_to_check_first_and_that_it_is_gone():
    named = Source("List", date(2026, 9, 1), seen=date(2026, 9, 9), check_first=date(2026, 9, 9), gone=True)
    assert as_dict(Match(course(source=named), ()), code)["source"] == {
        "name": "List", "date": "2026-09-01", "url": None, "seen": "2026-09-09",
        "check_first": "2026-09-09", "gone": True,
    }


def test_every_source_is_named_once_where_there_are_several():
    known = course(facts={"quiet_space": "yes", "bsl": "yes"})
    other = replace(known, course=replace(known.course, source=Source("List", date(2026, 9, 1))))
    shown = as_dict(Match(other, ()), code)
    assert [each["name"] for each in shown["sources"]] == ["List", "Made-up directory"]
    assert "sources" not in as_dict(Match(known, ()), code)


def test_an_event_that_is_off_says_so():
    assert event_as_dict(event(cancelled=True), "Wren College")["cancelled"] is True


def test_what_nobody_said_of_an_event_is_null():
    shown = event_as_dict(event(), "Wren College")
    assert (shown["quiet_session"], shown["step_free"], shown["booking_url"]) == (None, None, None)


def test_an_events_id_cannot_leave_its_place_in_the_address():
    assert event_as_dict(event("../x?y"), "p")["ics_url"] == "/events/..%2Fx%3Fy.ics"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/book", "https://example.org/book"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt://example.org/%0aalert(1)", None),
        ("data:text/html,hi", None),
        ("//example.org", None),
        ("http://[broken", None),
        ("example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_pages_are_linked(url, safe):
    assert web_address(url) == safe
    assert event_as_dict(event(booking_url=url), "p")["booking_url"] == safe


def test_the_address_of_a_source_is_checked_too():
    shown = as_dict(Match(course(source=Source("x", date(2026, 1, 1), "javascript:1")), ()), code)
    assert shown["source"]["url"] is None
