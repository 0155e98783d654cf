"""Courses and visits in schema.org's words: in JSON-LD and microdata, in files and in saved pages."""

import json
from datetime import date, datetime

import pytest

from bot.courses import Level, Point, Tri
from bot.importers import BadFeed, linked_data, schema_reading
from bot.matching import Search
from bot.store.catalogue_entries import REFUSED

TODAY = date(2026, 11, 22)
COLLEGE = {
    "@type": "CollegeOrUniversity",
    "@id": "https://www.college.example/#org",
    "name": "Mill Lane College",
    "url": "https://www.college.example/",
    "address": {"@type": "PostalAddress", "addressLocality": "Exampleton", "postalCode": "OX14 1GG"},
    "contactPoint": {"@type": "ContactPoint", "contactType": "admissions", "telephone": "01234 567890"},
}
PLACE = {
    "@type": "Place",
    "name": "Riverside",
    "address": {"@type": "PostalAddress", "addressLocality": "Exampleton", "postalCode": "ox141gg"},
    "geo": {"@type": "GeoCoordinates", "latitude": 51.68, "longitude": "-1.28"},
}
RUN = {
    "@type": "CourseInstance",
    "startDate": "2027-09-01",
    "courseMode": ["onsite", "full-time"],
    "duration": "P1Y",
    "location": PLACE,
    "offers": {"@type": "Offer", "price": "120.00", "priceCurrency": "GBP"},
}
COURSE = {
    "@type": "Course",
    "@id": "https://www.college.example/brick#course",
    "name": "Level 1 Bricklaying",
    "description": "<p>Build a wall.</p><p>And another.</p>",
    "coursePrerequisites": "An interview",
    "url": "https://www.college.example/brick",
    "provider": {"@id": "https://www.college.example/#org"},
    "hasCourseInstance": RUN,
}
EVENT = {
    "@type": "EducationEvent",
    "name": "Open evening for Year 11",
    "startDate": "2027-07-01T16:30:00Z",
    "endDate": "2027-07-01T19:00:00+01:00",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": PLACE,
    "organizer": {"@id": "https://www.college.example/#org"},
    "audience": {"@type": "EducationalAudience", "name": "Year 11"},
    "maximumAttendeeCapacity": 60,
    "offers": {"@type": "Offer", "url": "https://book.example/1", "validThrough": "2027-06-30"},
    "description": "There is a quiet session at 6pm. Bring a friend.",
}


def graph(*things):
    return {"@context": "https://schema.org", "@graph": [COLLEGE, *things]}


def page(*scripts, body=""):
    tags = "".join(f'<script type="application/ld+json">{each}</script>' for each in scripts)
    return f"<!doctype html><html><head><meta charset=utf-8>{tags}</head><body>{body}</body></html>"


@pytest.fixture
def read(take_in, tmp_path):
    """Import a file and return its report."""

    def read(content, name="site_2026-11-01.json"):
        path = tmp_path / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return take_in("schema-org", path)[0]

    return read


@pytest.fixture
def course(store, read):
    """Import a file and return its one course as a candidate."""

    def found(content, name="site_2026-11-01.json"):
        report = read(content, name)
        assert report.refusals == ()
        with store.open() as s:
            (only,) = s.catalogue.candidates(Search(TODAY))
        return only

    return found


@pytest.fixture
def visit(store, read):
    """Import a file and return its one visit."""

    def found(content, name="site_2026-11-01.json"):
        report = read(content, name)
        assert report.refusals == ()
        with store.open() as s:
            (only,) = s.catalogue.upcoming_events(TODAY)
        return only

    return found


# --- courses -------------------------------------------------------------------------------


def test_an_instance_becomes_a_course_and_an_offer_with_their_source(course):
    each = course(graph(COURSE))
    assert (each.provider.id, each.provider.name) == ("site:college.example", "Mill Lane College")
    assert (each.provider.town, each.provider.postcode) == ("Exampleton", "OX14 1GG")
    found = each.course
    assert (found.title, found.level, found.route) == ("Level 1 Bricklaying", Level.L1, "study_programme")
    assert (found.summary, found.entry_requirements) == ("Build a wall.\nAnd another.", "An interview")
    assert (found.subject_areas, found.url) == (("5.2",), "https://www.college.example/brick")
    assert (found.source.name, found.source.date) == ("Web site of Mill Lane College", date(2026, 11, 1))
    offer = each.offer
    assert (offer.starts, offer.study_mode, offer.duration, offer.cost) == (
        date(2027, 9, 1),
        "full_time",
        "1 year",
        "£120",
    )
    assert (offer.venue.name, offer.venue.postcode, offer.venue.point) == (
        "Riverside",
        "OX14 1GG",
        Point(51.68, -1.28),
    )


@pytest.mark.parametrize(
    "content",
    [
        {"@context": "http://schema.org"} | COURSE | {"provider": COLLEGE},
        [{"@context": "https://schema.org"} | COURSE | {"provider": COLLEGE}],
        {
            "@context": {},
            "@type": ["schema:Course"],
            "schema:name": "Level 1 Bricklaying",
            "schema:provider": COLLEGE,
        },
        {
            "@context": {},
            "@type": "https://schema.org/Course",
            "https://schema.org/provider": [COLLEGE],
            "https://schema.org/name": [{"@value": "Level 1 Bricklaying", "@language": "en"}],
        },
        {"@context": "", "@type": "ItemList", "itemListElement": [{"item": COURSE | {"provider": COLLEGE}}]},
        graph(COURSE | {"provider": "Mill Lane College"}),
        graph({key: value for key, value in COURSE.items() if key != "provider"}),
        graph(COURSE, {"@type": "Course", "@id": COURSE["@id"]}),
        graph(COURSE | {"hasCourseInstance": {"@id": "_:b1"}}, RUN | {"@id": "_:b1"}),
        graph({"@type": "CourseInstance", "name": "Level 1 Bricklaying", "startDate": "2027-09-01"}),
    ],
)
def test_a_course_is_found_however_it_is_written(course, content):
    each = course(content)
    assert (each.course.title, each.provider.name) == ("Level 1 Bricklaying", "Mill Lane College")


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"educationalLevel": "Entry Level 3"}, Level.E3),
        ({"educationalLevel": {"@type": "DefinedTerm", "name": "Level 2"}}, Level.L2),
        ({"educationalLevel": "Beginner"}, Level.L1),
        ({"name": "Brick", "educationalCredentialAwarded": {"name": "Level 3 Diploma"}}, Level.L3),
        ({"name": "Brick"}, Level.UNKNOWN),
    ],
)
def test_the_level_is_what_is_said_else_the_titles(course, changes, level):
    assert course(graph(COURSE | changes)).course.level is level


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"courseMode": "online", "location": None}, (None, None, "Online")),
        (
            {"courseMode": None, "location": {"@type": "VirtualLocation", "url": "https://x.example"}},
            (None, None, "Online"),
        ),
        ({"courseMode": "part-time", "location": None}, ("part_time", None, "Ask where")),
        ({"courseMode": ["blended", "evening"]}, (None, "evening", "Riverside")),
        (
            {"courseSchedule": {"byDay": ["https://schema.org/Saturday"]}},
            ("full_time", "weekend", "Riverside"),
        ),
        (
            {"courseSchedule": {"byDay": "Monday", "startTime": "18:00:00"}},
            ("full_time", "evening", "Riverside"),
        ),
        ({"courseSchedule": {"startTime": "T09:30"}}, ("full_time", "daytime", "Riverside")),
        (
            {"courseSchedule": {"byDay": ["Monday", "Sunday"], "startTime": "10:00"}},
            ("full_time", None, "Riverside"),
        ),
        ({"location": "Mill Lane"}, ("full_time", None, "Mill Lane")),
    ],
)
def test_how_when_and_where_it_is_taught(course, changes, expected):
    offer = course(graph(COURSE | {"hasCourseInstance": RUN | changes})).offer
    assert (offer.study_mode, offer.attendance, offer.venue.name) == expected


@pytest.mark.parametrize(
    ("changes", "starts", "duration", "cost"),
    [
        (
            {"startDate": None, "courseSchedule": {"startDate": "2027-01-11"}},
            date(2027, 1, 11),
            "1 year",
            "£120",
        ),
        ({"startDate": "September"}, None, "1 year", "£120"),
        ({"duration": None, "courseWorkload": "PT22H"}, date(2027, 9, 1), "22 hours", "£120"),
        ({"offers": {"price": 0}}, date(2027, 9, 1), "1 year", "£0"),
        ({"offers": {"price": "90", "priceCurrency": "EUR"}}, date(2027, 9, 1), "1 year", "90 EUR"),
        ({"offers": None, "isAccessibleForFree": True}, date(2027, 9, 1), "1 year", "£0"),
        ({"offers": []}, date(2027, 9, 1), "1 year", None),
    ],
)
def test_start_length_and_cost(course, changes, starts, duration, cost):
    offer = course(graph(COURSE | {"hasCourseInstance": RUN | changes})).offer
    assert (offer.starts, offer.duration, offer.cost) == (starts, duration, cost)


def test_a_course_without_instances_is_kept_and_what_it_leaves_out_is_unknown(course):
    each = course(graph({"@type": "Course", "name": "Plumbing", "typicalAgeRange": "16-19"}))
    assert (each.offer.starts, each.offer.venue.name, each.offer.study_mode) == (None, "Ask where", None)
    assert (each.course.age_min, each.course.age_max) == (16, 19)


@pytest.mark.parametrize(
    ("provider", "name", "expected"),
    [
        ({"name": "A", "identifier": {"propertyID": "UKPRN", "value": 10000055}}, "x.json", "ukprn:10000055"),
        ({"name": "A", "identifier": "10000055"}, "x.json", "ukprn:10000055"),
        ({"name": "A", "ukprn": "10000055"}, "x.json", "ukprn:10000055"),
        ({"name": "A", "identifier": [{"name": "URN", "value": "130489"}]}, "x.json", "urn:130489"),
        ({"name": "A", "sameAs": ["https://www.ukrlp.co.uk/?ukprn=10000055"]}, "x.json", "ukprn:10000055"),
        ({"name": "A", "@id": "https://www.a.example/#org"}, "x.json", "site:a.example"),
        ({"name": "A", "@id": "#org"}, "x.json", "name:a"),
        ({"name": "A"}, "10000055-site.json", "ukprn:10000055"),
        ("A", "x.json", "name:a"),
        ([{"@type": "Person", "name": "Somebody"}, {"name": "A"}], "x.json", "name:a"),
    ],
)
def test_whose_the_courses_are(course, provider, name, expected):
    each = course({"@context": "", "@graph": [COURSE | {"provider": provider}]}, name)
    assert (each.provider.id, each.course.provider_id) == (expected, expected)


# --- visits --------------------------------------------------------------------------------


def test_an_event_becomes_a_visit_in_the_time_of_england(visit):
    each = visit(graph(EVENT))
    assert (each.provider_id, each.type, each.title) == (
        "site:college.example",
        "open_evening",
        "Open evening for Year 11",
    )
    assert (each.starts, each.ends) == (datetime(2027, 7, 1, 17, 30), datetime(2027, 7, 1, 19, 0))
    assert (each.venue.name, each.venue.point) == ("Riverside", Point(51.68, -1.28))
    assert (each.booking_url, each.book_by, each.audience, each.group_size) == (
        "https://book.example/1",
        date(2027, 6, 30),
        "Year 11",
        60,
    )
    assert (each.bring_someone, each.quiet_session, each.step_free) == (Tri.YES, Tri.YES, Tri.UNKNOWN)
    assert each.contact == "admissions: 01234 567890"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"endDate": None, "duration": "PT1H30M"}, datetime(2027, 7, 1, 19, 0)),
        ({"startDate": "2027-01-05T10:00", "endDate": "2027-01-05T12:00:00Z"}, datetime(2027, 1, 5, 12, 0)),
        (
            {"startDate": "2027-03-28T00:30:00+00:00", "endDate": "2027-03-28T01:30:00Z"},
            datetime(2027, 3, 28, 2, 30),
        ),
    ],
)
def test_when_a_visit_ends(visit, changes, expected):
    assert visit(graph(EVENT | changes)).ends == expected


@pytest.mark.parametrize(
    ("location", "name", "link"),
    [
        ({"@type": "VirtualLocation", "url": "https://x.example/join"}, "Online", "https://x.example/join"),
        (
            [PLACE, {"@type": "VirtualLocation", "url": "https://x.example/join"}],
            "Riverside",
            "https://x.example/join",
        ),
        ("https://x.example/join", "Online", "https://x.example/join"),
        ("Mill Lane, Exampleton", "Mill Lane, Exampleton", None),
        ({"@type": "Place", "address": "Mill Lane"}, "Mill Lane", None),
    ],
)
def test_where_a_visit_is(visit, location, name, link):
    each = visit(graph(EVENT | {"location": location}))
    assert (each.venue.name, each.online_url) == (name, link)


@pytest.mark.parametrize(("value", "state"), [(True, Tri.YES), (False, Tri.NO), ("ask", Tri.UNKNOWN)])
def test_a_feature_of_the_place_says_whether_it_has_steps(visit, value, state):
    feature = {
        "@type": "LocationFeatureSpecification",
        "name": "Wheelchair accessible entrance",
        "value": value,
    }
    assert visit(graph(EVENT | {"location": PLACE | {"amenityFeature": [feature]}})).step_free is state


def test_a_cancelled_visit_is_kept_and_not_offered(store, read):
    report = read(graph(EVENT | {"eventStatus": "http://schema.org/EventCancelled"}))
    assert (report.refused, report.count("added", "event")) == (0, 1)
    with store.open() as s:
        assert s.catalogue.upcoming_events(TODAY) == []


# --- rows that cannot be taken -------------------------------------------------------------


@pytest.mark.parametrize(
    ("thing", "column", "why"),
    [
        (
            EVENT | {"name": "Governors' meeting"},
            "name",
            "no visit that we know: it must say open day, open evening, taster, tour …",
        ),
        (
            EVENT | {"startDate": "2027-07-01"},
            "startdate",
            "has no time of day: write it like 2026-12-01T17:30",
        ),
        (
            EVENT | {"startDate": "next week"},
            "startdate",
            "not a date with a time: write it like 2026-12-01T17:30",
        ),
        (EVENT | {"startDate": "0001-01-01T00:00:00Z"}, "startdate", "the year of this date cannot be right"),
        (EVENT | {"startDate": None}, "startdate", "must be filled"),
        (
            EVENT | {"startDate": None, "eventSchedule": {"repeatFrequency": "P1W"}},
            "startdate",
            "repeats: give each of its dates",
        ),
        (EVENT | {"endDate": None}, "enddate", "fill in when it ends"),
        (EVENT | {"endDate": "2027-07-01T08:00"}, "enddate", "is not after the start, or too long after it"),
        (
            EVENT | {"endDate": None, "duration": "an hour"},
            "duration",
            "not how long it lasts: write it like PT2H30M",
        ),
        (EVENT | {"location": None}, "venue", "fill in the location, or the link of an online event"),
        (EVENT | {"eventStatus": "EventPostponed"}, "eventstatus", "is put off: give it its new date"),
        (EVENT | {"maximumAttendeeCapacity": -1}, "maximumattendeecapacity", "not a whole number"),
        (COURSE | {"name": ""}, "name", "must be filled"),
        (COURSE | {"name": "\u202e\x00"}, "name", "must be filled"),
        (COURSE | {"name": "x" * 256}, "name", "longer than 255 characters"),
        (
            COURSE | {"hasCourseInstance": RUN | {"startDate": "2027-13-01"}},
            "startdate",
            "not a date: write it like 2026-09-01 or 01/09/2026",
        ),
        (
            COURSE
            | {"hasCourseInstance": RUN | {"location": PLACE | {"geo": {"latitude": 0, "longitude": 0}}}},
            "venue_latitude",
            "outside the United Kingdom: 49.0 to 61.5 is expected",
        ),
        (
            COURSE | {"provider": {"name": "Somebody else", "url": "https://college.example"}},
            "provider_url",
            "another provider here has this web site: give each its UKPRN",
        ),
        (COURSE | {"provider": {"@type": "Organization", "@id": "x:y"}}, "provider_name", "must be filled"),
    ],
)
def test_a_thing_that_cannot_be_taken_says_why_and_the_rest_goes_in(read, thing, column, why):
    good = {"@type": "Course", "name": "Plumbing", "provider": COLLEGE}
    report = read(graph(good, thing))
    assert [(each.column, each.why) for each in report.refusals][:1] == [(column, why)]
    assert (report.rows, report.refused, report.count("added", "course")) == (2, 1, 1)


def test_a_file_without_a_course_or_an_event_says_so(read):
    report = read(graph({"@type": "WebPage", "name": "Home"}))
    assert [each.why for each in report.refusals] == [
        "no course and no event in schema.org's words is in this file"
    ]
    assert (report.rows, report.refused) == (1, 1)


def test_a_second_time_changes_nothing_and_what_is_gone_is_withdrawn(read):
    assert read(graph(COURSE, EVENT)).count("added") == 4
    again = read(graph(COURSE, EVENT))
    assert (again.count("unchanged"), again.count("added"), again.count("changed")) == (4, 0, 0)
    gone = read(graph(COURSE, EVENT | {"name": "Open day"}))
    assert (gone.count("withdrawn", "event"), gone.count("added", "event")) == (1, 1)


# --- pages -----------------------------------------------------------------------------------

MICRODATA = """
<div itemscope itemtype="https://schema.org/Course">
 <h1 itemprop="name">Level 1 Bricklaying</h1>
 <div itemprop="description"><p>Build.</p></div>
 <a itemprop="url" href="https://www.college.example/brick">More</a>
 <div itemprop="provider" itemscope itemtype="https://schema.org/CollegeOrUniversity">
  <span itemprop="name">Mill Lane College</span><link itemprop="url" href="https://www.college.example/">
 </div>
 <div itemprop="hasCourseInstance" itemscope itemtype="https://schema.org/CourseInstance">
  <time itemprop="startDate" datetime="2027-09-01">September</time>
  <span itemprop="courseMode">full-time</span>
 </div>
</div>"""


@pytest.mark.parametrize(
    "content",
    [
        page(json.dumps(graph(COURSE))),
        page(json.dumps(COLLEGE), json.dumps(COURSE)),
        page(f"<!-- a note -->\n{json.dumps(graph(COURSE))}"),
        page(body=MICRODATA),
        page(json.dumps(graph(COURSE)), body=MICRODATA),
    ],
    ids=["JSON-LD", "two scripts", "a comment before it", "microdata", "both"],
)
def test_a_saved_page_is_read(course, content):
    each = course(content, "brick_2026-11-01.html")
    assert (each.course.title, each.provider.id) == ("Level 1 Bricklaying", "site:college.example")
    assert (each.offer.starts, each.offer.study_mode) == (date(2027, 9, 1), "full_time")


def test_a_visit_in_microdata_is_read(visit):
    each = visit(
        page(
            body="""<div itemscope itemtype="http://schema.org/Event"><b itemprop="name">Taster day</b>
            <meta itemprop="startDate" content="2027-02-01T10:00">
            <meta itemprop="endDate" content="2027-02-01T15:00">
            <div itemprop="location" itemscope itemtype="http://schema.org/Place">
            <i itemprop="name">Riverside</i></div>
            <div itemprop="organizer" itemscope itemtype="http://schema.org/Organization">
            <i itemprop="name">Mill Lane College</i></div></div>"""
        ),
        "19999999-visits.html",
    )
    assert (each.provider_id, each.type, each.venue.name) == ("ukprn:19999999", "taster", "Riverside")


def test_a_file_of_linked_data_may_say_so_in_its_name(course):
    assert course(graph(COURSE), "site.jsonld").course.title == "Level 1 Bricklaying"


def test_a_script_that_cannot_be_read_is_refused_and_the_others_are_read(read):
    report = read(page('{"@type": "Course", ', json.dumps(graph(COURSE)), "[" * 100_000), "x_2026-11-01.html")
    assert {(each.line, each.column) for each in report.refusals} <= {(1, "script"), (2, "script")}
    assert report.refused >= 1
    assert report.count("added", "course") == 1


def test_letters_of_either_encoding_survive_in_a_page(course, tmp_path, take_in, store):
    path = tmp_path / "old_2026-11-01.html"
    named = COURSE | {"name": "Café – level 1"}
    path.write_bytes(page(json.dumps(graph(named), ensure_ascii=False)).encode("cp1252"))
    take_in("schema-org", path)
    with store.open() as s:
        (each,) = s.catalogue.candidates(Search(TODAY))
    assert each.course.title == "Café – level 1"


def test_the_pages_of_one_site_are_given_together(read, take_in, tmp_path):
    for number in (1, 2):
        (tmp_path / f"{number}.html").write_text(
            page(json.dumps(graph(COURSE | {"@id": f"https://x.example/{number}"})))
        )
    (tmp_path / "other.html").write_text(page())
    reports = take_in("schema-org", tmp_path)
    assert [(each.rows, each.refused, each.count("added", "course")) for each in reports] == [
        (1, 0, 1),
        (1, 0, 1),
        (1, 1, 0),
    ]


# --- files that mean harm ----------------------------------------------------------------------


def test_things_that_refer_to_one_another_in_circles_are_read(course):
    round_about = [
        COURSE
        | {"provider": {"@id": "a"}, "hasCourseInstance": {"@id": "b"}, "isPartOf": {"@id": COURSE["@id"]}},
        {
            "@id": "a",
            "@type": "Organization",
            "name": "A",
            "parentOrganization": {"@id": "a"},
            "member": {"@id": "b"},
        },
        {
            "@id": "b",
            "@type": "CourseInstance",
            "location": {"@id": "b"},
            "address": {"@id": "b"},
            "geo": {"@id": "b"},
            "offers": {"@id": "b"},
            "name": {"@id": "b"},
        },
    ]
    assert course({"@context": "", "@graph": round_about}).provider.name == "A"


def test_a_hundred_thousand_things_are_read(read):
    nothing = [
        {"@id": f"x:{number}", "@type": "Thing", "next": {"@id": f"x:{number + 1}"}}
        for number in range(50_000)
    ]
    report = read(graph(*nothing, COURSE))
    assert (report.rows, report.count("added", "course")) == (1, 1)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("{", "x.json"),
        ("[" * 200_000, "x.json"),
        ('{"@context": "", "a":' * 200_000, "x.json"),
        ('{"a": 1}', "x.json"),
        ("[1]", "x.json"),
        (page(body="<div itemscope itemtype='https://schema.org/Course'>" * 4_000), "x.html"),
        ("\0", "x.html"),
    ],
    ids=["cut short", "deep lists", "deep objects", "no context", "no objects", "deep microdata", "no text"],
)
def test_a_file_that_cannot_be_used_is_refused_whole(store, read, content, name):
    with pytest.raises(BadFeed):
        read(content, name)
    with store.open() as s:
        assert [report.state for report in s.catalogue.latest_reports()] == [REFUSED]


def test_too_many_things_and_too_many_rows_are_refused(read, monkeypatch):
    monkeypatch.setattr(schema_reading, "MAX_ROWS", 3)
    many = {"hasCourseInstance": [RUN | {"startDate": f"2027-09-{day:02}"} for day in range(1, 9)]}
    with pytest.raises(BadFeed, match="more than 3 rows"):
        read(graph(COURSE | many))
    monkeypatch.setattr(linked_data, "MAX_THINGS", 5)
    with pytest.raises(BadFeed, match="more than 5 things"):
        read(graph(COURSE | many))


def test_a_page_full_of_odd_markup_does_no_harm(read):
    report = read(page(body="<a" * 50_000 + "<![CDATA[" * 1_000 + "\ufffe"), "x_2026-11-01.html")
    assert report.refused == report.rows == 1
