"""The pages in a real browser: no barrier that axe finds, nothing over the edge, the secret unseen."""

import threading

import pytest
from browsing import opening, violations
from playwright.sync_api import expect
from werkzeug.serving import make_server

from ..desk.conftest import PASSWORD

pytestmark = pytest.mark.browser
LONG = "Long" * 60


@pytest.fixture
def base(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def opener(chromium, base):
    with opening(chromium, base) as opened:
        yield opened


def meets_no_barrier(page):
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_barrier_on_the_form(opener, base, new_link, width):
    page = opener("/provider", viewport={"width": width, "height": 900}).page
    meets_no_barrier(page)
    page.get_by_role("button", name="Open").click()
    meets_no_barrier(page)
    page.goto(f"{base}{new_link().path}")
    page.wait_for_url(f"{base}/provider/overview")
    for address in ("/overview", "/overview?course=zzz", "/place", "/courses/c-0", "/visits/new", "/sent"):
        page.goto(f"{base}/provider{address}")
        meets_no_barrier(page)
    page.goto(f"{base}/provider/place")
    page.get_by_label("Largest class size").fill("many")
    page.get_by_label("Staff in a class").fill(LONG)
    closed = page.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    meets_no_barrier(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    meets_no_barrier(page)
    page.get_by_label("Largest class size").fill("12")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("An adviser or an administrator looks at it")).to_be_visible()
    meets_no_barrier(page)
    page.goto(f"{base}/provider/visits/new")
    page.get_by_role("button", name="Send").click()
    meets_no_barrier(page)
    for address in ("/place", "/sent", "/nowhere"):
        page.goto(f"{base}/provider{address}")
        meets_no_barrier(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_barrier_at_the_desk(opener, base, college, waiting, take_in, width):
    from .test_deciding import NEWER

    college.sends("/provider/place", quiet_space="no", staff_ratio_note=LONG)
    college.sends("/provider/visits/ev-1", cancelled="yes", title=LONG)
    take_in(NEWER, feed="list")
    window = opener("/desk", viewport={"width": width, "height": 900})
    page = window.page
    page.get_by_label("Email address").fill("administrator@desk.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    window.tap("Sign in")
    page.wait_for_url(f"{base}/desk/sources")
    addresses = [f"/changes/{proposal.id}" for proposal in waiting()]
    for address in ("/changes", *addresses, "/sources/links", "/sources"):
        page.goto(f"{base}/desk{address}")
        meets_no_barrier(page)
    page.goto(f"{base}/desk{addresses[0]}")
    window.tap("Decide")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    meets_no_barrier(page)
    page.get_by_label("Why is the rest not accepted?").fill("The prospectus says otherwise")
    window.tap("Decide")
    page.wait_for_url(f"{base}/desk/changes")
    for address in ("/changes", addresses[0]):
        page.goto(f"{base}/desk{address}")
        meets_no_barrier(page)
    page.goto(f"{base}/desk/sources/links")
    page.get_by_label("UKPRN").fill("10000055")
    page.get_by_label("Whom you send it to").fill(LONG[:160])
    window.tap("Make a link")
    expect(page.get_by_text("Copy it now")).to_be_visible()
    meets_no_barrier(page)
    page.goto(f"{base}/desk/sources/links")
    meets_no_barrier(page)


def test_the_secret_is_never_in_an_address_that_a_browser_asks_for_or_shows(opener, base, new_link):
    link = new_link()
    page = opener("/provider").page
    asked = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}"))
    page.goto(f"{base}{link.path}")
    page.wait_for_url(f"{base}/provider/overview")
    assert len(asked) > 3
    assert not any(link.token in each for each in asked if "#" not in each)
    page.go_back()
    assert link.token not in page.url
    assert link.token not in page.content()


def test_a_part_with_a_bad_answer_is_open_and_its_link_leads_there(opener, base, new_link):
    page = opener(new_link().path).page
    page.wait_for_url(f"{base}/provider/overview")
    page.goto(f"{base}/provider/place")
    page.get_by_role("heading", name="Time and breaks").click()
    page.get_by_label("Hours a week").fill("lots")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="must be a number").click()
    expect(page.get_by_label("Hours a week")).to_be_focused()
    expect(page.get_by_label("Usual class size")).to_be_hidden()
