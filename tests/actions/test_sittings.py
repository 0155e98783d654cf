"""The sittings: what each one asks, in which order, and where the conversation goes after it."""

import pytest

from actions.hearing import SAFE_CHOICE
from actions.sittings import IN_ORDER, SITTINGS, NextSitting, form_of, next_form, next_slot, slots_of
from bot.questions import QUESTIONS, SECTIONS, STEPS, Path, asked, sharing_slot, sitting

from .conftest import FORMS, domain

SHARING = [sharing_slot(section) for section in SECTIONS]
AGREED = {"keep_plan": "agreed"}
ABOUT_ME = {"begin": "quick", "year_group": "year_11", "interests": ["animals"], "route": ["college"]}
CALLING = {
    "good_and_hard_days": "changes_a_lot",
    "support_now": ["mentor"],
    "decision_supporters": ["friend"],
}


def test_every_form_of_the_domain_has_its_sitting_and_its_validation():
    assert set(domain()["forms"]) == set(SITTINGS) == set(FORMS)
    assert {action.name() for action in FORMS.values()} <= set(domain()["actions"])


@pytest.mark.parametrize("form", SITTINGS)
def test_the_domain_names_every_slot_that_a_sitting_can_ask(form):
    everything = slots_of(form, {**AGREED, **CALLING}, Path.FULL)
    assert domain()["forms"][form]["required_slots"] == everything
    assert set(everything) <= set(domain()["slots"])


@pytest.mark.parametrize("form", SITTINGS)
def test_every_form_ignores_what_is_not_an_answer(form):
    ignored = set(domain()["forms"][form]["ignored_intents"])
    answering = {"inform", "doubtful", "as_before", "skip", "not_sure", "out_of_scope"}
    assert ignored == set(domain()["intents"]) - {"start", "return_to_plan"} - answering


def test_all_sittings_together_ask_every_question_once():
    answers = {**AGREED, **CALLING}
    everything = [slot for form in IN_ORDER for slot in slots_of(form, answers, Path.FULL)]
    assert [slot for slot in everything if slot not in STEPS] == asked(answers)
    assert len(everything) == len(set(everything)) == len(QUESTIONS) - 1 + len(SECTIONS) + 2


@pytest.mark.parametrize(
    ("form", "answers", "path", "asks"),
    [
        ("begin_form", {}, Path.FULL, ["begin"]),
        ("about_me_form", {}, Path.QUICK, ["year_group", "interests", "route"]),
        ("about_me_form", {}, Path.FULL, sitting(1, {})),
        ("what_helps_form", {}, Path.QUICK, ["keep_plan", "what_helps", "home_area", "travel_time"]),
        (
            "what_helps_form",
            {"year_group": "year_8_or_below"},
            Path.QUICK,
            ["what_helps", "home_area", "travel_time"],
        ),
        ("next_steps_form", {}, Path.QUICK, []),
        ("next_steps_form", {"keep_plan": "not_now"}, Path.QUICK, []),
        ("next_steps_form", AGREED, Path.QUICK, [slot for slot in SHARING if slot != "sharing_hard_days"]),
        ("next_steps_form", {**AGREED, "what_is_hard": ["noise"]}, Path.QUICK, SHARING),
        ("next_steps_form", {**AGREED, "year_group": "year_8_or_below"}, Path.QUICK, []),
    ],
)
def test_a_sitting_asks_what_applies_on_the_path_that_was_chosen(form, answers, path, asks):
    assert slots_of(form, answers, path) == asks


@pytest.mark.parametrize(
    ("answers", "path", "form"),
    [
        ({}, Path.FULL, "begin_form"),
        ({"begin": "quick"}, Path.QUICK, "about_me_form"),
        (
            {"begin": "quick", "year_group": "a", "interests": "b", "route": "c"},
            Path.QUICK,
            "what_helps_form",
        ),
        (dict.fromkeys(["begin", "keep_plan", *asked({})], "skipped"), Path.FULL, None),
    ],
)
def test_the_first_sitting_with_something_left_comes_next(answers, path, form):
    assert next_form(answers, path) == form


def test_what_they_went_back_to_is_asked_before_anything_else():
    assert next_slot("about_me_form", {}, Path.FULL, {}) == "how_to_talk"
    assert next_slot("about_me_form", {}, Path.FULL, {"maths_level": "entry"}) == "maths_level"
    assert (
        next_slot("about_me_form", {"maths_level": "entry"}, Path.FULL, {"maths_level": "entry"})
        == "how_to_talk"
    )


@pytest.mark.parametrize(
    ("asked_now", "answers", "next_one"),
    [
        ("strengths", {}, "strengths"),
        ("strengths", {"strengths": ["ideas"]}, "year_group"),
        ("what_helps", {}, "year_group"),
        (None, {}, "year_group"),
    ],
)
def test_what_is_asked_stays_until_it_is_answered_also_off_the_quick_path(asked_now, answers, next_one):
    assert next_slot("about_me_form", answers, Path.QUICK, asked=asked_now) == next_one


def test_who_sees_an_empty_section_is_asked_where_they_want_to_change_it():
    assert form_of("sharing_hard_days", AGREED, Path.QUICK) == "next_steps_form"
    assert next_slot("next_steps_form", AGREED, Path.QUICK, asked="sharing_hard_days") == "sharing_hard_days"


@pytest.mark.parametrize("slot", ["how_often_hard", "sharing_choices", "no_such_question"])
def test_nothing_asks_for_what_does_not_apply(slot):
    assert form_of(slot, {}, Path.FULL) is None


def test_what_cannot_be_skipped_has_a_choice_that_gives_nothing_away():
    assert set(SAFE_CHOICE) == {*STEPS, *SHARING}
    assert all(SAFE_CHOICE[slot] == "only_me" for slot in SHARING)
    assert SAFE_CHOICE["keep_plan"] == "not_now"


def test_a_sitting_asks_one_question_after_the_other(talk):
    assert talk.come_to("about_me_form") == "how_to_talk"
    talk.tap("how_to_talk", "tap")
    assert talk.asked == "who_is_here"
    talk.answer("who_is_here", "skip")
    assert talk.asked == "year_group"


def test_a_sitting_without_anything_left_ends(talk):
    talk.slots["begin"] = "full"
    assert talk.come_to("begin_form") is None


def test_follow_ups_come_when_an_answer_calls_for_them(talk):
    talk.tap("good_and_hard_days", "changes_a_lot")
    talk.slots.update(keep_plan="not_now", what_helps="skipped", what_is_hard="skipped")
    assert talk.come_to("what_helps_form") == "how_often_hard"
    talk.tap("good_and_hard_days", "mostly_the_same")
    assert talk.asked == "support_now"


def test_an_answer_that_stopped_applying_is_asked_again_if_it_applies_again(agreed, plan):
    agreed.tap("good_and_hard_days", "changes_a_lot")
    agreed.tap("how_often_hard", "most_weeks")
    agreed.type("hard_day_signs", "go quiet")
    agreed.tap("good_and_hard_days", "mostly_the_same")
    assert "how_often_hard" not in plan().values
    agreed.tap("good_and_hard_days", "some_days_are_hard")
    agreed.slots.update(what_helps="skipped", what_is_hard="skipped")
    assert agreed.come_to("what_helps_form") == "how_often_hard"
    assert agreed.slots["hard_day_signs"] is None
    assert "hard_day_signs" not in agreed.slots["words"]


@pytest.mark.parametrize(
    ("answers", "follow_up", "matches"),
    [
        ({}, "begin_form", False),
        ({"begin": "quick"}, "about_me_form", False),
        ({"begin": "quick", "year_group": "a", "interests": "b", "route": "c"}, "what_helps_form", True),
        (
            {"begin": "quick", "year_group": "a", "interests": "b", "route": "c", "keep_plan": "not_now"},
            "what_helps_form",
            False,
        ),
    ],
)
def test_matches_are_shown_once_on_the_way_into_a_sitting(talk, answers, follow_up, matches):
    talk.slots.update(answers)
    talk.do(NextSitting())
    assert talk.follow_up == follow_up
    assert ("utter_no_matches" in talk.said) == matches


def test_matches_are_shown_on_the_way_into_a_sitting_of_which_something_was_said_before(talk):
    what_helps = {"what_helps": ["breaks"], "home_area": "Leeds", "travel_time": "longer"}
    talk.slots.update(ABOUT_ME, keep_plan="agreed", **what_helps)
    talk.do(NextSitting())
    assert (talk.follow_up, talk.said) == ("next_steps_form", ["utter_no_matches"])
    talk.do(NextSitting())
    assert talk.said == []


def test_a_question_that_is_open_brings_no_matches(talk):
    talk.slots.update(ABOUT_ME, requested_slot="keep_plan")
    talk.do(NextSitting())
    assert (talk.follow_up, talk.said) == ("what_helps_form", [])


def test_when_all_is_asked_it_ends(talk):
    talk.slots.update(
        dict.fromkeys(asked({}), "skipped"), begin="full", keep_plan="not_now"
    )
    talk.do(NextSitting())
    assert talk.follow_up == "action_finish"
