"""The page without JavaScript: the same conversation by plain forms."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def window(visit):
    opened = visit(java_script_enabled=False)
    opened.begin()
    return opened


def test_without_script_the_same_conversation_works(window):
    page = window.page
    window.tap("All of it (about 15 minutes)")
    page.get_by_label("Or type your answer").fill("yr 11")
    window.tap("Send")
    page.locator(".mark", has_text="Yes").nth(2).click()
    window.tap("Done")
    window.tap("Skip")
    page.get_by_label("A quiet place").check()
    page.get_by_label("Breaks").check()
    window.tap("Done")
    assert [words.split(":")[1].strip() for words in window.said.all_inner_texts()] == [
        "All of it (about 15 minutes)",
        "yr 11",
        "Work outside or with plants",
        "Skip this one",
        "A quiet place, Breaks",
    ]
    assert page.url.endswith("/chat/say#latest")


def test_without_script_courses_help_and_plan_can_be_reached(window):
    window.tap("Show courses")
    expect(window.page.locator(".card")).to_contain_text("Plants and gardens, level 1")
    window.tap("Help now")
    expect(window.page.locator(".bubble.help")).to_contain_text("Childline")
    window.tap("My plan")
    expect(window.page.get_by_role("heading", name="My plan")).to_be_visible()
    window.tap("Back to the chat")
    expect(window.said.first).to_contain_text("Show me courses")


def test_without_script_an_answer_survives_an_engine_that_is_away(window, engine):
    engine.away = 1
    window.page.get_by_label("Or type your answer").fill("all of it")
    window.tap("Send")
    expect(window.page.locator("#problem")).to_have_text("Back in a moment. Your answers are safe.")
    expect(window.page.locator("#text")).to_have_value("all of it")
    window.tap("Send")
    expect(window.said).to_contain_text("all of it")
