"""A learner at the action server: real trackers, dispatchers and actions, on a database of their own."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from ruamel.yaml import YAML

from actions import database, memory
from actions.sittings import (
    ValidateAboutMeForm,
    ValidateAfterHelpForm,
    ValidateBeginForm,
    ValidateCarryOnForm,
    ValidateNextStepsForm,
    ValidateWhatHelpsForm,
    form_of,
)
from bot import audit, conversations, questions
from bot.people import Dsl, Setting
from bot.store import StoreUnavailable

DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"
FORMS = {
    action.form: action()
    for action in (
        ValidateBeginForm, ValidateAboutMeForm, ValidateWhatHelpsForm, ValidateNextStepsForm,
        ValidateAfterHelpForm, ValidateCarryOnForm,
    )
}  # fmt: skip
SETTING = Setting("river", "River School", Dsl("Robin Lead", "01632 960 001"), "Not at night.")
MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")


@cache
def domain():
    return YAML(typ="safe").load(DOMAIN)


class Talk:
    """One conversation: what Rasa would remember of it, and what was said since the last message."""

    def __init__(self, conversation):
        self.conversation = conversation
        self.slots = dict.fromkeys(domain()["slots"])
        self.said, self.follow_up = [], None

    def tracker(self, intent="", text="", **carried):
        entities = [{"entity": name, "value": value} for name, value in carried.items()]
        message = {"intent": {"name": intent}, "text": text, "entities": entities, "metadata": {}}
        slots = {"requested_slot": None, **self.slots}
        return Tracker(self.conversation, slots, message, [], False, None, {}, "action_listen")

    def do(self, action, intent="", text="", **carried):
        """Run one action on a message; take its events over as Rasa would."""
        dispatcher = CollectingDispatcher()
        tracker = self.tracker(intent, text, **carried)
        events = action.run(dispatcher, tracker, domain())
        for event in events:
            if event["event"] == "reset_slots":
                self.slots = dict.fromkeys(self.slots)
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
        self.follow_up = next((each["name"] for each in events if each["event"] == "followup"), None)
        self.messages = dispatcher.messages
        self.said = [each["response"] or each["custom"].get("kind") for each in dispatcher.messages]
        return events

    def answer(self, slot, intent="inform", text="", form=None, **carried):
        """Be asked for a slot, and say something."""
        known, path = memory.answers(self.tracker()), memory.path(self.tracker())
        sitting = form or form_of(slot, known, path) or form_of(slot, known, questions.Path.FULL)
        self.slots["requested_slot"] = slot
        self.do(FORMS[sitting], intent, text or f"/{intent}", **carried)
        return self.said

    def tap(self, slot, value, form=None):
        return self.answer(slot, form=form, **{slot: value})

    def type(self, slot, text, form=None):
        return self.answer(slot, "", text, form)

    def come_to(self, form):
        """Enter a sitting, and return what it asks first."""
        self.slots["requested_slot"] = None
        self.do(FORMS[form])
        return self.asked

    def go_on(self):
        """Follow where the last action led, and return what is asked there."""
        self.do(FORMS[self.follow_up], "change", "/change")
        return self.asked

    @property
    def asked(self):
        return self.slots["requested_slot"]


@pytest.fixture
def store(store, monkeypatch):
    """The database that the actions use."""
    monkeypatch.setenv("ONWARD_DATABASE_URL", str(store.url))
    database.store.cache_clear()
    yield store
    database.store().close()
    database.store.cache_clear()


@pytest.fixture
def talk(store):
    begun = conversations.begin("river")
    with store.open() as s:
        s.people.save_setting(SETTING, MADE_UP)
        s.conversations.start(begun, "0" * 64, MADE_UP)
    return Talk(begun.id)


@pytest.fixture
def agreed(talk):
    """A conversation whose learner agreed that a plan is kept."""
    talk.tap("year_group", "year_11")
    talk.tap("keep_plan", "agreed")
    return talk


@pytest.fixture
def plan(store, talk):
    """What is in the database of the conversation's plan, at each call."""

    def read():
        with store.open() as s:
            return s.plans.of_conversation(talk.conversation)

    return read


@pytest.fixture
def broken(monkeypatch):
    """Make the database fail at the end of each transaction, as a full disk does."""

    def fail():
        def full():
            raise StoreUnavailable("OperationalError")

        away = SimpleNamespace(open=full)
        for room in ("keeping", "safety", "courses", "plan"):
            monkeypatch.setattr(f"actions.{room}.store", lambda: away)

    return fail
