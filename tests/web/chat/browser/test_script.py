"""The page with our script: no reloads, nothing lost, one announcement a turn, focus kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, expect

pytestmark = pytest.mark.browser

AGAIN_BY_ITSELF = 15_000  # milliseconds: several tries
BACK = "Back in a moment. Your answers are safe."
# What a browser with storage switched off does.
NO_STORAGE = """
const refused = { get() { throw new DOMException("", "SecurityError"); } };
Object.defineProperty(window, "sessionStorage", refused);
Object.defineProperty(window, "localStorage", refused);
"""
# Notes every announcement, and whether the live region was there and empty before the first.
WATCH_LOG = """
window.heard = [];
document.addEventListener("DOMContentLoaded", () => {
  const log = document.getElementById("announcer");
  window.emptyAtFirst = log?.childElementCount === 0;
  const hear = (changes) => changes.flatMap((change) => [...change.addedNodes])
    .forEach((node) => window.heard.push(node.textContent));
  if (log) new MutationObserver(hear).observe(log, { childList: true });
});
"""
# Counts how often focus was lost to the page as a whole.
WATCH_FOCUS = """
window.lost = 0;
setInterval(() => { if (window.watching && document.activeElement === document.body) window.lost += 1; }, 5);
"""


@pytest.fixture
def window(visit):
    opened = visit()
    opened.begin()
    return opened


def test_a_conversation_goes_on_without_reloading(window):
    page = window.page
    page.evaluate("window.same = true")
    window.tap("All of it (about 15 minutes)")
    expect(window.said.last).to_contain_text("All of it")
    window.type("yr 11")
    expect(window.said.last).to_contain_text("yr 11")
    page.locator(".mark", has_text="Yes").first.click()
    page.locator(".mark", has_text="Maybe").nth(1).click()
    window.tap("Done")
    expect(window.said.last).to_contain_text("Build or fix things")
    expect(page.locator(".progress")).to_have_text("Question 4 of 7")
    assert page.evaluate("window.same")


def test_shift_and_enter_makes_a_new_line(window, engine):
    window.page.locator("#text").fill("one")
    window.page.keyboard.press("Shift+Enter")
    window.page.keyboard.type("two")
    window.page.keyboard.press("Enter")
    expect(window.said).to_have_count(1)
    assert engine.sent[-1]["text"] == "one\ntwo"


def test_each_turn_is_announced_once_and_the_announcement_goes_away(visit):
    window = visit(script=WATCH_LOG)
    window.begin()
    assert window.page.evaluate("window.emptyAtFirst")
    assert window.page.evaluate("window.heard") == []
    window.tap("All of it (about 15 minutes)")
    expect(window.page.locator("#announcer div")).to_have_count(1)
    expect(window.page.locator("#announcer div")).to_have_count(0)
    (heard,) = window.page.evaluate("window.heard")
    assert heard.startswith(
        "You chose: All of it (about 15 minutes). What year are you in? 6 choices: Year 8"
    )


def test_what_cannot_be_done_is_announced(visit):
    window = visit(script=WATCH_LOG)
    window.reach("What helps you have a good day?")
    window.tap("Done")
    expect(window.page.locator("#problem")).to_have_text(
        "You have not picked an answer. Pick one, or press Skip."
    )
    assert window.page.evaluate("window.heard").count(window.page.locator("#problem").inner_text()) == 1


def test_focus_goes_to_the_box_after_a_tap_and_is_never_lost(visit):
    window = visit(script=WATCH_FOCUS)
    window.begin()
    window.page.get_by_role("button", name="All of it").focus()
    window.page.evaluate("window.watching = true")
    for count, name in enumerate(
        ["All of it (about 15 minutes)", "Year 11", "Skip", "Why do you ask?", "Skip"], 1
    ):
        window.page.get_by_role("button", name=name, exact=True).press("Enter")
        expect(window.said).to_have_count(count)
        expect(window.page.locator("#text")).to_be_focused()
        expect(window.page.locator("#text")).to_have_js_property("inputMode", "none")
    assert window.page.evaluate("window.lost") == 0


def test_focus_stays_where_the_learner_put_it_when_the_answer_comes(window, engine):
    engine.away = 1
    window.tap("All of it (about 15 minutes)")
    expect(window.page.locator("#status")).to_have_text(BACK)
    elsewhere = window.page.get_by_role("link", name="Close this chat")
    elsewhere.focus()
    expect(window.said).to_have_count(1, timeout=AGAIN_BY_ITSELF)
    expect(elsewhere).to_be_focused()


def test_a_double_click_sends_once(window, engine):
    heard = len(engine.sent)
    window.page.get_by_role("button", name="All of it").dblclick()
    expect(window.said).to_have_count(1)
    window.tap("Why do you ask?")
    expect(window.said).to_have_count(2)
    assert len(engine.sent) == heard + 2


def test_when_the_engine_is_away_the_page_says_so_and_goes_on_by_itself(window, engine):
    engine.away = 2
    window.type("all of it please")
    expect(window.page.locator("#status")).to_have_text(BACK)
    expect(window.page.locator("#text")).to_have_value("all of it please")
    expect(window.said).to_contain_text("all of it please", timeout=AGAIN_BY_ITSELF)
    assert [said["text"] for said in engine.sent if "text" in said] == ["all of it please"]


def test_when_the_network_is_gone_the_words_wait_and_are_sent_once(window, engine):
    window.page.context.set_offline(True)
    window.type("hello")
    expect(window.page.locator("#status")).to_contain_text("That was not sent.")
    window.page.context.set_offline(False)
    expect(window.said).to_contain_text("hello", timeout=AGAIN_BY_ITSELF)
    assert len([said for said in engine.sent if "text" in said]) == 1
    window.complaints[:] = [said for said in window.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_an_earlier_course_can_still_be_saved(window, engine):
    window.tap("Show courses")
    expect(window.said).to_have_count(1)
    window.tap("All of it (about 15 minutes)")
    expect(window.said).to_have_count(2)
    window.page.locator(".card button[value='save:C-1']").click()
    expect(window.said).to_have_count(3)
    assert engine.sent[-1]["command"] == "save:C-1"


def test_a_reload_carries_on(window):
    window.tap("All of it (about 15 minutes)")
    expect(window.said).to_have_count(1)
    window.page.goto(window.page.url.split("/chat")[0] + "/chat")
    expect(window.page.get_by_text("What year are you in?").first).to_be_visible()


def test_closing_the_chat_leaves_nothing_behind(window):
    assert window.page.evaluate("sessionStorage.length") == 1
    window.page.get_by_role("link", name="Close this chat").click()
    expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    assert window.page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert window.page.context.cookies() == []


def test_a_deleted_chat_is_forgotten_by_the_browser(window):
    for name in ("My plan", "Delete everything", "Yes, delete it"):
        window.tap(name)
    expect(window.page.get_by_role("heading", name="It is all deleted")).to_be_visible()
    assert window.page.evaluate("sessionStorage.length") == 0


def test_only_the_token_is_stored(window):
    window.type("xyzzy")
    expect(window.said).to_have_count(1)
    assert window.page.evaluate("Object.keys(sessionStorage)") == ["onward-token"]
    assert window.page.evaluate("localStorage.length") == 0
    assert "xyzzy" not in window.page.evaluate("JSON.stringify(sessionStorage)")


def test_it_works_with_storage_switched_off(visit):
    window = visit(script=NO_STORAGE)
    window.begin()
    window.tap("All of it (about 15 minutes)")
    expect(window.said).to_have_count(1)


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "{{7*7}}"])
def test_what_is_typed_is_shown_and_never_run(window, words):
    window.type(words)
    expect(window.said).to_contain_text(words)


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.innerHTML = '<b>x</b>'",
        "trustedTypes.createPolicy('another', {})",
    ],
)
def test_the_page_s_policy_stops_script_made_of_text(window, attempt):
    with pytest.raises(Error):
        window.page.evaluate(attempt)
    window.complaints.clear()
