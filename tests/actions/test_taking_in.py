"""What is said beside an answer: what was noted, what was changed, and what that changes."""

import pytest

from actions.changes import TakeIn
from actions.interruptions import AnswerTopic
from bot.questions import OFFER, asked

HARD = {"good_and_hard_days": "changes_a_lot"}
SAME = {"good_and_hard_days": "mostly_the_same"}
FOLLOWS = {"how_often_hard": "most_weeks", "hard_day_signs": ["go_quiet"], "hard_day_help": ["talk_to_me"]}
ENDED = {**dict.fromkeys(asked({}), "skipped"), "begin": "full", "keep_plan": "not_now"}


def test_a_change_says_what_it_was_and_what_it_is(talk):
    talk.slots["year_group"] = "year_10"
    assert talk.answer("interests", text="im in year 11", year_group="year_11") == ["utter_changed"]
    said = talk.messages[0]
    assert (said["noted"], said["before"], said["now"]) == ("My year", "Year 10", "Year 11")
    assert (talk.asked, talk.slots["year_group"]) == ("interests", "year_11")


def test_a_change_says_that_the_plan_has_it_only_where_it_does(agreed, plan):
    assert agreed.answer("interests", text="im in year 10", year_group="year_10") == ["utter_changed_in_plan"]
    assert plan().values["year_group"] == "year_10"


def test_an_answer_that_they_went_back_to_says_its_change_too(talk):
    talk.slots.update(earlier={"year_group": "year_10"})
    assert talk.tap("year_group", "year_11") == ["utter_changed"]
    talk.slots.update(earlier={"year_group": "year_11"}, year_group=None)
    assert talk.tap("year_group", "year_11") == []


def test_a_change_says_what_it_leaves_out(agreed, plan):
    agreed.slots["begin"] = "full"
    for slot, value in {**HARD, **FOLLOWS}.items():
        agreed.tap(slot, value)
    agreed.answer("worries", text="actually most days are the same", form="next_steps_form", **SAME)
    assert agreed.said == ["utter_changed_in_plan", "utter_left_out"]
    assert agreed.messages[1]["noted"].count("\n") == len(FOLLOWS) - 1
    assert not set(FOLLOWS) & set(plan().values)


@pytest.mark.parametrize(("path", "says"), [("full", ["utter_more_to_ask"]), ("quick", [])])
def test_a_change_says_that_more_is_asked_where_it_is(talk, path, says):
    talk.slots.update(SAME, begin=path)
    talk.answer("worries", text="it changes a lot", form="next_steps_form", **HARD)
    assert talk.said == ["utter_changed", *says]


@pytest.mark.parametrize(("shown", "says"), [(["c1"], ["utter_other_courses"]), ([], []), (None, [])])
def test_a_change_says_that_other_courses_fit_where_they_do(talk, shown, says):
    """There are no courses here: others fit now only where some were shown."""
    talk.slots.update(year_group="year_10", shown=shown)
    talk.answer("interests", text="im in year 11", year_group="year_11")
    assert talk.said == ["utter_changed", *says]


def test_a_step_that_is_taken_again_is_no_change_of_an_answer(talk):
    talk.slots.update(year_group="year_11", earlier={"begin": "full"})
    assert talk.tap("begin", "quick") == []


# --- beside a question of their own ---------------------------------------------------------------


def test_what_is_said_beside_a_question_is_noted_after_its_answer(talk):
    talk.slots["requested_slot"] = "interests"
    talk.do(AnswerTopic(), "about_t_level", "what is a t level? im in year 11", year_group="year_11")
    assert talk.said == ["utter_about_t_level", "utter_also_noted"]
    assert talk.slots["year_group"] == "year_11"


def test_a_question_alone_changes_nothing(talk):
    assert talk.do(AnswerTopic(), "about_t_level", "what is a t level?") == []


# --- when nothing is asked ------------------------------------------------------------------------


def test_what_is_said_at_the_end_is_taken_in_and_it_ends_again(talk):
    talk.slots.update(ENDED, year_group="year_10")
    talk.do(TakeIn(), "inform", "im in year 11", year_group="year_11")
    assert talk.said == ["utter_changed"]
    assert (talk.slots["year_group"], talk.follow_up) == ("year_11", "action_next_sitting")


def test_what_is_said_in_a_break_is_taken_in_and_the_break_goes_on(talk):
    talk.slots.update(begin="full")
    talk.do(TakeIn(), "inform", "im in year 11", year_group="year_11")
    assert talk.said == ["utter_also_noted"]
    assert (talk.slots["year_group"], talk.follow_up) == ("year_11", "carry_on_form")


@pytest.mark.parametrize("intent", ["skip", "not_sure", "as_before", "inform"])
def test_what_answers_nothing_is_answered_all_the_same(talk, intent):
    talk.slots.update(ENDED)
    assert talk.do(TakeIn(), intent, "whatever") == []
    assert talk.said == ["utter_nothing_asked"]


def test_what_is_only_likely_is_offered_as_its_question_again(talk):
    talk.slots.update(ENDED, route=["college"])
    likely = {"slot": "route", "value": ["job"]}
    talk.do(TakeIn(), "doubtful", "maybe a job", doubtful=likely)
    assert talk.said == ["utter_before_you_said"]
    assert (talk.asked, talk.follow_up) == (OFFER, "about_me_form")
    assert talk.slots["offered"] == {**likely, "words": "maybe a job", "asked": "route"}
    assert talk.slots["earlier"] == {"route": ["college"]}
