"""A desk with two settings, their people, and plans that are shared with them or not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from databases import copied

from bot import audit, plans, settings
from bot.answers import Answer
from bot.people import Dsl, Role, Setting
from bot.plans import Choice, Option
from bot.safeguarding import Concern
from bot.store import Store
from bot.web import create_app
from bot.web.at_hand import NAME
from bot.web.desk import passwords

PASSWORD = "seven-lanterns-by-the-quay"
MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
PEOPLE = {
    "adviser": ("river", {Role.ADVISER}),
    "dsl": ("river", {Role.DSL}),
    "both": ("river", {Role.ADVISER, Role.DSL}),
    "elsewhere": ("hill", {Role.ADVISER, Role.DSL}),
    "administrator": ("river", {Role.ADMINISTRATOR}),
}


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def now(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock(monkeypatch):
    standing = Clock()
    monkeypatch.setattr(audit, "now", standing.now)
    return standing


@pytest.fixture
def store(empty_database, tmp_path):
    with copied(empty_database, tmp_path) as store:
        yield store


@pytest.fixture(scope="session")
def kept_password():
    return passwords.hashed(PASSWORD)


@pytest.fixture
def people(store, kept_password):
    """The people of the desk, by what they are."""
    with store.open() as s:
        s.people.save_setting(Setting("river", "River School", Dsl("Robin Lead", "01632 960001")), MADE_UP)
        s.people.save_setting(Setting("hill", "Hill School"), MADE_UP)
        return {
            name: s.people.add_adviser(
                f"{name}@desk.example", f"Sam {name.title()}", setting, roles, kept_password, MADE_UP
            )
            for name, (setting, roles) in PEOPLE.items()
        }


@pytest.fixture(scope="session")
def made_app(tmp_path_factory):
    """Make the application once: its templates are slow to compile."""
    home = tmp_path_factory.mktemp("home")
    made = create_app(
        settings.load(
            {
                "ONWARD_HOME": str(home),
                "ONWARD_SECRET": "s" * 32,
                "ONWARD_SESSION_KEY": "k" * 32,
                "ONWARD_SECURE_COOKIES": "no",
                "ONWARD_DEFAULT_SETTING": "river",
            }
        ),
        Store(f"sqlite:///{home}/nobodys.db"),
    )
    made.testing = True
    return made


@pytest.fixture
def app(made_app, store, people, monkeypatch):
    """Give the application the database of this test."""
    monkeypatch.setitem(made_app.extensions, NAME, replace(made_app.extensions[NAME], store=store))
    return made_app


class Browser:
    """A test client that fills in the token of the page it is on, as a browser does."""

    def __init__(self, app):
        self.client = app.test_client()
        self.get = self.client.get

    def token(self, page="/desk/sign-in"):
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page, follow_redirects=True).text)
        return found.group(1)

    def post(self, path, page="/desk/sign-in", **fields):
        return self.client.post(path, data={"csrf_token": self.token(page), **fields})

    def sign_in(self, name, password=PASSWORD):
        return self.post("/desk/sign-in", email=f"{name}@desk.example", password=password)


@pytest.fixture
def browser(app):
    return Browser(app)


@pytest.fixture
def signed_in(app):
    """Return a browser in which somebody has signed in."""

    def sign_in(name):
        browser = Browser(app)
        assert browser.sign_in(name).status_code == 302
        return browser

    return sign_in


@pytest.fixture
def keep_plan(store):
    """Keep a plan with these answers, shared by section, and return it."""

    def keep(answers=None, sharing=None, setting="river", **changes):
        plan = plans.draft(setting)
        for slot, answer in (answers or {"interests": Answer(("animals",), "i like dogs")}).items():
            plan = plans.with_answer(plan, slot, answer)
        for section, choice in (sharing or {"about_me": "adviser"}).items():
            plan = plans.with_answer(plan, f"sharing_{section}", Answer(choice))
        for option in changes.pop("options", ()):
            plan = plans.with_option(plan, option)
        with store.open() as s:
            s.plans.create(plan, f"conversation-{plan.reference}", MADE_UP)
            if changes.get("sent"):
                plan = s.plans.save(plans.move(plan, "send", plans.LEARNER), MADE_UP)
        return plan

    return keep


@pytest.fixture
def whole_plan(keep_plan):
    """Return a plan with every section filled, all shared but the hard days."""
    return keep_plan(
        answers={
            "year_group": Answer("year_11"),
            "interests": Answer(("animals", "computers_and_games"), "dogs and minecraft"),
            "what_helps": Answer(("quiet_place", "breaks"), "somewhere quiet"),
            "support_now": Answer(("ehc_plan",)),
            "what_is_hard": Answer(("noise",), "loud canteens"),
            "good_and_hard_days": Answer("some_days_are_hard"),
            "dream_job": Answer("vet nurse"),
        },
        sharing={"about_me": "adviser", "what_helps": "adviser_and_family", "choices": "new_place_too"},
        options=[
            Option(
                "c1",
                "Animal Care Level 1",
                "Willow College",
                Choice.FIRST,
                "near my nan",
                ("How big are the classes?",),
                4.2,
                "ukprn:1",
            ),
        ],
        sent=True,
    )


@pytest.fixture
def alert(store):
    """Raise an alert and return its number."""
    with store.open() as s:
        return s.alerts.raise_alert(
            "river", "conversation-9", Concern("self_harm", "now"), "made-up words", MADE_UP
        )


@pytest.fixture
def trail(store):
    """Return what happened to a subject."""

    def of(subject):
        with store.open() as s:
            return [(event.actor, event.action) for event in s.audits.of(subject)]

    return of
