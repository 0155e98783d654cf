"""Courses for this learner: shown with reasons, kept or turned down, and only what was kept said to be."""

from datetime import date

import pytest

from actions.courses import RejectOption, SaveOption, ShowMatches, find
from bot.courses import Course, Level, Offer, Provider, Source, Venue
from bot.plans import Choice
from bot.store import StoreUnavailable
from bot.store.catalogue_entries import Entry

from .conftest import MADE_UP

SOURCE = Source("Made-up list", date(2026, 11, 1))


@pytest.fixture
def catalogue(store, monkeypatch):
    """Five courses at two places, none of which exists."""
    monkeypatch.setattr("bot.reference.places.towns", dict)
    items = [Provider(f"p{n}", f"College {n}", "fe_college", source=SOURCE) for n in (1, 2)]
    for n in range(1, 6):
        of = f"p{1 + n % 2}"
        items.append(
            Course(f"c{n}", of, f"Animal care {n}", "study_programme", Level.L1, ("3.3",), source=SOURCE)
        )
        items.append(
            Offer(f"o{n}", f"c{n}", Venue("Main site", "Exampleton", "OX14 1GG"), roll_on=True, source=SOURCE)
        )
    with store.open() as s:
        intake = s.catalogue.intake(MADE_UP)
        intake.save([Entry(item, "test") for item in items])
        intake.finish(dict)


def choose(talk, action, course, **carried):
    talk.do(action, "", "/option", course=course, **carried)
    return talk.said


def test_three_matches_are_shown_with_their_reasons(talk, catalogue):
    talk.slots["interests"] = ["animals"]
    talk.do(ShowMatches())
    assert talk.said == ["utter_matches_intro", "match", "match", "match"]
    shown = [message["custom"]["match"] for message in talk.messages[1:]]
    assert all(match["because"] for match in shown)
    assert len({match["provider"] for match in shown}) == 2


def test_an_empty_catalogue_is_said_to_have_nothing(talk):
    talk.do(ShowMatches())
    assert talk.said == ["utter_no_matches"]


def test_a_course_is_noted_before_the_learner_agrees_and_in_the_plan_once_they_do(talk, catalogue, plan):
    assert choose(talk, SaveOption(), "c1") == ["utter_option_noted"]
    assert choose(talk, RejectOption(), "c2", reason="too_far") == ["utter_rejected_option"]
    assert plan() is None
    talk.tap("keep_plan", "agreed")
    kept = {option.course_id: (option.choice, option.reason) for option in plan().options}
    assert kept == {"c1": (Choice.CONSIDERING, None), "c2": (Choice.REJECTED, "too_far")}


def test_after_that_it_is_in_the_plan_at_once_with_what_is_left_to_ask(agreed, catalogue, plan):
    agreed.slots["what_helps"] = ["quiet_place"]
    assert choose(agreed, SaveOption(), "c1") == ["utter_saved_option"]
    (option,) = plan().options
    assert (option.course_id, option.title, option.provider) == ("c1", "Animal care 1", "College 2")
    assert option.provider_id == "p2"
    assert option.ask


def test_the_last_word_on_a_course_counts(agreed, catalogue, plan):
    choose(agreed, SaveOption(), "c1")
    choose(agreed, RejectOption(), "c1", reason="too_big")
    assert [option.choice for option in plan().options] == [Choice.REJECTED]
    assert agreed.slots["options"]["c1"]["choice"] == "rejected"


def test_a_course_that_was_turned_down_does_not_come_back(agreed, catalogue):
    agreed.slots["interests"] = ["animals"]
    choose(agreed, RejectOption(), "c1")
    found = [match.candidate.course.id for match in find(agreed.tracker())]
    assert "c1" not in found
    assert "c2" in found


@pytest.mark.parametrize("course", ["no such course", None])
@pytest.mark.parametrize("action", [SaveOption, RejectOption])
def test_a_course_that_is_not_known_is_not_said_to_be_kept(agreed, catalogue, plan, action, course):
    before = plan()
    assert choose(agreed, action(), course) == ["utter_unknown_course"]
    assert plan() == before
    assert agreed.slots["options"] is None


@pytest.mark.parametrize("action", [SaveOption, RejectOption])
def test_a_course_that_could_not_be_kept_is_an_error(agreed, catalogue, plan, broken, action):
    broken()
    agreed.said = []
    with pytest.raises(StoreUnavailable):
        choose(agreed, action(), "c1")
    assert agreed.said == []
    assert agreed.slots["options"] is None
    assert plan().options == ()
