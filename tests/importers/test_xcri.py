"""Course feeds in XCRI-CAP: versions of it and mixtures, rows that cannot be taken, files that mean harm."""

import codecs
import tracemalloc
from datetime import date

import pytest

from bot.courses import Level, Point
from bot.importers import BadFeed, xml_stream
from bot.importers.opening import open_sheet
from bot.importers.xcri_reading import presentations
from bot.matching import Search
from bot.store.catalogue_entries import KEPT, REFUSED

TODAY = date(2026, 11, 22)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:mlo="http://purl.org/net/mlo" xmlns:credit="http://purl.org/net/cm" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos" generated="2026-08-01T10:24:00Z">
"""
PROVIDER = """<dc:identifier>http://www.college.example/</dc:identifier>
<dc:title>Mill Lane College</dc:title>
<mlo:url>http://www.college.example/</mlo:url>
"""
ADDRESS = """<mlo:location><mlo:town>Exampleton</mlo:town><mlo:postcode>OX14 1GG</mlo:postcode></mlo:location>
"""
COURSE = {
    "dc:identifier": "BRICK1",
    "dc:title": "Level 1 Bricklaying",
    "dc:description": "<xhtml:div><xhtml:p>Build a wall.</xhtml:p>"
    "<xhtml:ul><xhtml:li>Mix</xhtml:li></xhtml:ul></xhtml:div>",
    "mlo:url": "http://www.college.example/brick1",
    "abstract": "Build a w",
    "mlo:prerequisite": "An &lt;b&gt;interview&lt;/b&gt;",
}
RUN = {
    "dc:identifier": "BRICK1/27",
    "mlo:start": "2027-09-01T00:00:00",
    "mlo:duration": "1 year",
    "studyMode": "Full time",
    "attendancePattern": "Daytime",
    "mlo:cost": "0.0000",
    "venue": "<provider><dc:title>Riverside</dc:title><mlo:location><mlo:town>Exampleton</mlo:town>"
    "<mlo:postcode>ox141gg</mlo:postcode><geo:lat>51.68</geo:lat><geo:long>-1.28</geo:long>"
    "</mlo:location></provider>",
}


def tags(elements):
    """Write elements, each on a line; a key may have attributes, and a value of None leaves it out."""
    return "".join(
        f"<{name}>{text}</{name.split()[0]}>\n" for name, text in elements.items() if text is not None
    )


def run(**changes):
    return f"<presentation>\n{tags(RUN | changes)}</presentation>\n"


def course(*runs, **changes):
    runs = runs or (run(),)
    return f"<course>\n{tags(COURSE | changes)}{''.join(runs)}</course>\n"


def provider(*courses, about=PROVIDER, address=ADDRESS):
    return f"<provider>\n{about}{''.join(courses or (course(),))}{address}</provider>\n"


def catalog(*providers):
    return f"{HEAD}{''.join(providers or (provider(),))}</catalog>\n"


@pytest.fixture
def write(tmp_path):
    def write(content, name="feed.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def read(take_in, write):
    """Import a feed and return its report."""

    def read(content, name="feed.xml"):
        return take_in("xcri", write(content, name))[0]

    return read


@pytest.fixture
def found(store, read):
    """Import a feed and return its one candidate."""

    def take(content, name="feed.xml"):
        report = read(content, name)
        assert report.refusals == ()
        with store.open() as s:
            (only,) = s.catalogue.candidates(Search(TODAY))
        return only

    return take


def test_a_presentation_becomes_a_course_and_an_offer_with_their_source(found):
    each = found(catalog())
    assert (each.provider.id, each.provider.name) == ("site:college.example", "Mill Lane College")
    assert (each.provider.kind, each.provider.website) == ("fe_college", "http://www.college.example/")
    assert (each.provider.town, each.provider.postcode) == ("Exampleton", "OX14 1GG")
    assert (each.course.title, each.course.level, each.course.route) == (
        "Level 1 Bricklaying",
        Level.L1,
        "study_programme",
    )
    assert each.course.summary == "Build a wall.\n- Mix"
    assert (each.course.entry_requirements, each.course.subject_areas) == ("An interview", ("5.2",))
    assert each.course.url == "http://www.college.example/brick1"
    offer = each.offer
    assert (offer.starts, offer.roll_on, offer.duration, offer.cost) == (
        date(2027, 9, 1),
        False,
        "1 year",
        "£0",
    )
    assert (offer.study_mode, offer.attendance) == ("full_time", "daytime")
    assert (offer.venue.name, offer.venue.postcode, offer.venue.point) == (
        "Riverside",
        "OX14 1GG",
        Point(51.68, -1.28),
    )
    assert (each.course.source.name, each.course.source.date) == (
        "Course feed of Mill Lane College",
        date(2026, 8, 1),
    )


def test_version_1_1_and_mixtures_are_read_too(found):
    each = found(
        """<catalog xmlns="http://xcri.org/profiles/catalog" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <provider><identifier xsi:type="ukprn">19999999</identifier><title>Mill Lane College</title>
        <address><postcode>OX14 1GG</postcode></address><url>www.college.example</url>
        <course><identifier>1</identifier><title>Hairdressing</title><subject xsi:type="ldcs">HL.1</subject>
        <description>About &amp;nbsp; hair&nbsp;now</description>
        <description xsi:type="terms:prerequisites">GCSE English</description>
        <qualification><title>Diploma</title><level>Level 2</level></qualification>
        <presentation><start dtf="2027-09-01">Autumn</start><duration interval="P1Y"/>
        <studyMode identifier="PT"/><attendanceMode identifier="CM">Campus</attendanceMode>
        <attendancePattern identifier="EV"/><cost>120</cost><age>16-18</age>
        <venue><title>Riverside</title><address><postcode>OX14 1GG</postcode></address></venue>
        </presentation></course></provider></catalog>"""
    )
    assert (each.provider.id, each.provider.ukprn, each.provider.postcode) == (
        "ukprn:19999999",
        "19999999",
        "OX14 1GG",
    )
    assert (each.course.level, each.course.subject_areas) == (Level.L2, ("7.3",))
    assert (each.course.summary, each.course.entry_requirements) == ("About hair now", "GCSE English")
    assert (each.course.age_min, each.course.age_max) == (16, 18)
    assert (each.offer.starts, each.offer.duration, each.offer.cost) == (date(2027, 9, 1), "1 year", "£120")
    assert (each.offer.study_mode, each.offer.attendance) == ("part_time", "evening")
    assert each.offer.venue.name == "Riverside"


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({"dc:title": "Brick"}, Level.UNKNOWN),
        ({"mlo:level": "Level 3"}, Level.L3),
        ({"mlo:level": "Unit"}, Level.L1),
        ({"mlo:qualification": "<dcterms:educationLevel>Entry level 3</dcterms:educationLevel>"}, Level.E3),
        ({"dc:title": "Brick", "mlo:qualification": "<dc:title>HND</dc:title>"}, Level.L4PLUS),
        (
            {"mlo:credit": "<credit:scheme>QCF</credit:scheme><credit:level>2</credit:level>"},
            Level.L2,
        ),
        (
            {"mlo:credit": "<credit:scheme>SCQF</credit:scheme><credit:level>7</credit:level>"},
            Level.L1,
        ),
    ],
)
def test_the_level_is_the_feeds_else_the_titles(found, changes, level):
    assert found(catalog(provider(course(**changes)))).course.level is level


@pytest.mark.parametrize(
    ("subject", "areas"),
    [
        ({"dc:subject identifier='XS.2'": "Cars"}, ("4.3",)),
        ({"dc:subject": "LDCS1: DB."}, ("10.1",)),
        ({"dc:subject xsi:type='c:SSA'": "5.20"}, ("5.2",)),
        ({"dc:subject": "Media and Communication"}, ("9.3",)),
        ({"dc:subject": "Catering/Food/Leisure Services/Tourism"}, ("7.4", "8")),
        ({"dc:subject": "Webcomics"}, ()),
        ({"dc:subject": "Performing Arts", "dc:title": "Plumbing"}, ("5.2",)),
    ],
)
def test_the_subject_is_a_codes_else_the_titles_else_a_classs(found, subject, areas):
    each = found(catalog(provider(course(**({"dc:title": "Level 1"} | subject)))))
    assert each.course.subject_areas == areas


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"venue": None}, "Ask where"),
        ({"venue": "", "attendanceMode identifier='ON'": "Online"}, "Online"),
        ({"venue": None, "attendanceMode identifier='DS'": ""}, "From home"),
        ({"venue": None, "attendanceMode": "Work-based"}, "At a workplace"),
        (
            {
                "venue": "<provider><mlo:postcode>OX14 1GG</mlo:postcode></provider>",
            },
            "OX14 1GG",
        ),
    ],
)
def test_a_presentation_without_an_address_says_so(found, changes, name):
    assert found(catalog(provider(course(run(**changes))))).offer.venue.name == name


@pytest.mark.parametrize(
    ("changes", "starts", "roll_on"),
    [
        ({"mlo:start": None}, None, False),
        ({"mlo:start": "Various"}, None, False),
        ({"mlo:start": "Any time of year"}, None, True),
        ({"mlo:start": None, "start dtf='2027-01-05'": "5th of Jan"}, date(2027, 1, 5), False),
    ],
)
def test_a_start_in_words_is_not_guessed(found, changes, starts, roll_on):
    offer = found(catalog(provider(course(run(**changes))))).offer
    assert (offer.starts, offer.roll_on) == (starts, roll_on)


@pytest.mark.parametrize(
    ("about", "name", "expected"),
    [
        ("<dc:identifier>10000055</dc:identifier><dc:title>A</dc:title>", "feed.xml", "ukprn:10000055"),
        (
            "<dc:identifier xsi:type='c:ukprn'>10000055</dc:identifier><dc:title>A</dc:title>",
            "feed.xml",
            "ukprn:10000055",
        ),
        (
            "<dc:identifier>https://ukrlp.co.uk/?pn=10000055</dc:identifier><dc:title>A</dc:title>",
            "feed.xml",
            "ukprn:10000055",
        ),
        (
            "<dc:identifier xsi:type='c:URN'>130489</dc:identifier><dc:title>A</dc:title>",
            "feed.xml",
            "urn:130489",
        ),
        (PROVIDER, "10000055-courses.xml", "ukprn:10000055"),
        ("<dc:title>A</dc:title><dc:identifier>1304A08UN1</dc:identifier>", "feed.xml", "name:a"),
        ("<dc:title>A</dc:title><mlo:url>https://www.facebook.com/a</mlo:url>", "feed.xml", "name:a"),
    ],
)
def test_whose_the_courses_are(found, about, name, expected):
    each = found(catalog(provider(about=about)), name)
    assert (each.provider.id, each.course.provider_id) == (expected, expected)


def test_a_list_of_learn_direct_codes_says_more_than_their_letters(take_in, write_csv, found):
    listed = {
        "LearnDirectClassSystemCode": "HL.1",
        "LearnDirectClassSystemCodeDesc": "Nails",
        "SectorSubjectAreaTier2": "9.20",
    }
    take_in("lars", write_csv("codes_2026-01-01.csv", [listed]))
    each = found(
        catalog(provider(course(**{"dc:title": "Level 1", "dc:subject identifier='HL.1'": "Nails"})))
    )
    assert each.course.subject_areas == ("9.2",)


def test_a_list_of_learning_aims_says_the_level_and_the_subject(take_in, write_csv, found):
    aim = {
        "LearnAimRef": "60314990",
        "LearnAimRefTitle": "Award",
        "NotionalNVQLevelv2": "2",
        "SectorSubjectAreaTier2": "7.40",
    }
    take_in("lars", write_csv("aims_2026-01-01.csv", [aim]))
    qualification = {"mlo:qualification": "<dc:identifier>60314990</dc:identifier><dc:title>Award</dc:title>"}
    each = found(catalog(provider(course(**({"dc:title": "Award"} | qualification)))))
    assert (each.course.level, each.course.subject_areas) == (Level.L2, ("7.4",))
    assert each.course.learn_aim_ref == "60314990"


def test_a_provider_is_the_one_that_the_lists_have_at_its_web_site(store, take_in, write_csv, read):
    row = {
        "UKPRN": "10000055",
        "PROVIDER_NAME": "MILL LANE",
        "PROVIDER_TYPE_DESCRIPTION": "",
        "WEBSITE": "college.example",
    }
    listed = write_csv("list_2020-01-01.csv", [row])
    read(catalog())
    take_in("providers", listed)
    report = read(catalog())
    assert (report.count("added", "course"), report.count("changed", "course")) == (0, 1)
    with store.open() as s:
        (each,) = s.catalogue.candidates(Search(TODAY))
    assert (each.provider.id, each.provider.ukprn, each.provider.town) == (
        "ukprn:10000055",
        "10000055",
        "Exampleton",
    )
    take_in("providers", write_csv("list_2020-01-02.csv", [row, row | {"UKPRN": "10000056"}]))
    read(catalog())
    with store.open() as s:
        assert [each.provider.id for each in s.catalogue.candidates(Search(TODAY))] == [
            "site:college.example"
        ]


@pytest.mark.parametrize(
    ("changes", "column", "why"),
    [
        ({"mlo:start": "31/02/2027"}, "start", "not a date: write it like 2026-09-01 or 01/09/2026"),
        ({"mlo:start": "1900-01-01"}, "start", "the year of this date cannot be right"),
        (
            {"venue": "<provider><dc:title>A</dc:title><mlo:postcode>nowhere</mlo:postcode></provider>"},
            "venue_postcode",
            "not a postcode of the United Kingdom",
        ),
        (
            {"venue": "<provider><geo:lat>0</geo:lat><geo:long>-1</geo:long></provider>"},
            "venue_latitude",
            "outside the United Kingdom: 49.0 to 61.5 is expected",
        ),
    ],
)
def test_a_presentation_that_cannot_be_taken_says_where_and_why(read, changes, column, why):
    content = catalog(provider(course(run(), run(**({"dc:identifier": "2"} | changes)))))
    line = content[: content.rindex("<presentation>")].count("\n") + 1
    report = read(content)
    assert [(each.line, each.column, each.why) for each in report.refusals] == [(line, column, why)]
    assert (report.rows, report.refused, report.count("added", "offer")) == (2, 1, 1)


@pytest.mark.parametrize(
    ("content", "column", "why"),
    [
        (provider(course(**{"dc:title": ""})), "course_title", "must be filled"),
        (provider(course(**{"dc:title": "x" * 256})), "course_title", "longer than 255 characters"),
        (provider(about="<dc:identifier>1</dc:identifier>"), "provider_name", "must be filled"),
        (
            provider(course(**{"dc:title": "Another"})),
            "course_identifier",
            "another course of this provider has this identifier",
        ),
        (
            provider(about="<dc:title>Other</dc:title><mlo:url>https://college.example/other</mlo:url>"),
            "provider_url",
            "another provider here has this web site: give each its UKPRN",
        ),
        (provider(course(run(), run())), "", "says the same offer again that line 40 does"),
        (
            provider(course(run(**{"dc:identifier": "x"}) + "<a>" + "<b/>" * 20_001 + "</a>")),
            "course",
            "has more in it than a course can have: give it in parts",
        ),
    ],
)
def test_a_course_that_cannot_be_taken_says_why_and_the_rest_goes_in(read, content, column, why):
    report = read(catalog(provider(), content))
    assert {(each.column, each.why) for each in report.refusals} == {(column, why)}
    assert report.count("added", "offer") == 1 or "again" in why
    assert (
        report.rows == report.refused + report.outcomes_of_rows
        if hasattr(report, "outcomes_of_rows")
        else True
    )


def test_a_feed_may_say_so_in_its_name(found):
    assert found(catalog(), "feed.xcri").course.title == "Level 1 Bricklaying"


def test_a_feed_in_one_line_numbers_its_presentations(read):
    bad = course(run(**{"mlo:start": "31/02/2027"}), **{"dc:identifier": "2"})
    report = read(catalog(provider(course(), course(**{"dc:identifier": "3"}), bad)).replace("\n", " "))
    assert [(each.line, each.column) for each in report.refusals] == [(3, "start")]


def test_an_identifier_that_presentations_share_does_not_make_them_one(read):
    shared = {"dc:identifier": "BRICK1"}
    report = read(catalog(provider(course(run(**shared), run(**(shared | {"mlo:start": "2028-01-05"}))))))
    assert (report.count("added", "offer"), report.refused) == (2, 0)


def test_a_course_without_presentations_and_a_provider_without_courses_are_kept(store, read):
    alone = "<provider>\n<dc:title>Alone</dc:title>\n</provider>\n"
    report = read(catalog(provider(course(" ")), alone))
    assert (report.rows, report.count("added", "provider"), report.count("added", "offer")) == (2, 2, 1)
    with store.open() as s:
        (each,) = s.catalogue.candidates(Search(TODAY))
    assert (each.offer.starts, each.offer.venue.name) == (None, "Ask where")


def test_a_second_time_changes_nothing_and_what_is_gone_is_withdrawn(store, read):
    both = catalog(provider(course(), course(**{"dc:identifier": "2"})))
    assert read(both).count("added", "course") == 2
    again = read(both)
    assert (again.count("unchanged"), again.count("added"), again.count("changed")) == (5, 0, 0)
    gone = read(catalog())
    assert (gone.count("withdrawn", "course"), gone.count("withdrawn", "offer")) == (1, 1)
    other = provider(about="<dc:title>Other</dc:title>")
    assert read(catalog(other)).count("withdrawn") == 0


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("UTF-8", "ISO-8859-1").encode("cp1252"),
        lambda text: text.replace("UTF-8", "windows-1252").encode("cp1252"),
        lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda text: text.replace("’", "&#146;").replace("é", "&eacute;").encode(),
        lambda text: text.replace("’", "\x92").encode("latin-1"),
        lambda text: text.replace("Caf", "C\x00a\x01f\x0b").replace("é", "&#2;é").encode(),
        lambda text: b"\n\n" + text.encode(),
    ],
    ids=[
        "utf-8",
        "bom",
        "not what it says",
        "Latin-1 in name",
        "cp1252",
        "utf-16",
        "entities of HTML",
        "C1",
        "controls",
        "lines before it",
    ],
)
def test_faults_of_encoding_are_mended(found, encode):
    each = found(encode(catalog(provider(course(**{"dc:title": "Café’s"})))))
    assert each.course.title == "Café’s"


HARM = {
    "a DOCTYPE": ('<!DOCTYPE catalog SYSTEM "http://x.example/x.dtd"><catalog/>', "DOCTYPE"),
    "a bomb": (
        '<!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><catalog>&b;</catalog>',
        "DOCTYPE",
    ),
    "a file of ours": (
        '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><catalog>&x;</catalog>',
        "DOCTYPE",
    ),
    "a late DOCTYPE": ("<catalog/><!DOCTYPE catalog>", "not XML"),
    "deep": ("<catalog>" * 200_000, "50 deep"),
    "deep in a course": (catalog(provider(course("<a>" * 200_000))), "50 deep"),
    "cut short": (catalog()[:-30], "cut short"),
    "cut within a tag": (catalog()[:1500], "cut short"),
    "a slip": (catalog().replace("</course>", "</curse>"), "cut short or with a slip"),
    "an entity nobody knows": (catalog().replace("Bricklaying", "&brick;"), "slip"),
    "another root": ("<feed/>", "is not of the format xcri"),
    "no XML": ("name,colour\n1,2\n", "is not XML"),
    "nothing": ("", "is empty"),
    "a comment without an end": ("<catalog><!--" + "x" * 9_000_000, "not XML to its end|does not end"),
    "a tag without an end": (
        "<catalog><provider " + 'a="' + "x" * 9_000_000,
        "not XML to its end|does not end",
    ),
    "a provider without end": (catalog(provider(about=PROVIDER + "<x/>" * 30_000)), "more of its providers"),
}


@pytest.mark.parametrize("name", HARM)
def test_a_file_that_cannot_be_used_is_refused_whole(store, read, name):
    content, why = HARM[name]
    read(catalog())
    with pytest.raises(BadFeed, match=why):
        read(content)
    with store.open() as s:
        assert len(s.catalogue.candidates(Search(TODAY))) == 1
        assert [report.state for report in s.catalogue.latest_reports()] == [REFUSED, KEPT]


def test_many_presentations_need_little_memory(write, monkeypatch):
    monkeypatch.setattr(xml_stream, "_BLOCK", 1 << 14)
    courses = (course(**{"dc:identifier": str(number)}) for number in range(500))
    sheet = open_sheet(write(catalog(provider(*courses))))
    tracemalloc.start()
    rows = sum(1 for _ in presentations(sheet, lambda _: None))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (rows, sheet.size > 400_000, most < 1_000_000) == (500, True, True)


def test_it_is_told_how_far_it_has_read(write):
    sheet = open_sheet(write(catalog()))
    told = []
    assert len(list(presentations(sheet, told.append))) == 1
    assert (told == sorted(told), told[-1]) == (True, sheet.size)


def test_a_whole_real_college_is_read(real_data, store, take_in):
    path = real_data / "xcri/adam_smith_charset_issue.xml"
    (report,) = take_in("xcri", path)
    assert (report.rows, report.refused) == (791, 0)
    assert (report.count("added", "course"), report.count("added", "offer")) == (334, 791)
    with store.open() as s:
        course = s.catalogue.course("xc-adamsmith-ac-uk-e59c8d6e2d-asd")
    assert course.summary.startswith("This short course is intended for those working with adults")
    assert "<" not in course.summary
    (again,) = take_in("xcri", path)
    assert (again.count("unchanged"), again.count("added"), again.count("withdrawn")) == (1 + 334 + 791, 0, 0)


def test_the_other_real_feeds_are_read(real_data, take_in):
    reports = take_in("xcri", real_data / "xcri/ou-example.xml", real_data / "xcri/wychwolf-moodle.xml")
    assert [(each.rows, each.count("added", "offer"), each.refused) for each in reports] == [
        (4, 3, 1),
        (1, 1, 0),
    ]
    assert [(each.column, each.value) for each in reports[0].refusals] == [("start", "1900-01-01")]
