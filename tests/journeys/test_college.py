"""A college says what support it gives and when to visit, without a script; an adviser says yes."""

from datetime import date, timedelta

import pytest
import requests
from playwright.sync_api import expect

from bot.courses import UNKNOWN_FACT, Tri
from bot.web.provider.links import find_provider, make_link

pytestmark = [pytest.mark.rasa, pytest.mark.browser]

ADVISER = "adviser@demo.example"
VISIT = "A quiet hour before the bell"


@pytest.fixture
def college(running):
    """A college of the demo area, and its new link."""
    store = running.store()
    found = find_provider(store, "19990001")
    return found, make_link(store, found, running.settings.session_key, "Learning support manager")


def test_what_a_college_says_is_seen_by_learners_once_an_adviser_says_yes(
    open_window, running, college, signed_in
):
    provider, link = college
    fills_in(open_window("/provider", java_script_enabled=False).page, f"{running.base}{link.path}")
    assert known(running, provider).state is not Tri.YES
    adviser = signed_in(ADVISER)
    adviser.page.get_by_role("link", name="Changes").click()
    adviser.meets_no_barrier()
    accepts(adviser, "The whole place")
    accepts(adviser, VISIT)
    assert (known(running, provider).state, known(running, provider).value) == (Tri.YES, "In every lesson")
    with running.store().open() as s:
        event = next(each for each in s.catalogue.events_of(provider, date.today()) if each.title == VISIT)
    calendar = requests.get(f"{running.base}/events/{event.id}.ics", timeout=30)
    assert (calendar.status_code, VISIT in calendar.text) == (200, True)
    assert link.token.encode() not in running.log_bytes() + running.database_bytes()


def fills_in(page, address):
    page.get_by_label("Your link").fill(address)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("link", name="Support, class sizes, behaviour and getting in").click()
    page.get_by_role("heading", name="Help with learning").click()
    page.get_by_role("group", name="British Sign Language").get_by_label("Yes").check()
    page.locator("#bsl_how").fill("In every lesson")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("An adviser or an administrator looks at it")).to_be_visible()
    page.get_by_role("button", name="Add a visit").click()
    page.get_by_label("Its name").fill(VISIT)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("link", name="Fill in “Date”")).to_be_visible()
    expect(page.get_by_label("Its name")).to_have_value(VISIT)
    page.get_by_label("Date", exact=True).fill(f"{date.today() + timedelta(days=30):%d/%m/%Y}")
    page.get_by_label("Starts at").fill("8am")
    page.get_by_label("Ends at").fill("9am")
    page.get_by_label("Where it is").fill("Main reception")
    page.get_by_role("group", name="There is a quiet session").get_by_label("Yes").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("2 things you sent wait for a yes")).to_be_visible()


def accepts(adviser, about):
    adviser.page.get_by_role("link", name=about).first.click()
    adviser.meets_no_barrier()
    adviser.tap("Decide")
    adviser.sees("It is decided.")


def known(running, provider):
    with running.store().open() as s:
        return s.catalogue.facts_of(provider).get("bsl", UNKNOWN_FACT)
