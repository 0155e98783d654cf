"""What is kept: nothing before the learner agrees, everything at once after, and no more said than is so."""

from pathlib import Path

import pytest

from actions import keeping
from bot import audit, plans
from bot.plans import Status
from bot.questions import QUESTIONS, SECTIONS
from bot.store import StoreUnavailable

TELLING = {"year_group": "year_10", "good_and_hard_days": "changes_a_lot"}
EVERY_ANSWER = {
    question.name: [question.values[0]]
    if question.kind == "some"
    else (question.values or ("some words",))[0]
    for question in QUESTIONS
    if question.name != "sharing"
} | TELLING


def as_kept(value):
    return tuple(value) if isinstance(value, list) else value


def everything_on_disk(store):
    return b"".join(path.read_bytes() for path in Path(store.url.database).parent.glob("onward.db*"))


@pytest.mark.parametrize("said", [None, "not_now"])
def test_nothing_is_kept_until_the_learner_agrees(talk, plan, store, said):
    talk.type("dream_job", "a zanzibarcanary keeper")
    if said:
        assert talk.tap("keep_plan", said) == ["utter_plan_not_kept"]
    talk.tap("what_helps", ["breaks"], "what_helps_form")
    assert plan() is None
    assert b"zanzibarcanary" not in everything_on_disk(store)


def test_all_that_was_said_before_is_kept_at_once_when_they_agree(talk, plan):
    talk.tap("year_group", "year_11")
    talk.type("dream_job", "a zoo keeper")
    talk.tap("interests", ["animals", "sport"])
    talk.answer("strengths", "skip")
    assert talk.tap("keep_plan", "agreed") == ["utter_plan_kept"]
    assert plan().values == {
        "year_group": "year_11",
        "dream_job": "a zoo keeper",
        "interests": ("animals", "sport"),
    }
    assert {name: answer.words for name, answer in plan().answers.items()} == {
        "year_group": None, "interests": None, "dream_job": "a zoo keeper",
    }  # fmt: skip
    assert (plan().setting_code, plan().status) == ("river", Status.DRAFT)
    assert plan().sharing == dict.fromkeys(SECTIONS, plans.ONLY_ME)


def test_after_that_each_answer_is_in_the_plan_at_once(agreed, plan):
    given = {"year_group": "year_11"}
    for slot, value in EVERY_ANSWER.items():
        agreed.tap(slot, value)
        given[slot] = as_kept(value)
        assert plan().values == given


def test_typed_words_stand_beside_the_value_and_go_when_the_answer_is_tapped(agreed, plan):
    agreed.type("what_helps", "quiet + braeks")
    assert plan().answers["what_helps"].value == ("quiet_place", "breaks")
    assert plan().answers["what_helps"].words == "quiet + braeks"
    agreed.tap("what_helps", ["breaks"])
    assert (plan().answers["what_helps"].value, plan().answers["what_helps"].words) == (("breaks",), None)


@pytest.mark.parametrize("agrees_first", [True, False])
def test_of_a_place_only_the_value_is_kept_never_the_words(talk, plan, store, agrees_first):
    steps = [
        lambda: talk.tap("keep_plan", "agreed"),
        lambda: talk.type("home_area", "12 canarylane in OX14 3AB"),
    ]
    for step in steps if agrees_first else reversed(steps):
        step()
    assert (plan().answers["home_area"].value, plan().answers["home_area"].words) == ("OX14", None)
    assert "home_area" not in (talk.slots["words"] or {})
    assert b"canarylane" not in everything_on_disk(store)


def test_an_address_is_not_kept_beside_another_answer_of_the_same_message(agreed, plan):
    said = {"interests": ["animals"], "home_area": "OX14"}
    agreed.answer("interests", text="animals, and i live at 12 Mill Lane OX14 3AB", **said)
    assert plan().values.items() >= {"interests": ("animals",), "home_area": "OX14"}.items()
    assert all(answer.words is None for answer in plan().answers.values())


def test_not_sure_is_an_answer_and_a_skip_is_none(agreed, plan):
    agreed.answer("interests", "not_sure")
    agreed.answer("strengths", "skip")
    assert plan().values["interests"] == "not_sure"
    assert "strengths" not in plan().values


@pytest.mark.parametrize("section", SECTIONS)
def test_a_sharing_choice_changes_the_plan_at_once(agreed, plan, section):
    agreed.tap(f"sharing_{section}", "adviser")
    assert plan().sharing == {**dict.fromkeys(SECTIONS, "only_me"), section: "adviser"}


def test_a_database_that_fails_is_an_error_and_nothing_is_said_to_be_kept(talk, plan, broken):
    talk.tap("year_group", "year_11")
    talk.said = []
    broken()
    with pytest.raises(StoreUnavailable):
        talk.tap("keep_plan", "agreed")
    assert talk.said == []
    assert talk.slots["keep_plan"] is None
    assert plan() is None


def test_an_answer_that_could_not_be_kept_is_not_taken_for_given(agreed, plan, broken):
    broken()
    with pytest.raises(StoreUnavailable):
        agreed.tap("interests", ["animals"])
    assert agreed.slots["interests"] is None
    assert "interests" not in plan().values


def test_a_plan_that_an_adviser_changed_meanwhile_is_read_and_changed_once_more(
    agreed, plan, store, monkeypatch
):
    first_try = keeping._change_once
    tries = []

    def meanwhile(tracker, change):
        tries.append(tracker)
        if len(tries) == 1:
            raise plans.StalePlan("somebody was faster")
        return first_try(tracker, change)

    monkeypatch.setattr(keeping, "_change_once", meanwhile)
    agreed.tap("interests", ["animals"])
    assert plan().values["interests"] == ("animals",)
    assert len(tries) == 2


def test_what_was_agreed_is_with_the_adviser_again_after_a_change(agreed, plan, store):
    agreed.tap("good_and_hard_days", "mostly_the_same")
    with store.open() as s:
        sent = s.plans.save(
            plans.move(plan(), "send", plans.LEARNER), audit.Event("learner", "plan.sent", "plan:x")
        )
        s.plans.save(
            plans.move(sent, "agree", plans.ADVISER), audit.Event("adviser:1", "plan.agreed", "plan:x")
        )
    agreed.tap("interests", ["sport"])
    assert plan().status is Status.WITH_ADVISER


def test_every_kept_answer_leaves_an_event_without_its_words(agreed, plan, store):
    agreed.type("dream_job", "a zanzibarcanary keeper")
    with store.open() as s:
        events = s.audits.of(f"plan:{plan().reference}")
    assert [event.action for event in events] == ["plan.created", "plan.answered", "plan.answered"]
    assert "zanzibarcanary" not in str(events)


# --- younger than the service is for --------------------------------------------------------------


def test_nothing_is_kept_of_a_child_who_is_too_young_and_they_are_told(talk, plan):
    assert talk.tap("year_group", "year_8_or_below") == ["utter_year_8"]
    assert talk.come_to("what_helps_form") == "what_helps"
    talk.tap("what_helps", ["breaks"])
    assert plan() is None


def test_a_child_who_is_too_young_cannot_agree_either(talk, plan):
    talk.tap("year_group", "year_8_or_below")
    talk.tap("keep_plan", "agreed", "what_helps_form")
    assert plan() is None
    assert "utter_plan_kept" not in talk.said


@pytest.mark.parametrize(("slot", "said"), [("keep_plan", "not_now"), ("year_group", "year_8_or_below")])
def test_a_plan_that_is_no_longer_wanted_or_allowed_is_gone_from_the_file(agreed, plan, store, slot, said):
    agreed.type("dream_job", "a zanzibarcanary keeper")
    assert b"zanzibarcanary" in everything_on_disk(store)
    agreed.tap(slot, said)
    assert plan() is None
    assert b"zanzibarcanary" not in everything_on_disk(store)


def test_what_is_shared_stays_with_the_adviser_and_the_learner_is_told(agreed, plan):
    agreed.tap("sharing_about_me", "adviser", "next_steps_form")
    assert agreed.tap("keep_plan", "not_now") == ["utter_plan_stays_shared"]
    assert plan() is not None
