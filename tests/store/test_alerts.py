"""Alerts: kept word for word, read by the lead of the setting alone, there when all else is deleted."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot import audit
from bot.people import Adviser, NotAllowed, Role
from bot.safeguarding import Concern
from bot.store.tables.alerts import AlertRow, TalkRequestRow

LEAD = Adviser(1, "lead@example.org", "A Lead", "north", frozenset({Role.DSL}))
ADVISER = dataclasses.replace(LEAD, id=2, email="adviser@example.org", roles=frozenset({Role.ADVISER}))
OTHER_LEAD = dataclasses.replace(LEAD, id=3, email="other@example.org", setting_code="south")

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
CONCERN = Concern("self_harm", "now")
WORDS = "i want to HURT myself :("


def event(action="alert.raised", at=NOW):
    return audit.Event(audit.SYSTEM, action, "conversation:c1", at=at)


@pytest.fixture
def raised(store):
    with store.open() as s:
        return s.alerts.raise_alert("north", "c1", CONCERN, WORDS, event())


def test_the_lead_reads_the_exact_words_and_when_they_were_written(store, raised):
    with store.open() as s:
        (alert,) = s.alerts.for_dsl(LEAD)
    assert (alert.id, alert.words, alert.at) == (raised, WORDS, NOW)
    assert (alert.category, alert.severity) == ("self_harm", "now")
    assert alert.acknowledged_at is None


@pytest.mark.parametrize("act", [
    lambda alerts, who, alert: alerts.for_dsl(who),
    lambda alerts, who, alert: alerts.acknowledge(who, alert, event("alert.acknowledged")),
], ids=["read", "acknowledge"])  # fmt: skip
def test_an_adviser_who_is_not_the_lead_is_let_near_no_alert(store, raised, act):
    with store.open() as s, pytest.raises(NotAllowed):
        act(s.alerts, ADVISER, raised)


def test_the_lead_of_another_setting_sees_none_of_it(store, raised):
    with store.open() as s:
        assert s.alerts.for_dsl(OTHER_LEAD) == []
        with pytest.raises(NotAllowed):
            s.alerts.acknowledge(OTHER_LEAD, raised, event("alert.acknowledged"))


def test_an_alert_that_is_not_there_cannot_be_told_from_one_of_another_setting(store):
    with store.open() as s, pytest.raises(NotAllowed):
        s.alerts.acknowledge(LEAD, 99, event("alert.acknowledged"))


def test_the_first_acknowledgement_counts_and_is_audited_once(store, raised):
    for minutes in (5, 50):
        with store.open() as s:
            later = event("alert.acknowledged", NOW + timedelta(minutes=minutes))
            alert = s.alerts.acknowledge(LEAD, raised, later)
    assert (alert.acknowledged_by, alert.acknowledged_at) == (LEAD.id, NOW + timedelta(minutes=5))
    with store.open() as s:
        actions = [found.action for found in s.audits.of("conversation:c1")]
    assert actions == ["alert.raised", "alert.acknowledged"]


def test_alerts_nobody_has_read_come_first_then_the_newest(store):
    with store.open() as s:
        ids = [
            s.alerts.raise_alert("north", f"c{hour}", CONCERN, WORDS, event(at=NOW + timedelta(hours=hour)))
            for hour in range(3)
        ]
        s.alerts.acknowledge(LEAD, ids[2], event("alert.acknowledged"))
        assert [alert.id for alert in s.alerts.for_dsl(LEAD)] == [ids[1], ids[0], ids[2]]


def test_whoever_asks_for_the_latest_of_a_conversation_learns_that_it_is_there_not_its_words(store, raised):
    with store.open() as s:
        latest = s.alerts.latest_of("c1")
        assert (latest.id, latest.words) == (raised, "")
        assert s.alerts.latest_of("c2") is None


def test_an_alert_is_raised_with_its_audit_event_or_not_at_all(store):
    with pytest.raises(RuntimeError, match="later in the same transaction"), store.open() as s:
        s.alerts.raise_alert("north", "c1", CONCERN, WORDS, event())
        raise RuntimeError("later in the same transaction")
    with store.open() as s:
        assert (s.alerts.for_dsl(LEAD), s.audits.of("conversation:c1")) == ([], [])


@pytest.mark.parametrize("row", [AlertRow, TalkRequestRow])
def test_nothing_that_is_deleted_can_take_an_alert_with_it(row):
    assert not sa.inspect(row).local_table.foreign_keys


def test_the_audit_trail_never_holds_the_words(store, raised):
    with store.open() as s:
        assert all(WORDS not in str(found) for found in s.audits.of("conversation:c1"))


def test_a_request_to_talk_reaches_the_advisers_of_its_setting_only(store):
    with store.open() as s:
        asked = s.alerts.ask_to_talk("north", "c1", event("talk.asked"))
        (request,) = s.alerts.requests_to_talk(ADVISER)
        assert (request.id, request.conversation_id, request.at) == (asked, "c1", NOW)
        assert s.alerts.requests_to_talk(OTHER_LEAD) == []
