"""Going back, changing an answer, starting again: nothing is lost on the way."""

import pytest

from actions.changes import Change, GoBack, StartAgain
from bot.questions import QUESTIONS

HARD_DAYS = {"how_often_hard": "most_weeks", "hard_day_signs": ["go_quiet"], "hard_day_help": ["talk_to_me"]}


def test_going_back_asks_the_question_before_and_says_what_was_answered(agreed, plan):
    agreed.tap("interests", ["animals"])
    agreed.slots["requested_slot"] = "strengths"
    agreed.do(GoBack(), "go_back", "/go_back")
    assert agreed.said == ["utter_before_you_said"]
    assert agreed.messages[0]["earlier"] == "Care for animals"
    assert agreed.follow_up == "about_me_form"
    assert agreed.go_on() == "interests"


def test_the_plan_keeps_the_old_answer_until_there_is_a_new_one(agreed, plan):
    agreed.tap("interests", ["animals"])
    agreed.slots["requested_slot"] = "strengths"
    agreed.do(GoBack())
    assert (agreed.slots["interests"], plan().values["interests"]) == (None, ("animals",))
    agreed.tap("interests", ["sport"])
    assert plan().values["interests"] == ("sport",)
    assert agreed.slots["earlier"] is None


def test_a_skip_after_going_back_leaves_the_old_answer(agreed, plan):
    agreed.type("interests", "animals")
    agreed.slots["requested_slot"] = "strengths"
    agreed.do(GoBack())
    agreed.answer("interests", "skip")
    assert (agreed.slots["interests"], plan().values["interests"]) == (["animals"], ("animals",))


def test_one_can_go_back_again_and_again_to_the_first_question(talk):
    talk.slots.update(begin="full", how_to_talk="tap", who_is_here="just_me", year_group="year_11")
    talk.slots["requested_slot"] = "interests"
    passed = []
    while talk.do(GoBack()):
        passed.append(talk.go_on())
    assert passed == ["year_group", "who_is_here", "how_to_talk", "begin"]
    assert talk.said == ["utter_back_to_start_nothing_before"]


def test_a_skipped_question_is_gone_back_to_without_words_about_it(talk):
    talk.slots.update(begin="full", how_to_talk="skipped", requested_slot="who_is_here")
    talk.do(GoBack())
    assert talk.said == []
    assert talk.go_on() == "how_to_talk"


@pytest.mark.parametrize("path", ["full", "quick"])
@pytest.mark.parametrize(
    "question", [question for question in QUESTIONS if question.name != "sharing"], ids=lambda q: q.name
)
def test_every_answer_can_be_changed_by_name_on_either_path(talk, question, path):
    value = list(question.values[:1]) if question.kind == "some" else (question.values or ("OX14",))[0]
    talk.slots.update(begin=path, good_and_hard_days="changes_a_lot", support_now=["mentor"])
    talk.slots.update({"decision_supporters": ["friend"], question.name: value})
    talk.do(Change(), "change", "/change", question=question.name)
    assert talk.said == ["utter_before_you_said"]
    assert talk.slots[question.name] is None
    if question.name not in ("good_and_hard_days", "support_now", "decision_supporters"):
        assert talk.go_on() == question.name


@pytest.mark.parametrize("question", ["good_and_hard_days", "support_now", "decision_supporters"])
def test_an_answer_that_others_hang_on_can_be_changed_too(talk, question):
    talk.slots.update(begin="full", good_and_hard_days="changes_a_lot", support_now=["mentor"])
    talk.slots["decision_supporters"] = ["friend"]
    talk.do(Change(), "change", "/change", question=question)
    assert talk.go_on() == question


def test_what_to_change_can_be_said_in_words(talk):
    talk.slots.update(begin="full", year_group="year_10")
    talk.do(Change(), "change", "i want to change my year")
    assert talk.go_on() == "year_group"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("i want to change something", {}),
        ("/change", {"question": "how_often_hard"}),
        ("/change", {"question": "shoes"}),
    ],
)
def test_what_is_not_named_or_does_not_apply_is_asked_for(talk, text, named):
    talk.slots.update(begin="full", requested_slot="strengths")
    talk.do(Change(), "change", text, **named)
    assert talk.go_on() == "heard_right"
    talk.tap("heard_right", "yes", "about_me_form")
    assert talk.asked == "how_to_talk"
    assert talk.slots["heard_right"] is None


def test_who_is_too_young_is_told_so_instead_of_asked_to_keep_a_plan(talk):
    talk.slots["year_group"] = "year_8_or_below"
    talk.do(Change(), question="keep_plan")
    assert talk.said == ["utter_year_8"]


def test_sharing_is_changed_from_its_first_section(agreed):
    agreed.slots.update(begin="full", sharing_about_me="adviser")
    agreed.do(Change(), "change", "/change", question="sharing")
    assert agreed.go_on() == "sharing_about_me"


def test_a_change_takes_the_follow_ups_out_of_the_plan(agreed, plan):
    agreed.tap("good_and_hard_days", "changes_a_lot")
    for slot, value in HARD_DAYS.items():
        agreed.tap(slot, value)
    agreed.do(Change(), "change", "/change", question="good_and_hard_days")
    assert set(HARD_DAYS) <= set(plan().values)
    agreed.tap("good_and_hard_days", "mostly_the_same")
    assert not set(HARD_DAYS) & set(plan().values)


def test_starting_again_forgets_no_answer_of_the_plan_and_asks_from_the_first(agreed, plan):
    agreed.slots.update(begin="full", setting="River School", free_text=True)
    agreed.tap("interests", ["animals"])
    before = plan()
    agreed.do(StartAgain())
    assert agreed.said == ["utter_start_again"]
    assert agreed.follow_up == "begin_form"
    assert agreed.go_on() == "begin"
    assert plan() == before
    assert (agreed.slots["setting"], agreed.slots["free_text"], agreed.slots["keep_plan"]) == (
        "River School",
        True,
        "agreed",
    )
    assert agreed.slots["earlier"] == {"year_group": "year_11", "interests": ["animals"]}


def test_starting_again_and_skipping_keeps_the_earlier_answer(agreed, plan):
    agreed.tap("interests", ["animals"])
    agreed.do(StartAgain())
    agreed.answer("interests", "skip")
    assert plan().values["interests"] == ("animals",)
