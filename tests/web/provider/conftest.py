"""A college with courses and visits, its link, and a desk whose people say yes or no."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import audit, proposals
from bot.courses import Course, Event, Fact, Level, Offer, Point, Provider, Source, Tri, Venue
from bot.store.catalogue_entries import Entry, FactAbout
from bot.web.at_hand import NAME
from bot.web.provider.links import make_link

from ..desk.conftest import (  # noqa: F401
    MADE_UP,
    Browser,
    kept_password,
    made_app,
    people,
    signed_in,
    store,
    trail,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source("Mill Lane prospectus", NOON.date())
COLLEGE = "ukprn:10000055"
OTHER = "ukprn:10000056"
KEY = "k" * 32
MAIN = Venue("Main building", "Exampleton", "OX14 1GG", Point(51.68, -1.28))
VISIT = Event(
    "ev-1", COLLEGE, "open_day", "Winter open day", datetime(2026, 12, 5, 10), datetime(2026, 12, 5, 14),
    MAIN, source=SOURCE,
)  # fmt: skip


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.time = NOON

    def now(self):
        return self.time

    def move(self, **by):
        self.time += timedelta(**by)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    standing = Clock()
    monkeypatch.setattr(audit, "now", standing.now)
    monkeypatch.setattr(proposals, "now", standing.now)
    return standing


def courses_of(key, provider, titles):
    for number, title in enumerate(titles):
        own = f"{key}-{number}"
        yield Course(own, provider, title, "study_programme", Level.L1, ("5.2",), source=SOURCE)
        yield Offer(f"o-{own}", own, MAIN, source=SOURCE)


@pytest.fixture
def take_in(store):  # noqa: F811
    """Take items in as one import of a feed."""

    def take(*items, feed="list"):
        with store.open() as s:
            intake = s.catalogue.intake(MADE_UP)
            intake.save([Entry(item, feed) for item in items])
            intake.finish(dict)

    return take


LISTED = (
    Provider(COLLEGE, "Mill Lane College", "fe_college", "Exampleton", ukprn="10000055", source=SOURCE),
    Provider(OTHER, "Weir College", "fe_college", "Exampleton", ukprn="10000056", source=SOURCE),
    *courses_of("c", COLLEGE, ("Bricklaying", "Animal care")),
    *courses_of("w", OTHER, ("Weaving",)),
)
QUIET = FactAbout("provider", COLLEGE, "quiet_space", Fact(Tri.YES, "By the library", SOURCE))


@pytest.fixture
def app(made_app, store, people, take_in, monkeypatch):  # noqa: F811
    """Give the application the database of this test, with the college in it."""
    take_in(*LISTED)
    take_in(QUIET, VISIT, replace(VISIT, id="ev-w", provider_id=OTHER, title="Weir day"), feed="told")
    monkeypatch.setitem(made_app.extensions, NAME, replace(made_app.extensions[NAME], store=store))
    return made_app


@pytest.fixture
def new_link(app, store):  # noqa: F811
    """Make a link."""

    def make(provider=COLLEGE, days=30):
        with store.open() as s:
            found = s.catalogue.provider(provider)
        return make_link(store, found, KEY, "Learning support manager", days)

    return make


class College(Browser):
    """Somebody at a college: a browser that fills in every box of a form as it stands, and then some."""

    def enters(self, token):
        return self.client.post("/provider", data={"csrf_token": self.token("/provider"), "link": token})

    def filled_in(self, page):
        """What a browser would send of this page's form, as it stands."""
        text = self.client.get(page).text
        found = {}
        for tag in re.findall(r"<(?:input|textarea)[^>]*>(?:[^<]*</textarea>)?", text):
            name = re.search(r'name="([^"]+)"', tag)
            value = re.search(r'value="([^"]*)"', tag)
            if not name or ('type="radio"' in tag and " checked" not in tag):
                continue
            found[name[1]] = value[1] if value else re.sub(r"^<[^>]*>|</textarea>$", "", tag)
        for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
            chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
            found[name] = (chosen or re.search(r'value="([^"]*)"', options))[1]
        return found

    def sends(self, page, **answers):
        return self.client.post(page, data={**self.filled_in(page), **answers})


@pytest.fixture
def college(app, new_link):
    """Somebody at the college who has opened its form."""
    browser = College(app)
    assert browser.enters(new_link().token).status_code == 302
    return browser


@pytest.fixture
def anybody(app):
    """Somebody without a link."""
    return College(app)


@pytest.fixture
def waiting(store):  # noqa: F811
    """Return what waits."""

    def found():
        with store.open() as s:
            return s.proposals.waiting(99)

    return found
