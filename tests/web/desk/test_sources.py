"""Sources: for administrators; the oldest first, every import with its counts, refusals with reasons."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from browsing import opening, violations
from werkzeug.serving import make_server

from bot import audit
from bot.courses import Provider
from bot.store.catalogue_entries import Entry, Refusal, Report
from bot.store.imports import Address, FetchedSource
from bot.web.at_hand import NAME

from .conftest import PASSWORD

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
REPORT = Report(
    "events", "visits.csv", "0" * 64, NOON, 14, {"event": {"added": 10, "withdrawn": 2}}, 3,
    (Refusal(4, "date", "soon", "not a date"), Refusal(9, "", "", "is cut short")),
    {"added": 10, "changed": 0, "unchanged": 1},
)  # fmt: skip


@pytest.fixture
def keep(store):
    """Keep reports, and feeds with the days since they came."""

    def keep(reports=(), feeds=()):
        with store.open() as s:
            for report in reports:
                s.imports.keep(report)
            for name, days in feeds:
                s.imports.keep_feeds({name: {"course": 1234}}, audit.now() - timedelta(days=days))

    return keep


@pytest.fixture
def administrator(signed_in):
    return signed_in("administrator")


def test_each_source_says_when_it_came_last_and_the_oldest_is_first(administrator, keep):
    keep(feeds=[("t-levels", 0), ("course-directory", 40), ("xcri:hill", 27)])
    page = administrator.get("/desk/sources").text
    assert page.index("course-directory") < page.index("xcri:hill") < page.index("t-levels")
    assert "(40 days ago)" in page
    assert "(today)" in page
    assert "It holds: 1,234 courses." in page
    assert page.count("Check this first") == 1
    assert page.index("course-directory") < page.index("Check this first") < page.index("xcri:hill")


def test_after_how_many_days_is_a_setting(administrator, keep, app, monkeypatch):
    known = app.extensions[NAME]
    patient = replace(known, settings=replace(known.settings, check_after_days=40))
    monkeypatch.setitem(app.extensions, NAME, patient)
    keep(feeds=[("course-directory", 39), ("t-levels", 41)])
    page = administrator.get("/desk/sources").text
    assert page.count("Check this first") == 1
    assert page.index("t-levels") < page.index("Check this first") < page.index("course-directory")


def test_a_source_of_one_provider_goes_by_its_name(administrator, keep, store):
    with store.open() as s:
        intake = s.catalogue.intake(MADE_UP)
        college = Provider("ukprn:19999999", "Mill Lane College", "fe_college", "Exampleton")
        intake.save([Entry(college, "list")])
        intake.finish(dict)
    keep(feeds=[("events:ukprn:19999999", 1), ("support:provider:ukprn:19999999", 1), ("events:ukprn:1", 1)])
    page = administrator.get("/desk/sources").text
    assert "events, of Mill Lane College" in page
    assert "support, of Mill Lane College" in page
    assert "events:ukprn:1" in page


def test_what_is_fetched_says_how_the_last_try_went(administrator, store):
    fresh = FetchedSource("hill", "xcri", (Address("https://feeds.example.org/a.xml"),))
    tried = replace(fresh, tried_at=NOON)
    with store.open() as s:
        for source in (
            fresh,
            replace(tried, name="mill", unchanged_at=NOON),
            replace(tried, name="quay"),
            replace(tried, name="weir", problem="feeds.example.org answers 404 <b>"),
        ):
            s.imports.save_source(source, MADE_UP)
    page = administrator.get("/desk/sources").text
    assert "Never fetched" in page
    assert "Fetched 22 November 2026 at 12:00pm. Nothing had changed" in page
    assert "What changed was taken in" in page
    assert "Tried 22 November 2026 at 12:00pm. feeds.example.org answers 404 &lt;b&gt;" in page
    assert page.count("Not taken in") == 1


def test_every_import_is_listed_with_its_counts_newest_first(administrator, keep):
    keep([REPORT, replace(REPORT, file="later.csv", state="held", why="events would shrink from 40 to 9")])
    page = administrator.get("/desk/sources/imports").text
    assert page.index("later.csv") < page.index("visits.csv")
    assert "14 rows: 10 added, 0 changed, 1 unchanged, 3 refused" in page
    assert (page.count("Held"), page.count("Kept")) == (1, 1)


def test_one_import_tells_what_it_did_and_each_cell_that_was_refused(administrator, keep):
    keep([REPORT])
    page = administrator.get("/desk/sources/imports/1").text
    assert "Visits: 10 added, 0 changed, 0 unchanged, 2 withdrawn" in page
    for words in ("Line 4, column date", "soon", "not a date", "Line 9", "is cut short"):
        assert words in page
    assert "1 more rows were refused" in page


def test_an_import_that_is_held_says_why_and_how_to_confirm_it(administrator, keep):
    keep([replace(REPORT, state="held", why="events would shrink from 40 events to 9")])
    page = administrator.get("/desk/sources/imports/1").text
    assert "events would shrink from 40 events to 9" in page
    assert "--accept-shrink" in page
    assert "What it would have done" in page


@pytest.mark.parametrize(("state", "said"), [("refused", "Refused"), ("passed", "Passed over")])
def test_a_file_of_which_nothing_was_taken_says_why(administrator, keep, state, said):
    keep([replace(REPORT, rows=0, tallies={}, refused=0, refusals=(), state=state, why="a.csv is <b>empty")])
    listed = administrator.get("/desk/sources/imports").text
    assert (said in listed, "a.csv is &lt;b&gt;empty" in listed, "0 rows" in listed) == (True, True, False)
    page = administrator.get("/desk/sources/imports/1").text
    assert f"{said}: nothing of it was kept" in page
    assert "a.csv is &lt;b&gt;empty" in page
    assert "What it did" not in page


def test_what_a_file_says_is_shown_and_never_run(administrator, keep):
    bad = Refusal(1, "<i>", "<script>alert(1)</script>", "<u>")
    keep([replace(REPORT, file="<img src=x>.csv", refusals=(bad,))], [("<script>feed", 1)])
    pages = [administrator.get(f"/desk/sources{end}").text for end in ("", "/imports", "/imports/1")]
    assert not any(tag in page for page in pages for tag in ("<script>alert", "<img src=x>", "<script>feed"))


def test_long_lists_come_a_page_at_a_time(administrator, keep):
    many = tuple(Refusal(line, "date", "soon", "not a date") for line in range(1, 251))
    keep([replace(REPORT, refusals=many)] * 45, [(f"f{n:03}", 1) for n in range(60)])
    first, last = (administrator.get(f"/desk/sources/imports/1?page={n}").text for n in (1, 3))
    assert (first.count("column date"), last.count("column date")) == (100, 50)
    assert ('page=2"' in first, "page=0" in first, "page=4" in last) == (True, False, False)
    imports = [administrator.get(f"/desk/sources/imports?page={n}").text for n in (1, 3)]
    assert [page.count("desk-plan__top") for page in imports] == [20, 5]
    assert administrator.get("/desk/sources?page=2").text.count("It holds") == 10


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999999999999", "٣", "", "1e3", "7"])
def test_a_page_that_there_is_not_is_the_nearest_there_is(administrator, keep, page):
    keep([REPORT])
    answer = administrator.get("/desk/sources/imports", query_string={"page": page})
    assert (answer.status_code, "visits.csv" in answer.text) == (200, True)


def test_an_import_that_there_is_not_is_not_found(administrator):
    assert administrator.get("/desk/sources/imports/99").status_code == 404


def test_the_way_there_is_shown_to_administrators_only_and_is_their_first_page(administrator, signed_in):
    link = 'href="/desk/sources"'
    assert administrator.get("/desk/").headers["Location"] == "/desk/sources"
    page = administrator.get("/desk/sources").text
    assert (link in page, 'href="/desk"' in page) == (True, False)
    assert link not in signed_in("both").get("/desk").text


def test_before_anything_came_the_pages_say_so(administrator):
    assert "Nothing has been imported yet" in administrator.get("/desk/sources").text
    assert "Nothing has been imported yet" in administrator.get("/desk/sources/imports").text


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_barrier_on_these_pages_and_nothing_runs_over_the_edge(app, keep, chromium, width):
    refusals = (Refusal(4, "date" * 30, "x" * 400, "no"),) * 201
    long = replace(REPORT, file=f"{'long_' * 40}.csv", refusals=refusals)
    held = replace(REPORT, state="held", why="events would shrink from 40 events to 9")
    keep([long, held] * 15, [(f"{'course-directory' * 8}:{n}", n) for n in range(60)])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with opening(chromium, base) as opener:
        window = opener("/desk", viewport={"width": width, "height": 900})
        window.page.get_by_label("Email address").fill("administrator@desk.example")
        window.page.get_by_label("Password", exact=True).fill(PASSWORD)
        window.tap("Sign in")
        window.page.wait_for_url(f"{base}/desk/sources")
        for address in ("", "?page=2", "/imports", "/imports/1?page=2", "/imports/2"):
            window.page.goto(f"{base}/desk/sources{address}")
            assert violations(window.page) == []
            assert window.page.evaluate("document.documentElement.scrollWidth") <= width
    server.shutdown()
