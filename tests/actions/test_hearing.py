"""What a message says about the question that was asked: taps, words, skips, and what is not understood."""

import pytest

from bot.answers import MAX_WORDS
from bot.questions import BY_NAME, SECTIONS

MEANS_NOTHING = "purple elephants dancing"
HARD_DAYS = {"good_and_hard_days": "changes_a_lot", "what_is_hard": ["noise"]}


@pytest.mark.parametrize(
    ("slot", "tapped", "typed"),
    [
        ("begin", "quick", "the quick one"),
        ("year_group", "year_11", "yr 11"),
        ("interests", ["computers_and_games"], "computers"),
        ("what_helps", ["quiet_place", "breaks"], "quiet + breaks"),
        ("what_is_hard", ["noise"], "i carnt do noisy places"),
        ("home_area", "OX14", "ox14"),
        ("dream_job", "a zoo keeper", "a zoo keeper"),
        ("keep_plan", "agreed", "yes"),
    ],
)
def test_a_tap_and_words_that_mean_the_same_fill_the_slot_alike(talk, slot, tapped, typed):
    talk.tap(slot, tapped)
    after_tap = talk.slots[slot]
    talk.slots[slot] = None
    talk.type(slot, typed)
    assert talk.slots[slot] == after_tap == tapped


def test_a_list_that_comes_in_pieces_is_put_together(talk):
    tracker = talk.tracker("inform", "/inform")
    pieces = ["quiet_place", "breaks"]
    tracker.latest_message["entities"] = [{"entity": "what_helps", "value": piece} for piece in pieces]
    talk.tracker = lambda *_, **__: tracker
    tracker.slots["requested_slot"] = "what_helps"
    talk.answer("what_helps", form="what_helps_form")
    assert talk.slots["what_helps"] == pieces


def test_one_message_may_answer_several_questions(talk):
    talk.answer("interests", interests=["animals"], travel_time="minutes_20")
    assert (talk.slots["interests"], talk.slots["travel_time"]) == (["animals"], "minutes_20")


@pytest.mark.parametrize("slot", [name for name in BY_NAME if name != "sharing"])
@pytest.mark.parametrize(("intent", "value"), [("skip", "skipped"), ("not_sure", "not_sure")])
def test_every_question_can_be_skipped_and_be_not_sure(talk, slot, intent, value):
    talk.slots.update(HARD_DAYS, support_now=["mentor"], decision_supporters=["friend"])
    talk.answer(slot, intent)
    assert talk.slots[slot] == value
    assert talk.asked != slot


@pytest.mark.parametrize("slot", ["begin", "keep_plan", *(f"sharing_{section}" for section in SECTIONS)])
@pytest.mark.parametrize("intent", ["skip", "not_sure"])
def test_a_step_and_a_sharing_choice_are_asked_again_instead(agreed, slot, intent):
    agreed.slots[slot] = None
    agreed.answer(slot, intent, form="next_steps_form" if slot.startswith("sharing") else None)
    assert agreed.slots[slot] is None
    assert agreed.said == ["utter_not_understood"]


def test_a_value_that_the_question_does_not_know_is_not_taken(talk):
    talk.tap("year_group", "year_99")
    assert talk.slots["year_group"] is None
    assert talk.said == ["utter_not_understood"]


# --- not understood -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "left_as"),
    [
        ("year_group", "skipped"),
        ("what_helps", "skipped"),
        ("begin", "full"),
        ("heard_right", "yes"),
        ("keep_plan", "not_now"),
        ("sharing_hard_days", "only_me"),
        ("after_help", "stop"),
        ("carry_on", "later"),
    ],
)
def test_other_words_come_first_then_buttons_then_the_question_is_left(talk, slot, left_as):
    form = {"after_help": "after_help_form", "carry_on": "carry_on_form"}.get(slot)
    if slot.startswith("sharing"):
        form, talk.slots["keep_plan"] = "next_steps_form", "agreed"
    assert talk.type(slot, MEANS_NOTHING, form) == ["utter_not_understood"]
    assert (talk.slots[slot], talk.slots["misunderstood"]) == (None, True)
    assert talk.type(slot, MEANS_NOTHING, form) == ["utter_tap_instead"]
    assert (talk.slots[slot], talk.slots["misunderstood"]) == (None, True)
    assert talk.type(slot, MEANS_NOTHING, form)[0] == "utter_skipped"
    assert (talk.slots[slot], talk.slots["misunderstood"], talk.slots["misses"]) == (left_as, None, None)


def test_an_answer_that_is_understood_ends_the_count(talk):
    for _ in range(2):
        talk.type("year_group", MEANS_NOTHING)
        talk.type("year_group", MEANS_NOTHING)
        talk.type("year_group", "year 11")
        assert (talk.slots["year_group"], talk.slots["misses"]) == ("year_11", None)
        talk.slots["year_group"] = None


def test_what_was_not_understood_is_kept_nowhere(agreed, plan):
    agreed.type("interests", MEANS_NOTHING)
    assert MEANS_NOTHING not in str(agreed.slots)
    assert MEANS_NOTHING not in str(plan())


def test_too_many_words_are_said_to_be_too_many(talk):
    assert talk.type("dream_job", "vet " * MAX_WORDS) == ["utter_too_long"]
    assert talk.slots["dream_job"] is None


def test_leaving_a_question_that_they_went_back_to_keeps_what_was_said_before(agreed, plan):
    agreed.tap("interests", ["animals"])
    agreed.slots.update(interests=None, earlier={"interests": ["animals"]})
    for _ in range(3):
        agreed.type("interests", MEANS_NOTHING)
    assert agreed.slots["interests"] == ["animals"]
    assert plan().values["interests"] == ("animals",)


@pytest.mark.parametrize(
    "intent",
    ["why", "help_now", "safeguarding_concern", "talk_to_a_person", "stop", "show_matches", "about_college"],
)
def test_an_interruption_is_no_answer_and_the_question_stays(agreed, plan, intent):
    agreed.answer("dream_job", intent, "i want to hurt zanzibarcanary", "about_me_form")
    assert agreed.slots["dream_job"] is None
    assert agreed.slots["misses"] is None
    assert agreed.said == []
    assert "zanzibarcanary" not in str(plan()) + str(agreed.slots)


def test_something_to_change_after_the_summary_is_asked_for(talk):
    assert talk.tap("heard_right", "change") == ["utter_ask_what_to_change"]
    assert talk.slots["heard_right"] is None
