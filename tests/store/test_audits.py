"""The audit trail: who did or saw what, in the order it happened."""

from datetime import UTC, datetime, timedelta, timezone

from bot import audit

NOON = datetime(2026, 11, 22, 12, 0, 0, 654321, tzinfo=UTC)


def record(store, *events):
    with store.open() as s:
        for event in events:
            s.audits.record(event)


def of(store, subject):
    with store.open() as s:
        return s.audits.of(subject)


def test_an_event_comes_back_as_it_was_recorded(each_store):
    event = audit.Event("adviser:7", "plan.viewed", "plan:abc", {"section": "choices"}, NOON)
    record(each_store, event)
    assert of(each_store, "plan:abc") == [event]
    assert of(each_store, "plan:other") == []


def test_a_moment_of_another_time_zone_is_kept_as_the_same_moment(each_store):
    away = NOON.astimezone(timezone(timedelta(hours=9)))
    record(each_store, audit.Event(audit.LEARNER, "plan.answered", "plan:abc", at=away))
    (event,) = of(each_store, "plan:abc")
    assert event.at == NOON
    assert event.at.tzinfo is UTC


def test_events_stay_in_the_order_of_recording_whatever_the_clock_says(each_store):
    record(
        each_store,
        audit.Event(audit.SYSTEM, "first", "plan:abc", at=NOON),
        audit.Event(audit.SYSTEM, "second", "plan:abc", at=NOON - timedelta(hours=1)),
    )
    assert [event.action for event in of(each_store, "plan:abc")] == ["first", "second"]
