"""The same chat where something is missing: no script in the browser, or Rasa gone for a while."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.rasa, pytest.mark.browser]
UNTIL_RASA_IS_BACK = 180_000  # milliseconds, on a busy machine


def test_without_script_the_short_way_ends_in_a_kept_plan(a_learner):
    learner = a_learner(java_script_enabled=False)
    learner.begins()
    learner.picks("The short way (about 5 minutes)")
    learner.types("yeer 11")
    learner.page.get_by_role("group", name="Care for animals").get_by_label("Yes").check()
    learner.picks("Done")
    learner.types("colege")
    expect(learner.cards).to_have_count(3)
    learner.picks("Yes, keep it")
    learner.page.get_by_label("A quiet place").check()
    learner.page.get_by_label("Breaks").check()
    learner.picks("Done")
    learner.types("OX14")
    learner.picks("20 minutes")
    for _ in range(3):
        learner.picks("Only me")
    learner.sees("That is all the questions.")
    learner.opens_the_plan()
    for words in ("Year 11", "Care for animals", "Go to college", "A quiet place", "OX14", "Only me"):
        learner.sees(words)


def test_when_rasa_is_killed_the_page_says_so_and_goes_on_by_itself(a_learner, running):
    learner = a_learner()
    learner.begins()
    learner.types("the short way")
    running.kill_rasa()
    learner.page.locator("#text").fill("yr 11")
    learner.page.locator(".typing button").click()
    expect(learner.page.locator("#status")).to_have_text("Back in a moment. Your answers are safe.")
    learner.meets_no_barrier()
    expect(learner.last).to_contain_text("Would you like to do these things?", timeout=UNTIL_RASA_IS_BACK)
    learner.types("animals")
    said = ["You said: the short way", "You said: yr 11", "You said: animals"]
    expect(learner.page.locator(".bubble.you")).to_have_text(said)
