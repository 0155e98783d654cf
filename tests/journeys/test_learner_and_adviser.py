"""From hello to a plan that both agree: a learner in the chat, an adviser at the desk."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.rasa, pytest.mark.browser]

ADVISER = "adviser@demo.example"
# Typed as young people type: the short way first, the rest on another day.
SHORT_WAY = {
    "begin": "the short way",
    "year_group": "yr 11",
    "interests": "computors n anmials",
    "route": "collage",
    "keep_plan": "yes keep it",
    "what_helps": "quiet + braks",
    "home_area": "qn1 2ab",
    "travel_time": "40 mins",
    "sharing": "my advisor",
}
ANOTHER_DAY = {
    "strengths": "tecnology",
    "what_is_hard": "i carnt do noisy places",
    "good_and_hard_days": "it changes alot",
    "sharing": "my advisor",
}
QUESTION = "What helps you when it is noisy?"
ANSWER = "my headfones and a walk"


def test_a_learner_s_plan_is_read_asked_about_answered_and_agreed(a_learner, signed_in, reference_of):
    learner = a_learner()
    answers_the_short_way(learner)
    code = reads_the_plan(learner)
    adviser = signed_in(ADVISER)
    reads_it_and_asks_back(adviser, reference_of(learner))
    again = a_learner(viewport={"width": 390, "height": 800})
    comes_back_and_replies(again, code)
    reads_the_reply_and_agrees(adviser)


def answers_the_short_way(learner):
    learner.meets_no_barrier()
    learner.begins()
    learner.meets_no_barrier()
    learner.talks(SHORT_WAY, until="interests")
    learner.page.get_by_text("Show more").click()
    learner.meets_no_barrier()
    learner.talks(SHORT_WAY, until="what_helps")
    learner.page.get_by_text("Show more").click()
    learner.meets_no_barrier()
    learner.talks(SHORT_WAY, until="sharing.about_me")
    chooses_courses(learner)
    learner.talks(SHORT_WAY, until="")
    learner.sees("That is all the questions.")
    learner.meets_no_barrier()


def chooses_courses(learner):
    """Matches with reasons and a visit: save one, turn one down."""
    expect(learner.cards).to_have_count(3)
    first, second = learner.card(0), learner.card(1)
    for card in (first, second):
        expect(card).to_contain_text("Because you said")
    expect(learner.cards.filter(has_text="Next visit")).not_to_have_count(0)
    second.get_by_text("Not for me").click()
    learner.meets_no_barrier()
    learner.answers_with(second.get_by_role("button", name="Too far").click)
    learner.answers_with(first.get_by_role("button", name="Save").click)
    expect(learner.last).to_contain_text("in your plan")


def reads_the_plan(learner):
    learner.opens_the_plan()
    for words in ("Year 11", "“computors n anmials”", "“quiet + braks”", "Too far", "I am thinking about it"):
        learner.sees(words)
    learner.meets_no_barrier()
    return learner.takes_a_code()


def reads_it_and_asks_back(adviser, reference):
    row = adviser.listed(reference)
    expect(row).to_contain_text("Year 11")
    expect(row).to_contain_text("missing")
    adviser.meets_no_barrier()
    adviser.opens(reference)
    adviser.reads_in("About me", ["Year 11", "Care for animals", "Use computers", "“computors n anmials”"])
    adviser.reads_in("What helps", ["A quiet place", "Breaks", "“quiet + braks”"])
    adviser.reads_in("Courses looked at", ["Considering", "Turned down", "“Too far”"])
    adviser.reads_in("Still missing", ["There is no back-up choice yet"])
    agrees_too_early(adviser)
    adviser.page.get_by_label("What is your question about?").select_option("what_helps")
    adviser.page.get_by_label("Your question", exact=True).fill(QUESTION)
    adviser.tap("Ask")
    adviser.sees("Your question is saved.")
    adviser.sees("Waiting for a reply")
    adviser.meets_no_barrier()


def agrees_too_early(adviser):
    adviser.tap("Agree this plan")
    adviser.sees("is not answered yet. Ask the learner about it")
    adviser.meets_no_barrier()


def comes_back_and_replies(learner, code):
    learner.comes_back_with(code.lower().replace("-", " "))
    expect(learner.last).to_contain_text(QUESTION)
    learner.meets_no_barrier()
    learner.talks(ANOTHER_DAY, until="sharing.hard_days")
    learner.talks(ANOTHER_DAY, until="")
    learner.opens_the_plan()
    learner.page.get_by_label("Your answer").fill(ANSWER)
    learner.tap("Send my answer")
    learner.sees(ANSWER)
    learner.sees("“i carnt do noisy places”")
    learner.meets_no_barrier()


def reads_the_reply_and_agrees(adviser):
    adviser.page.reload()
    adviser.reads_in("Comments and questions", [QUESTION, f"“{ANSWER}”"])
    adviser.reads_in("Hard days", ["“i carnt do noisy places”", "It changes a lot"])
    adviser.tap("Agree this plan")
    adviser.sees("The plan is agreed.")
    adviser.meets_no_barrier()
