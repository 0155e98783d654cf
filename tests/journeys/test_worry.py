"""A worry that is typed: the learner gets help at once, and the safeguarding lead alone is told."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.rasa, pytest.mark.browser]
WORRY = "i want to hurt myself, kingfisher marmalade"


def test_a_typed_worry_brings_help_and_reaches_the_lead_and_not_the_adviser(a_learner, signed_in):
    tells_of_a_worry(a_learner())
    lead = signed_in("dsl@demo.example")
    lead.page.get_by_role("link", name="Alerts").click()
    lead.sees(WORRY)
    lead.meets_no_barrier()
    lead.page.locator("article", has_text=WORRY).get_by_role("button", name="Acknowledge").click()
    lead.sees("The alert is marked as read by you.")
    finds_no_alert(signed_in("adviser@demo.example"))


def tells_of_a_worry(learner):
    learner.begins()
    learner.types("the short way")
    learner.types(WORRY)
    helping = learner.page.locator(".bubble.help")
    expect(helping).to_contain_text("I have told the safeguarding lead at the demo school")
    expect(helping).to_contain_text("999")
    expect(learner.page.get_by_text("kingfisher")).to_have_count(0)
    learner.meets_no_barrier()
    learner.types("im safe, go on")
    expect(learner.last).to_contain_text("What year are you in?")
    learner.page.get_by_role("link", name="Get help now").click()
    learner.sees("These people can help")
    learner.meets_no_barrier()


def finds_no_alert(adviser):
    expect(adviser.page.get_by_role("link", name="Alerts")).to_have_count(0)
    adviser.page.goto(f"{adviser.page.url.split('/desk')[0]}/desk/alerts")
    adviser.sees("You cannot see this page")
    expect(adviser.page.get_by_text("kingfisher")).to_have_count(0)
    adviser.meets_no_barrier()
