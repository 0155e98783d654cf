"""Calendars of a provider: which events are visits, when they are, whose they are, and what is too much."""

import re
import time
import tracemalloc
from datetime import date, datetime

import pytest

from bot.courses import Point, Tri
from bot.importers import BadFeed, calendars, sheets

TODAY = date(2026, 11, 22)
NAME = "19999999-events_2026-11-01.ics"
EVENT = {
    "UID": "one@college.example",
    "SUMMARY": "Open evening",
    "DTSTART;TZID=Europe/London": "20270113T173000",
    "DTEND;TZID=Europe/London": "20270113T190000",
    "LOCATION": "Main Hall\\, Mill Lane\\, OX14 1GG",
}


def calendar(*events, head=()):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *head]
    for event in events:
        lines += ["BEGIN:VEVENT", *(f"{name}:{value}" for name, value in event.items() if value is not None)]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


@pytest.fixture
def take(take_in, tmp_path):
    """Import one calendar and return its report."""

    def take(content, name=NAME, today=TODAY):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (report,) = take_in("calendar", path, today=today)
        return report

    return take


@pytest.fixture
def lists(take_in, write_csv):
    """Make colleges and a school known, some with a web site of their own."""
    schools = [{"URN": "999999", "SCHNAME": "High School", "PCODE": "", "WEB": "www.both.example"}]
    sites = {"19999999": "https://www.mill.example/", "10000001": "https://both.example/college"}
    colleges = [
        {"PROVIDER_UKPRN": number, "PROVIDER_NAME": f"College {number}", "CONTACT_WEBSITE": site}
        for number, site in sites.items()
    ]
    others = [{"PROVIDER_UKPRN": "10000002", "PROVIDER_NAME": "Other", "CONTACT_WEBSITE": "both.example"}]
    take_in("course-directory", write_csv("known_2026-01-01.csv", colleges + others))
    take_in("providers", write_csv("schools_2026.csv", schools))


@pytest.fixture
def events(store, a_provider, take):
    """Import one calendar and return the visits to come."""

    def events(content, name=NAME):
        report = take(content, name)
        assert [refusal.why for refusal in report.refusals] == []
        with store.open() as s:
            return s.catalogue.upcoming_events(TODAY)

    return events


@pytest.fixture
def event(events):
    """Import one event, changed as said, and return it."""

    def event(**changes):
        (found,) = events(
            calendar(EVENT | {name.replace("_", "-"): value for name, value in changes.items()})
        )
        return found

    return event


def test_an_event_becomes_a_visit_with_what_is_known_and_what_is_not(event, a_provider):
    found = event(URL="https://college.example/open", DESCRIPTION="Come and see us.")
    assert (found.provider_id, found.type, found.title) == (a_provider, "open_evening", "Open evening")
    assert (found.starts, found.ends) == (datetime(2027, 1, 13, 17, 30), datetime(2027, 1, 13, 19, 0))
    assert (found.venue.name, found.venue.postcode) == ("Main Hall, Mill Lane, OX14 1GG", "OX14 1GG")
    assert found.venue.point == Point(51.68, -1.28), "the provider's own report says where the postcode is"
    assert (found.bring_someone, found.quiet_session, found.step_free) == (Tri.UNKNOWN,) * 3
    assert (found.booking_url, found.book_by, found.online_url, found.cancelled) == (None, None, None, False)
    assert (found.source.name, found.source.date) == ("Provider's calendar", date(2026, 11, 1))
    assert found.source.url == "https://college.example/open"


@pytest.mark.parametrize(
    ("start", "end", "starts", "ends"),
    [
        ("DTSTART:20270113T173000Z", "DTEND:20270113T190000Z", (1, 13, 17, 30), (1, 13, 19, 0)),
        ("DTSTART:20270713T163000Z", "DTEND:20270713T180000Z", (7, 13, 17, 30), (7, 13, 19, 0)),
        ("DTSTART:20270713T173000", "DTEND:20270713T190000", (7, 13, 17, 30), (7, 13, 19, 0)),
        (
            "DTSTART;TZID=America/New_York:20270713T123000",
            "DTEND;TZID=Europe/Paris:20270713T200000",
            (7, 13, 17, 30),
            (7, 13, 19, 0),
        ),
        (
            "DTSTART;TZID=GMT Standard Time:20270713T173000",
            "DURATION:PT1H30M",
            (7, 13, 17, 30),
            (7, 13, 19, 0),
        ),
        (
            "DTSTART;TZID=/mozilla.org/20070129_1/Europe/London:20270713T173000",
            "DURATION:PT1H30M",
            (7, 13, 17, 30),
            (7, 13, 19, 0),
        ),
        (
            'DTSTART;TZID="(UTC) Dublin, Edinburgh, Lisbon, London":20270713T173000',
            "DURATION:PT1H30M",
            (7, 13, 17, 30),
            (7, 13, 19, 0),
        ),
        ("DTSTART:20270713T173000", "DURATION:P1D", (7, 13, 17, 30), (7, 14, 17, 30)),
    ],
)
def test_times_are_told_as_clocks_in_england_show_them(events, start, end, starts, ends):
    times = dict(line.rsplit(":", 1) for line in (start, end))
    bare = {name: value for name, value in EVENT.items() if not name.startswith("DT")}
    (found,) = events(calendar(bare | times))
    assert (found.starts, found.ends) == (datetime(2027, *starts), datetime(2027, *ends))


@pytest.mark.parametrize(
    ("changes", "column", "why"),
    [
        ({"SUMMARY": "Staff training"}, "summary", "is no visit that we know"),
        ({"SUMMARY": None}, "summary", "is no visit that we know"),
        ({"SUMMARY": "Open day " + "x" * 255}, "summary", "longer than 255 characters"),
        ({"LOCATION": None}, "location", "fill in where it is"),
        ({"GEO": "40.7;-74.0"}, "geo", "outside the United Kingdom"),
        ({"GEO": "nowhere"}, "geo", "cannot be read"),
        ({"DTEND;TZID=Europe/London": "20270113T170000"}, "dtend", "is not after the start"),
        ({"DTEND;TZID=Europe/London": None}, "dtend", "must be filled"),
        ({"DTSTART;TZID=Europe/London": None}, "dtstart", "must be filled"),
        ({"DTSTART;TZID=Europe/London": None, "DTSTART": "99999999T999999Z"}, "dtstart", "cannot be read"),
        ({"DTSTART;TZID=Europe/London": None, "DTSTART": "01010101T000000Z"}, "dtstart", "the year"),
        ({"DTSTART;TZID=Europe/London": None, "DTSTART": "PT1H"}, "dtstart", "is not a time"),
        (
            {"DTSTART;TZID=Europe/London": None, "DTSTART;TZID=Atlantis": "20270113T170000"},
            "dtstart",
            "Atlantis",
        ),
        (
            {"DTSTART;TZID=Europe/London": None, "DTSTART;VALUE=DATE": "20270113"},
            "dtstart",
            "has no time of day",
        ),
        ({"DTSTART": "20270113T170000"}, "dtstart", "is there more than once"),
        ({"DTEND;TZID=Europe/London": None, "DURATION": "P999999999999W"}, "duration", "cannot be read"),
        ({"DTEND;TZID=Europe/London": None, "DURATION": "P99999999D"}, "duration", "cannot be right"),
        ({"DTEND;TZID=Europe/London": None, "DURATION": "-PT1H"}, "dtend", "is not after the start"),
        ({"RRULE": "FREQ=SECONDLY"}, "rrule", "repeats otherwise than by the day"),
        ({"RRULE": "FREQ=HOURLY"}, "rrule", "repeats otherwise than by the day"),
        ({"RRULE": "FREQ=SOMETIMES"}, "rrule", "cannot be read"),
        ({"RRULE": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "rrule", "BYMONTH, BYMONTHDAY"),
        ({"RRULE": "FREQ=DAILY;BYSECOND=1,2,3"}, "rrule", "BYSECOND"),
        ({"RRULE": "FREQ=YEARLY;INTERVAL=0"}, "rrule", "INTERVAL is not a number from 1 to 1000"),
        ({"RRULE": "FREQ=YEARLY;INTERVAL=-1"}, "rrule", "INTERVAL is not a number from 1 to 1000"),
        ({"RRULE": "FREQ=DAILY;COUNT=0"}, "rrule", "COUNT is not a number from 1 to 1000"),
        ({"RRULE": "COUNT=5"}, "rrule", "repeats otherwise than by the day"),
        ({"RRULE": "FREQ=WEEKLY;UNTIL=20270101T000000Z"}, "dtstart", "does not happen from today"),
        ({"RRULE": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, None, None),
        ({"RDATE": ",".join(["20270114T173000"] * 501)}, "rdate", "names more than 500 dates"),
    ],
)
def test_an_event_that_cannot_be_taken_says_why_and_the_rest_goes_in(a_provider, take, changes, column, why):
    other = EVENT | {"UID": "two@college.example"}
    report = take(calendar(EVENT | changes, other))
    assert report.rows == report.refused + report.count("added", "event") == 2 or column is None
    if column:
        (refusal,) = report.refusals
        assert (refusal.line, refusal.column) == (4, column)
        assert why in refusal.why


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("name", "changes", "head", "provider"),
    [
        ("19999999-events.ics", {}, (), "ukprn:19999999"),
        ("events_19999999_2026-11-01.ics", {"X-UKPRN": "10000001"}, (), "ukprn:19999999"),
        ("urn-999999-events.ics", {}, (), "urn:999999"),
        ("events.ics", {"X-UKPRN": "19999999"}, (), "ukprn:19999999"),
        ("events.ics", {}, ("X-UKPRN:19999999",), "ukprn:19999999"),
        ("events.ics", {"X-UKPRN": "19999999"}, ("X-UKPRN:10000001",), "ukprn:19999999"),
        ("events.ics", {}, ("X-PROVIDER-URN:999999",), "urn:999999"),
        ("events.ics", {"ORGANIZER;CN=Somebody": "mailto:visits@mill.example"}, (), "ukprn:19999999"),
        ("events.ics", {"ORGANIZER": "mailto:visits@both.example"}, (), None),
        ("events.ics", {"ORGANIZER": "mailto:visits@unknown.example"}, (), None),
        ("events.ics", {"X-UKPRN": "18888888"}, (), None),
        ("events.ics", {"X-UKPRN": "none"}, (), None),
        ("events_202611.ics", {}, (), None),
    ],
)
def test_whose_it_is_is_said_by_the_file_the_calendar_or_the_organiser(
    store, take, name, changes, head, provider
):
    report = take(calendar(EVENT | changes, head=head), name)
    with store.open() as s:
        found = [event.provider_id for event in s.catalogue.upcoming_events(TODAY)]
    assert (found, report.refused) == (([provider], 0) if provider else ([], 1))


@pytest.mark.parametrize(
    ("changes", "venue", "online"),
    [
        ({"LOCATION": "Online"}, "Online", None),
        (
            {"LOCATION": "Microsoft Teams Meeting", "CONFERENCE": "https://t.example/1"},
            "Online",
            "https://t.example/1",
        ),
        ({"LOCATION": "https://t.example/2"}, "Online", "https://t.example/2"),
        ({"LOCATION": None, "DESCRIPTION": "Join us: https://t.example/3."}, "Online", "https://t.example/3"),
        (
            {"DESCRIPTION": "Join online at https://t.example/4"},
            "Main Hall, Mill Lane, OX14 1GG",
            "https://t.example/4",
        ),
        ({"LOCATION": "Room 4"}, "Room 4", None),
    ],
)
def test_where_it_is(event, changes, venue, online):
    found = event(**changes)
    assert (found.venue.name, found.online_url) == (venue, online)


@pytest.mark.parametrize(
    ("geo", "point"),
    [("51.5;-1.2", Point(51.5, -1.2)), ("0;0", Point(51.68, -1.28)), ("0.0;0.0", Point(51.68, -1.28))],
)
def test_degrees_count_before_the_postcode_unless_they_are_nowhere(event, geo, point):
    assert event(GEO=geo).venue.point == point


def test_what_is_plainly_said_is_kept(event):
    found = event(
        DESCRIPTION="Bring a friend. There is a quiet session at 4pm.\\nSorry\\, there is no step-free "
        "access. Book your place: https://college.example/book.\\nBook by 11 January 2027."
    )
    assert (found.bring_someone, found.quiet_session, found.step_free) == (Tri.YES, Tri.YES, Tri.NO)
    assert (found.booking_url, found.book_by) == ("https://college.example/book", date(2027, 1, 11))


@pytest.mark.parametrize(
    "said",
    [
        {"STATUS": "CANCELLED"},
        {"status": "cancelled"},
        {"STATUS": "CONFIRMED", "METHOD": "CANCEL"},
    ],
)
def test_a_cancelled_event_is_not_offered(store, a_provider, take, said):
    head = [f"METHOD:{said.pop('METHOD')}"] if "METHOD" in said else []
    report = take(calendar(EVENT | said, head=head))
    assert report.count("added", "event") == 1
    with store.open() as s:
        assert s.catalogue.upcoming_events(TODAY) == []


# --- what repeats ---------------------------------------------------------------------------


def starts(found):
    return [f"{event.starts:%m-%d %H:%M}" for event in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"RRULE": "FREQ=WEEKLY;COUNT=3"}, ["01-13 17:30", "01-20 17:30", "01-27 17:30"]),
        ({"RRULE": "FREQ=WEEKLY;UNTIL=20270121T000000Z"}, ["01-13 17:30", "01-20 17:30"]),
        (
            {"RRULE": "FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/London": "20270120T173000"},
            ["01-13 17:30", "01-27 17:30"],
        ),
        ({"RRULE": "FREQ=MONTHLY;BYDAY=2WE;COUNT=2"}, ["01-13 17:30", "02-10 17:30"]),
        ({"RRULE": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2"}, ["01-29 17:30", "02-26 17:30"]),
        ({"RDATE;TZID=Europe/London": "20270210T173000"}, ["01-13 17:30", "02-10 17:30"]),
        ({"RRULE": "FREQ=MONTHLY;INTERVAL=3;COUNT=3"}, ["01-13 17:30", "04-13 17:30", "07-13 17:30"]),
    ],
)
def test_what_repeats_is_a_visit_on_each_date(events, changes, expected):
    found = starts(events(calendar(EVENT | changes)))
    assert [each for each in found if each in expected] == expected
    assert len(found) <= len(expected) + 1


def test_a_date_that_was_moved_or_cancelled_is_where_it_is_and_keeps_its_id(store, events, take):
    series = EVENT | {"RRULE": "FREQ=WEEKLY;COUNT=3"}
    before = {event.starts.date(): event.id for event in events(calendar(series))}
    moved = EVENT | {
        "RECURRENCE-ID;TZID=Europe/London": "20270120T173000",
        "DTSTART;TZID=Europe/London": "20270121T160000",
        "DTEND;TZID=Europe/London": "20270121T170000",
    }
    gone = EVENT | {
        "RECURRENCE-ID": "20270127T173000Z",
        "DTSTART;TZID=Europe/London": "20270127T173000",
        "STATUS": "CANCELLED",
    }
    report = take(calendar(series, moved, gone))
    assert (report.rows, report.refused) == (1, 0)
    assert (report.count("changed", "event"), report.count("unchanged", "event")) == (2, 1)
    with store.open() as s:
        found = s.catalogue.upcoming_events(TODAY)
    assert starts(found) == ["01-13 17:30", "01-21 16:00"]
    assert found[1].id == before[date(2027, 1, 20)]


def test_what_repeats_for_ever_is_taken_for_a_year_and_no_more_than_a_hundred_times(events):
    found = events(calendar(EVENT | {"RRULE": "FREQ=WEEKLY"}, EVENT | {"UID": "2", "RRULE": "FREQ=DAILY"}))
    by_rule = [event for event in found if event.id.startswith(found[0].id[:20])]
    assert len(found) == 45 + 100
    assert by_rule
    assert max(event.starts for event in found) < datetime(2027, 11, 24)


def test_a_series_that_began_long_ago_goes_on_from_today(events):
    old = {"DTSTART;TZID=Europe/London": "20180109T173000", "DTEND;TZID=Europe/London": "20180109T190000"}
    found = events(calendar(EVENT | old | {"RRULE": "FREQ=WEEKLY"}))
    assert found[0].starts == datetime(2026, 11, 24, 17, 30)
    assert len(found) == 52


# --- again, and once more -------------------------------------------------------------------


def test_the_same_calendar_again_changes_nothing_and_what_is_gone_from_it_is_withdrawn(a_provider, take):
    other = EVENT | {"UID": "two@college.example", "RRULE": "FREQ=WEEKLY;COUNT=3"}
    take(calendar(EVENT, other))
    again = take(calendar(EVENT, other))
    assert (again.count("unchanged", "event"), again.count("added"), again.count("withdrawn")) == (4, 0, 0)
    moved = take(calendar(EVENT | {"DTEND;TZID=Europe/London": "20270113T200000"}))
    assert (moved.count("changed", "event"), moved.count("withdrawn", "event")) == (1, 3)


def test_a_calendar_withdraws_nothing_of_the_form_that_the_college_fills_in(
    store, a_provider, take, take_in, write_csv
):
    row = {
        "Provider UKPRN": "19999999",
        "Type": "taster",
        "Title": "Try it",
        "Date": "2026-12-01",
        "Start time": "10:00",
        "End time": "11:00",
        "Venue": "Here",
        "Source": "Us",
        "Source date": "2026-11-01",
    }
    take_in("events", write_csv("events.csv", [row]))
    take(calendar(EVENT))
    with store.open() as s:
        assert [event.type for event in s.catalogue.upcoming_events(TODAY)] == ["taster", "open_evening"]


def test_who_asks_and_who_is_asked_to_come_is_kept_nowhere(store, a_provider, take):
    people = {
        "ORGANIZER;CN=Some Body": "mailto:some.body@college.example",
        "ATTENDEE;CN=Any Body": "mailto:any.body@college.example",
        "CONTACT": "Some Body",
    }
    take(calendar(EVENT | people))
    with store.engine.connect() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM catalogue_events").all())
    assert "OX14 1GG" in kept
    assert "Body" not in kept
    assert "some.body" not in kept


# --- too much, and not a calendar -----------------------------------------------------------


def small(number):
    return {"UID": str(number), "SUMMARY": "x", "DTSTART": "20270113T173000Z"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("words", "is not a calendar"),
        ("BEGIN:VEVENT\nEND:VEVENT\n", "BEGIN:VCALENDAR was expected"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n", "is cut short: VEVENT has no end"),
        ("BEGIN:VCALENDAR\nEND:VEVENT\n", "line 2: VEVENT ends here"),
        ("END:VCALENDAR\n", "line 1: VCALENDAR ends here"),
        ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 5, "more than 5 deep"),
        ("BEGIN:VCALENDAR\n" + "BEG\n IN:VEVENT\n" * 5, "more than 5 deep"),
        (calendar(*map(small, range(2001))), "has more than 2,000 events"),
        (calendar(*map(small, range(50_000))), "is larger than 2 MB"),
        (b"BEGIN:VCALENDAR\x00", "is not a text file"),
    ],
    ids=["words", "event", "cut", "no begin", "only an end", "deep", "deep and folded", "many", "big", "nul"],
)
def test_what_is_no_calendar_or_too_much_is_refused_before_it_is_read(store, a_provider, take, content, why):
    began = time.monotonic()
    with pytest.raises(BadFeed) as refused:
        take(content)
    assert why in str(refused.value)
    assert time.monotonic() - began < 5
    with store.open() as s:
        assert s.catalogue.upcoming_events(TODAY) == []


def test_what_stands_inside_an_event_is_not_read(events):
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nSUMMARY:Taster\r\nEND:VALARM"
    nested = calendar(EVENT).replace("END:VEVENT", f"{alarm}\r\nEND:VEVENT")
    (found,) = events(nested)
    assert found.type == "open_evening"


@pytest.mark.parametrize(
    "content",
    [
        calendar(EVENT | {"RRULE": "FREQ=WEEKLY;COUNT=3"}).replace("\r\n", "\n"),
        calendar(EVENT).encode("utf-8-sig"),
        calendar(EVENT | {"SUMMARY": "Open evening – café"}).encode("cp1252"),
        calendar(EVENT).replace("Open evening", "Open\r\n  evening"),
        calendar(EVENT).replace("DTSTART", "dtstart").replace("SUMMARY", "Summary"),
        calendar(EVENT) + calendar(EVENT | {"UID": "other"}),
        calendar(EVENT) + "X-COMMENT:cached\r\n",
    ],
    ids=[
        "bare newlines",
        "mark",
        "windows",
        "folded",
        "small letters",
        "two calendars",
        "a comment after it",
    ],
)
def test_a_calendars_ways_of_being_saved_make_no_difference(events, content):
    assert {event.type for event in events(content)} == {"open_evening"}


@pytest.mark.parametrize(
    "long",
    [
        {"CATEGORIES": "a," * 900_000},
        {"CATEGORIES": "open " * 300_000},
        {"DESCRIPTION": "no quiet " * 200_000},
        {"DESCRIPTION": "<b " * 500_000},
        {"UID": "x" * 1_500_000},
        {"ORGANIZER": "mailto:" + "a" * 1_500_000},
        {"X-UKPRN": "1" * 1_500_000},
        {"RRULE": "FREQ=WEEKLY;BYDAY=" + "MO," * 400_000 + "TU"},
        {"RDATE": "20270113T173000," * 90_000 + "20270113T173000"},
    ],
    ids=" ".join,
)
def test_a_property_that_goes_on_and_on_takes_no_time(a_provider, take, long):
    content = calendar(EVENT | long)
    assert len(content) < sheets.MAX_BYTES["calendar"]
    began = time.monotonic()
    report = take(content)
    assert report.rows == 1
    assert time.monotonic() - began < 5


def test_the_longest_calendars_are_read_in_little_time_and_room(a_provider, take, monkeypatch):
    slow = {"RRULE": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "EXDATE": ",".join(["20270113T173000"] * 30)}
    old = {"DTSTART;TZID=Europe/London": "20170113T173000", "DTEND;TZID=Europe/London": "20170113T190000"}
    monkeypatch.setattr(calendars, "SECONDS", 1.0)
    content = calendar(*(EVENT | old | slow | {"UID": str(n)} for n in range(1_900)))
    assert len(content) < sheets.MAX_BYTES["calendar"]
    tracemalloc.start()
    began = time.monotonic()
    report = take(content)
    spent, (_, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (report.rows, report.refused) == (1_900, 1_900)
    assert "takes too long to work out" in report.refusals[-1].why
    assert spent < 60
    assert most < 100_000_000


# --- the real ones --------------------------------------------------------------------------


@pytest.mark.parametrize("title", [None, b"SUMMARY:Open day\r\nLOCATION:Here"], ids=["as it is", "as visits"])
def test_every_calendar_that_breaks_parsers_ends_in_an_import_or_a_refusal(
    real_data, a_provider, take, title
):
    whole, rows, refused, events = 0, 0, 0, 0
    files = sorted((real_data / "ics" / "icalendar").glob("*.ics"))
    for path in files:
        content = path.read_bytes()
        if title:
            content = re.sub(rb"(?m)^(SUMMARY|LOCATION)[:;].*$\r?\n?", b"", content)
            content = content.replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" + title)
        try:
            report = take(content, f"19999999 {path.name}")
        except BadFeed as bad:
            assert path.name in str(bad)
            whole += 1
        else:
            taken = sum(report.count(each, "event") for each in ("added", "changed", "unchanged"))
            assert taken >= report.rows - report.refused
            rows, refused, events = rows + report.rows, refused + report.refused, events + taken
    assert len(files) > 150
    assert 0 < whole < len(files) / 2
    assert (refused == rows) if title is None else (0 < refused < rows < refused + events)
