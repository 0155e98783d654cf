"""The visits on a learner's plan: shown while they are to come, and all of them as one calendar file."""

from dataclasses import replace
from datetime import datetime, timedelta

import icalendar
import pytest

from bot import audit, plans
from bot.answers import Answer
from bot.courses import Course, Event, Level, Source, Venue
from bot.plans import Choice, Option
from bot.store.catalogue_entries import Entry

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")
NOON = datetime.now().replace(hour=12, minute=0, second=0, microsecond=0)


def visit(key, days, **fields):
    starts = NOON + timedelta(days=days)
    ends = starts + timedelta(hours=2)
    named = Event(key, "ukprn:1", "open_day", f"Open day {key}", starts, ends, Venue("Hall"))
    return replace(named, **{"source": Source("Made-up list", NOON.date()), **fields})


@pytest.fixture
def save(store, keep_plan):
    """Keeps visits in the catalogue, and in the learner's plan a course with each of them."""

    def save(*visits, **said):
        plan = keep_plan(**said)
        for event in visits:
            choice = Choice.REJECTED if event.id == "rejected" else Choice.CONSIDERING
            kept = Option(f"c-{event.id}", "Course", "Place", choice, event_id=event.id)
            plan = plans.with_option(plan, kept)
        with store.open() as s:
            intake = s.catalogue.intake(MADE_UP)
            intake.save([Entry(event, "test") for event in visits])
            intake.finish(dict)
            s.plans.save(plan, MADE_UP)

    return save


def page(learner):
    return learner.client.post("/chat/plan", data={"token": learner.token}).text


def calendar(learner):
    return learner.client.post("/chat/plan/calendar", data={"token": learner.token})


def test_all_visits_to_come_are_one_file_soonest_first(learner, save):
    save(visit("later", 9), visit("sooner", 2), visit("over", -3), visit("rejected", 4))
    assert 'action="/chat/plan/calendar"' in page(learner)
    answer = calendar(learner)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-visits.ics"'
    found = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(each["UID"]) for each in found] == ["sooner@onward", "later@onward"]


def test_a_visit_that_was_called_off_is_in_the_file_as_such(learner, save):
    save(visit("off", 2, cancelled=True))
    (found,) = icalendar.Calendar.from_ical(calendar(learner).data).walk("VEVENT")
    assert str(found["STATUS"]) == "CANCELLED"


def test_the_file_holds_nothing_that_the_learner_told_us(learner, save):
    said = {"what_helps": Answer(("quiet_place",), "quiet zqx"), "dream_job": Answer("zqx vet", "zqx vet")}
    save(visit("a", 2), **said)
    body = calendar(learner).get_data(as_text=True)
    assert "zqx" not in body and "Course" not in body and learner.token not in body


def test_a_visit_that_is_off_or_over_can_not_be_booked(learner, save):
    booking = {"booking_url": "https://place.example/book"}
    save(visit("off", 2, cancelled=True, **booking), visit("over", -3, **booking))
    html = page(learner)
    assert "This visit is off." in html and "This visit is over." in html
    assert "place.example/book" not in html
    assert "/events/off.ics" in html and "/events/over.ics" not in html


def test_where_no_visit_is_to_come_there_is_no_file_to_add(learner, save):
    save(visit("over", -3))
    assert 'action="/chat/plan/calendar"' not in page(learner)


@pytest.mark.parametrize("token", ["", "x" * 43])
def test_only_who_holds_the_conversation_has_its_visits(client, token):
    assert client.post("/chat/plan/calendar", data={"token": token}).status_code == 401


def test_without_a_plan_there_are_no_visits(learner):
    assert calendar(learner).status_code == 404


def test_what_was_not_seen_for_long_says_so_on_the_plan(learner, save, store):
    save(visit("a", 2, source=Source("Old list", NOON.date() - timedelta(days=400))))
    html = page(learner)
    assert "Check this first. It may have changed since" in html


def test_a_course_that_is_listed_no_longer_says_so_on_the_plan(learner, save, store):
    source = Source("Made-up list", NOON.date())
    kept = Course("c-a", "ukprn:1", "Course", "study_programme", Level.L1, source=source)
    save(visit("a", 2))
    for course in (kept, replace(kept, id="other")):
        with store.open() as s:
            intake = s.catalogue.intake(MADE_UP)
            intake.save([Entry(course, "courses")])
            intake.finish(dict)
        if course is kept:
            assert "We last saw it on" in page(learner)
    assert "It is not on their list any more." in page(learner)
