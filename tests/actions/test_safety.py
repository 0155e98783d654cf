"""When something is wrong: one alert, the help message, and "I have told" only once it is so."""

import pytest

from actions.safety import AfterHelp, ShowHelp, TalkToAPerson
from bot.people import Adviser, Role, Setting
from bot.store import StoreUnavailable

from .conftest import MADE_UP

LEAD = Adviser(1, "dsl@river.example", "", "river", frozenset({Role.DSL}))
WORDS = "i want to hurt zanzibarcanary"
CONCERN = "safeguarding_concern"
TOLD, NOT_TOLD = "I have told Robin Lead.", "I can't reach Robin Lead now. Please call 01632 960 001."


@pytest.fixture
def alerts(store):
    def read():
        with store.open() as s:
            return [(alert.words, alert.category, alert.severity) for alert in s.alerts.for_dsl(LEAD)]

    return read


@pytest.fixture
def cannot_write(monkeypatch):
    """A database that can be read, and is full."""

    def full(*_arguments):
        raise StoreUnavailable("OperationalError")

    monkeypatch.setattr("bot.store.alerts.Alerts.raise_alert", full)
    monkeypatch.setattr("bot.store.alerts.Alerts.ask_to_talk", full)


def show_help(talk, intent, text="", concern=None):
    tracker = talk.tracker(intent, text)
    if concern:
        tracker.latest_message["concern"] = concern
    talk.tracker = lambda *_, **__: tracker
    talk.do(ShowHelp())
    (message,) = talk.messages
    assert message["custom"]["kind"] == "help"
    return message["custom"]["text"]


def test_what_was_typed_raises_one_alert_and_the_learner_hears_who_was_told(talk, alerts):
    text = show_help(talk, CONCERN, WORDS, {"category": "self_harm", "severity": "now"})
    assert alerts() == [(WORDS, "self_harm", "now")]
    assert TOLD in text
    assert "Not at night." in text
    assert WORDS not in text


def test_a_concern_that_names_nothing_is_taken_for_the_worst(talk, alerts):
    show_help(talk, CONCERN, WORDS)
    assert alerts() == [(WORDS, "unknown", "now")]


def test_what_the_door_caught_is_not_told_twice_and_who_was_told_is_the_doors_to_say(talk, alerts):
    text = show_help(talk, CONCERN, f"/{CONCERN}")
    assert alerts() == []
    assert "I have told" not in text


def test_an_alert_that_could_not_be_kept_is_never_said_to_be_told(talk, alerts, cannot_write):
    text = show_help(talk, CONCERN, WORDS)
    assert alerts() == []
    assert TOLD not in text
    assert NOT_TOLD in text


def test_help_comes_also_where_the_database_is_away(talk, broken):
    broken()
    text = show_help(talk, CONCERN, WORDS)
    assert "999" in text
    assert "I have told" not in text


def test_who_only_asks_for_help_raises_no_alert(talk, alerts):
    text = show_help(talk, "help_now", "i need help")
    assert alerts() == []
    assert "told" not in text
    assert "999" in text


def test_without_a_lead_nobody_is_said_to_be_told(talk, store, alerts):
    with store.open() as s:
        s.people.save_setting(Setting("river", "River School"), MADE_UP)
    text = show_help(talk, CONCERN, WORDS)
    assert "I have told" not in text
    assert "999" in text


def test_the_questions_stop_and_the_words_are_in_no_slot_and_no_plan(agreed, plan):
    before = plan()
    agreed.slots["after_help"] = "go_on"
    show_help(agreed, CONCERN, WORDS)
    assert agreed.follow_up == "after_help_form"
    assert agreed.slots["after_help"] is None
    assert "zanzibarcanary" not in str(agreed.slots)
    assert plan() == before


@pytest.mark.parametrize(
    ("chosen", "next_action"),
    [
        ("go_on", "action_next_sitting"),
        ("stop", "action_stop"),
        ("talk_to_adviser", "action_talk_to_a_person"),
    ],
)
def test_after_help_the_learner_chooses(talk, chosen, next_action):
    talk.slots["after_help"] = chosen
    talk.do(AfterHelp())
    assert talk.follow_up == next_action
    assert talk.slots["after_help"] is None


def requests(store):
    with store.open() as s:
        return [request.conversation_id for request in s.alerts.requests_to_talk(LEAD)]


def test_who_wants_to_talk_is_passed_on_and_told_so(talk, store):
    talk.do(TalkToAPerson(), "talk_to_a_person", "/talk_to_a_person")
    assert requests(store) == [talk.conversation]
    assert talk.said == ["utter_talk_to_adviser_told"]
    assert talk.messages[0]["setting"] == "River School"


def test_a_request_that_could_not_be_kept_is_not_said_to_be(talk, store, cannot_write):
    talk.do(TalkToAPerson(), "talk_to_a_person", "/talk_to_a_person")
    assert requests(store) == []
    assert talk.said == ["utter_talk_to_adviser_not_told"]
