"""The conversation's beginning, its return to a plan, its summary, its stops and its end."""

import pytest

from actions.courses import rejected
from actions.plan import CarryOn, Finish, Hello, RestorePlan, Stop, hand_over, summary
from actions.sittings import NextSitting
from bot import audit, plans, questions
from bot.people import Setting
from bot.plans import ADVISER, LEARNER, Status
from bot.reference import wording
from bot.store import StoreUnavailable

from .conftest import MADE_UP, Talk

SHARED, UNSHARED = {"about_me": "adviser"}, {}


@pytest.mark.parametrize(
    ("lead", "says", "free_text"), [(True, "utter_hello", True), (False, "utter_hello_no_typing", False)]
)
def test_the_beginning_says_whether_one_can_type(talk, store, lead, says, free_text):
    if not lead:
        with store.open() as s:
            s.people.save_setting(Setting("river", "River School"), MADE_UP)
    talk.do(Hello())
    assert talk.said == [says]
    assert (talk.slots["free_text"], talk.slots["setting"]) == (free_text, "River School")


def test_a_conversation_that_belongs_nowhere_has_no_typing(store):
    stray = Talk("nobody's")
    stray.do(Hello())
    assert stray.said == ["utter_hello_no_typing"]


# --- coming back ----------------------------------------------------------------------------------


def come_back(talk, store, plan):
    """Take the plan up in a new conversation, as a return code does."""
    again = Talk("another conversation")
    with store.open() as s:
        s.plans.link(plan.reference, again.conversation)
    again.do(RestorePlan())
    return again


def test_a_return_code_brings_every_answer_back(agreed, plan, store):
    agreed.type("what_helps", "quiet + breaks")
    agreed.tap("interests", ["animals"])
    agreed.tap("sharing_choices", "adviser")
    again = come_back(agreed, store, plan())
    assert again.said == ["utter_welcome_back"]
    assert again.follow_up == "action_next_sitting"
    for slot in ("year_group", "interests", "what_helps", "keep_plan", "sharing_choices"):
        assert again.slots[slot] == agreed.slots[slot]
    assert again.slots["words"] == {"what_helps": "quiet + breaks"}
    assert again.slots["free_text"] is True


def test_after_coming_back_answers_go_into_the_same_plan(agreed, plan, store):
    agreed.tap("interests", ["animals"])
    again = come_back(agreed, store, plan())
    again.tap("interests", ["sport"])
    assert plan().values["interests"] == ("sport",)


def test_sections_that_were_never_asked_about_are_asked_about_after_coming_back(agreed, plan, store):
    again = come_back(agreed, store, plan())
    assert again.slots["sharing_about_me"] is None


def test_what_was_turned_down_is_still_turned_down_after_coming_back(agreed, plan, store):
    option = plans.Option(
        "c1", "Bikes", "Mill Lane", plans.Choice.REJECTED, "too_far", ("How big?",), 2.5, "p1"
    )
    with store.open() as s:
        s.plans.save(plans.with_option(plan(), option), MADE_UP)
    again = come_back(agreed, store, plan())
    assert rejected(again.tracker()) == {"c1": "too_far"}


def test_without_a_plan_a_return_is_a_beginning(talk):
    talk.do(RestorePlan())
    assert talk.follow_up == "action_hello"


# --- the summary ----------------------------------------------------------------------------------


ABOUT_ME = {**dict.fromkeys(questions.sitting(1, {}), "skipped"), "begin": "full"}


def test_the_summary_comes_before_the_question_whether_to_keep_it(talk):
    talk.slots.update({**ABOUT_ME, "year_group": "year_11", "interests": ["animals", "cars_and_bikes"]})
    talk.do(NextSitting())
    assert talk.said[:3] == ["utter_heard_intro", "summary", "utter_heard_change"]
    lines = talk.messages[1]["custom"]["text"].split("\n")
    bikes = wording.label("interests", "cars_and_bikes")
    assert [line.split(": ")[1] for line in lines] == ["Year 11", f"Care for animals, {bikes}"]
    assert talk.follow_up == "what_helps_form"
    assert talk.go_on() == "keep_plan"


def test_who_said_nothing_is_told_so(talk):
    talk.slots.update(ABOUT_ME)
    talk.do(NextSitting())
    assert talk.said[0] == "utter_nothing_heard"


def test_the_summary_comes_again_after_something_was_changed_in_it(talk):
    talk.slots.update(ABOUT_ME, year_group="year_10")
    talk.do(NextSitting())
    talk.slots["year_group"] = "year_11"
    talk.do(NextSitting())
    assert "Year 11" in talk.messages[1]["custom"]["text"]


def test_the_summary_is_in_the_order_of_asking():
    lines = summary({"travel_time": "minutes_20", "year_group": "year_11"})
    assert len(lines) == 2
    assert "Year 11" in lines[0]


# --- the end --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shared", "status", "says"),
    [
        (None, Status.DRAFT, "utter_all_done_kept"),
        ("only_me", Status.DRAFT, "utter_all_done_kept"),
        ("adviser", Status.WITH_ADVISER, "utter_all_done_shared"),
        ("new_place_too", Status.WITH_ADVISER, "utter_all_done_shared"),
    ],
)
def test_at_the_end_the_adviser_gets_what_is_shared_with_them(agreed, plan, shared, status, says):
    if shared:
        agreed.tap("sharing_hard_days", shared)
    agreed.do(Finish())
    assert agreed.said == [says]
    assert plan().status is status


@pytest.mark.parametrize(
    ("year", "says"),
    [("year_9", "utter_all_done_not_kept"), ("year_8_or_below", "utter_all_done_too_young")],
)
def test_the_end_without_a_plan_says_so(talk, plan, year, says):
    talk.slots["year_group"] = year
    talk.do(Finish())
    assert talk.said == [says]
    assert plan() is None


def test_an_end_that_could_not_be_kept_is_an_error(agreed, broken):
    agreed.said = []
    broken()
    with pytest.raises(StoreUnavailable):
        agreed.do(Finish())
    assert agreed.said == []


@pytest.mark.parametrize(
    ("status", "sharing", "after"),
    [
        (Status.DRAFT, SHARED, Status.WITH_ADVISER),
        (Status.DRAFT, UNSHARED, Status.DRAFT),
        (Status.WITH_ADVISER, SHARED, Status.WITH_ADVISER),
        (Status.WITH_ADVISER, UNSHARED, Status.DRAFT),
        (Status.AGREED, UNSHARED, Status.AGREED),
        (Status.CLOSED, SHARED, Status.CLOSED),
    ],
)
def test_handing_over_follows_the_learners_sharing(status, sharing, after):
    plan = plans.ExitPlan("a-reference", "river", status=status, sharing=sharing)
    assert hand_over(plan).status is after


@pytest.mark.parametrize(
    ("agreed_to", "says"), [(True, "utter_stopped_kept"), (False, "utter_stopped_not_kept")]
)
def test_a_stop_says_what_is_kept_and_offers_to_carry_on(talk, agreed_to, says):
    talk.slots.update(keep_plan="agreed" if agreed_to else None, interests=["animals"], carry_on="later")
    talk.do(Stop())
    assert talk.said == [says]
    assert talk.follow_up == "carry_on_form"
    assert (talk.slots["carry_on"], talk.slots["interests"]) == (None, ["animals"])


@pytest.mark.parametrize(
    ("chosen", "follow_up", "says"),
    [("yes", "action_next_sitting", []), ("later", None, ["utter_carry_on_later"])],
)
def test_carrying_on_or_not(talk, chosen, follow_up, says):
    talk.slots["carry_on"] = chosen
    talk.do(CarryOn())
    assert (talk.follow_up, talk.said, talk.slots["carry_on"]) == (follow_up, says, None)


def test_a_plan_that_was_agreed_comes_back_with_its_sharing(agreed, plan, store):
    agreed.tap("good_and_hard_days", "mostly_the_same")
    event = audit.Event("adviser:1", "plan.moved", "plan:test")
    with store.open() as s:
        sent = s.plans.save(plans.move(plan(), "send", LEARNER), event)
        s.plans.save(plans.move(sent, "agree", ADVISER), event)
    assert come_back(agreed, store, plan()).slots["sharing_about_me"] == "only_me"


def test_who_sees_a_section_that_was_empty_when_the_plan_was_sent_is_still_asked(agreed, plan, store):
    with store.open() as s:
        s.plans.save(plans.move(plan(), "send", LEARNER), audit.Event("learner", "plan.moved", "plan:test"))
    again = come_back(agreed, store, plan())
    assert (again.slots["sharing_about_me"], again.slots["sharing_hard_days"]) == ("only_me", None)
