"""What a message says about the question that was asked: taps, words, skips, and what is not understood."""

from functools import partial

import pytest

from actions.taking_in import AskDidYouMean
from bot.answers import MAX_WORDS
from bot.questions import BY_NAME, OFFER, SECTIONS
from bot.reference import wording

from .conftest import FORMS

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
    assert talk.type(slot, MEANS_NOTHING, form)[:2] == ["utter_left", "utter_offer_a_person"]
    assert (talk.slots[slot], talk.slots["misunderstood"], talk.slots["misses"]) == (left_as, None, None)


def test_a_question_without_buttons_gives_another_hint(talk):
    talk.type("home_area", MEANS_NOTHING)
    assert talk.type("home_area", MEANS_NOTHING) == ["utter_skip_instead"]


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


def test_what_to_change_is_asked_until_it_is_said_or_all_is_right(talk):
    assert talk.tap("heard_right", "change", "about_me_form") == ["utter_say_what_to_change"]
    assert talk.asked == "heard_right"
    talk.type("heard_right", MEANS_NOTHING, "about_me_form")
    assert talk.asked == "heard_right"
    talk.type("heard_right", "its all right", "about_me_form")
    assert (talk.asked, talk.slots["heard_right"]) == ("how_to_talk", None)


@pytest.mark.parametrize("text", ["whats the capital of france", "do you like pizza?"])
def test_a_question_about_anything_else_is_answered_and_is_no_miss(talk, text):
    for _ in range(4):
        assert talk.answer("interests", "out_of_scope", text) == ["utter_out_of_scope"]
        assert (talk.asked, talk.slots["misses"], talk.slots["interests"]) == ("interests", None, None)


def test_words_about_anything_else_are_a_miss(talk):
    assert talk.answer("interests", "out_of_scope", "my dog ate pizza") == ["utter_not_understood"]
    assert talk.slots["misses"] == 1


# --- several answers in one message ---------------------------------------------------------------

LEEDS = {"home_area": "Leeds"}


def test_what_was_said_beside_the_answer_is_noted_with_a_word(talk):
    said = talk.answer("route", text="college. i live in leeds", route=["college"], **LEEDS)
    assert said == ["utter_also_noted"]
    assert talk.messages[0]["noted"] == "My area: Leeds"
    assert (talk.slots["route"], talk.slots["home_area"]) == (["college"], "Leeds")


def test_an_answer_to_another_question_leaves_this_one_open_and_is_no_miss(talk):
    assert talk.answer("route", text="i live in leeds btw", **LEEDS) == ["utter_also_noted"]
    assert (talk.asked, talk.slots["misses"]) == ("route", None)


def test_what_was_said_before_its_sitting_is_not_asked_again(agreed, plan):
    agreed.answer("interests", text="dogs. quiet helps me", interests=["animals"], what_helps=["quiet_place"])
    assert plan().values["what_helps"] == ("quiet_place",)
    agreed.slots.update(begin="full")
    assert agreed.come_to("what_helps_form") == "what_is_hard"


def test_the_own_words_stand_beside_each_answer_of_a_message(agreed, plan):
    words = "cars and im in year 10"
    agreed.answer("interests", text=words, interests=["cars_and_bikes"], year_group="year_10")
    assert {plan().answers[name].words for name in ("interests", "year_group")} == {words}


def test_words_with_something_sensitive_stand_beside_that_and_what_was_asked_alone(agreed, plan):
    words = "quiet helps cos noise is hard. im good with ideas"
    said = {"what_helps": ["quiet_place"], "what_is_hard": ["noise"], "strengths": ["ideas"]}
    agreed.answer("what_helps", text=words, **said)
    assert {name: plan().answers[name].words for name in said} == {
        "what_helps": words, "what_is_hard": words, "strengths": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({"how_often_hard": "most_weeks"}, {}),
        ({"support_to_continue": "all_of_it"}, {"support_now": ["none"]}),
        ({"sharing_choices": "adviser"}, {}),
        ({"sharing_choices": "adviser"}, {"keep_plan": "not_now"}),
        ({"keep_plan": "agreed"}, {}),
        ({"begin": "quick"}, {}),
    ],
)
def test_what_does_not_apply_or_was_not_asked_is_not_taken_from_words_beside_an_answer(talk, said, known):
    talk.slots.update(known)
    talk.answer("interests", text="animals and so on", interests=["animals"], **said)
    (slot,) = said
    assert talk.slots[slot] == known.get(slot)
    assert talk.said == []
    assert talk.slots["interests"] == ["animals"]


def test_a_follow_up_is_taken_with_the_answer_that_calls_for_it(talk):
    said = {"good_and_hard_days": "some_days_are_hard", "how_often_hard": "most_weeks"}
    talk.answer("good_and_hard_days", text="some days are hard, most weeks", **said)
    assert talk.slots["how_often_hard"] == "most_weeks"


def test_who_shares_what_may_be_said_unasked_once_a_plan_is_kept(agreed, plan):
    agreed.answer("interests", text="animals. my adviser can see my choices", sharing_choices="adviser")
    assert plan().sharing["choices"] == "adviser"
    assert agreed.said == ["utter_also_noted"]


def test_what_was_said_already_is_said_to_be_known(talk):
    talk.slots["home_area"] = "Leeds"
    assert talk.answer("route", text="i live in leeds", **LEEDS) == ["utter_noted_before"]


# --- did you mean ---------------------------------------------------------------------------------

COLLEGE = {"slot": "route", "value": ["college"]}


def offer(talk, asked="route", **meant):
    talk.answer(asked, "doubtful", "maybe collage", doubtful={**COLLEGE, **meant})


@pytest.fixture
def offered(agreed):
    """Told "maybe collage" when asked for the route."""
    offer(agreed)
    assert agreed.asked == OFFER
    agreed.answer = partial(say, agreed)
    return agreed


def say(talk, intent="inform", text="", **carried):
    talk.do(FORMS["about_me_form"], intent, text or f"/{intent}", **carried)
    return talk.said


def test_what_is_only_likely_is_offered_and_not_stored(offered, plan):
    assert offered.slots["route"] is None
    assert "route" not in plan().values
    offered.do(AskDidYouMean())
    assert offered.messages[0]["meant"] == "Go to college"


def test_yes_stores_it_with_the_words_that_were_typed_first(offered, plan):
    offered.answer(text="yeah", did_you_mean="yes")
    assert plan().answers["route"].value == ("college",)
    assert plan().answers["route"].words == "maybe collage"
    assert (offered.asked != "route", offered.slots["offered"]) == (True, None)


def test_no_asks_the_question_in_other_words(offered, plan):
    assert offered.answer(text="nah", did_you_mean="no") == ["utter_not_meant"]
    assert (offered.asked, offered.slots["misunderstood"], offered.slots["offered"]) == ("route", True, None)
    assert "route" not in plan().values


def test_what_is_never_meant_is_left_with_a_person_offered(offered):
    for _ in range(2):
        offered.answer(text="nah", did_you_mean="no")
        offered.answer("doubtful", "maybe collage", doubtful=COLLEGE)
        assert offered.asked == OFFER
    offered.answer(text="nah", did_you_mean="no")
    assert offered.said == ["utter_left", "utter_offer_a_person"]
    assert offered.slots["route"] == "skipped"


def test_anything_else_is_a_fresh_answer(offered, plan):
    offered.answer(text="an apprenticeship", route=["apprenticeship"])
    assert plan().answers["route"].words == "an apprenticeship"
    assert plan().values["route"] == ("apprenticeship",)


@pytest.mark.parametrize(("intent", "value"), [("skip", "skipped"), ("not_sure", "not_sure")])
def test_the_open_question_can_be_skipped_behind_an_offer(offered, intent, value):
    offered.answer(intent)
    assert (offered.slots["route"], offered.slots["offered"]) == (value, None)


def test_an_interruption_leaves_the_offer(offered):
    offered.answer("why")
    assert (offered.asked, offered.slots["offered"]["slot"]) == (OFFER, "route")


def test_what_was_sure_is_taken_beside_what_is_offered(talk):
    talk.answer("year_group", "doubtful", "yr 11 maybe collage", year_group="year_11", doubtful=COLLEGE)
    assert (talk.slots["year_group"], talk.asked) == ("year_11", OFFER)
    talk.do(AskDidYouMean())
    assert talk.messages[0]["meant"] == f"{wording.heading('route')}: Go to college"


def test_an_offer_for_another_question_leaves_the_open_one_open(talk):
    offer(talk, asked="year_group")
    say(talk, text="yes", did_you_mean="yes")
    assert (talk.slots["route"], talk.asked) == (["college"], "year_group")


def test_what_is_known_is_not_offered(talk):
    talk.slots["route"] = ["college"]
    offer(talk, asked="interests")
    assert (talk.asked, talk.slots["offered"]) == ("interests", None)


# --- as before ------------------------------------------------------------------------------------


@pytest.mark.parametrize("intent", ["as_before", "skip"])
def test_like_before_is_the_earlier_answer(agreed, plan, intent):
    agreed.tap("interests", ["animals"])
    agreed.slots.update(interests=None, earlier={"interests": ["animals"]})
    agreed.answer("interests", intent, "same as before")
    assert (agreed.slots["interests"], plan().values["interests"]) == (["animals"], ("animals",))
    assert agreed.slots["earlier"] is None


def test_like_before_where_nothing_was_said_is_asked_again(talk):
    assert talk.answer("interests", "as_before", "same as before") == ["utter_nothing_said_before"]
    assert talk.asked == "interests"
