"""Every state of the learner's pages: no barrier that axe can find, and several that it cannot."""

from __future__ import annotations

import pytest
from browsing import violations
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LOOKS = [(320, "light"), (1280, "light"), (320, "dark")]
CONTROLS = "button, a, summary, textarea, input:not([type]), label.choice, label.mark"
SMALL = """(controls) => [...document.querySelectorAll(controls)]
    .filter((part) => part.checkVisibility() && part.offsetWidth > 1 && !part.matches(".skip, .here"))
    .filter((part) => Math.min(part.offsetWidth, part.offsetHeight) < 44).map((part) => part.outerHTML)"""
UNSEEN = """[...document.querySelectorAll("main *")]
    .filter((part) => part.checkVisibility() && part.innerText?.trim())
    .filter((part) => getComputedStyle(part).color === getComputedStyle(part).backgroundColor)
    .map((part) => part.outerHTML)"""
WIDE_SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        + " word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """[...document.querySelectorAll("main *")].filter((part) => !part.closest(".unseen"))
    .filter((part) => getComputedStyle(part).overflow === "hidden")
    .filter((part) => part.scrollHeight > part.clientHeight + 1)
    .map((part) => part.outerHTML)"""
AT_FOCUS = """(() => {
    const part = document.activeElement, box = part.getBoundingClientRect();
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return { name: part.innerText || part.name || part.tagName, seen: part === on || part.contains(on),
             ring: getComputedStyle(part).outlineStyle !== "none", body: part === document.body };
})()"""


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def first_page(window):
    expect(window.page.get_by_role("heading", name="Plan what comes next")).to_be_visible()


def opening(window):
    window.begin()


def one(window):
    window.reach("What year are you in?")


def cards(window):
    window.reach("Would you like to do these things?")
    window.page.get_by_text("Show more").click()


def words(window):
    window.reach("Can you think of a time")


def some(window):
    window.reach("What helps you have a good day?")
    window.page.get_by_text("Show more").click()


def change(window):
    window.reach("What helps you have a good day?")
    window.page.get_by_text("Change an answer").click()
    expect(window.page.get_by_role("button", name="My year")).to_be_visible()


def matches(window):
    window.begin()
    window.tap("Show courses")
    window.page.locator(".card summary").click()


def help_in_the_chat(window):
    window.begin()
    window.tap("Help now")
    expect(window.page.locator(".bubble.help")).to_be_visible()


def problem(window):
    window.reach("What helps you have a good day?")
    window.tap("Done")
    expect(window.page.locator("#problem")).to_be_visible()


def help_page(window):
    window.page.get_by_role("link", name="Get help now").first.click()
    expect(window.page.get_by_role("heading", name="Get help now")).to_be_visible()


def no_plan(window):
    window.begin()
    window.tap("My plan")
    expect(window.page.get_by_role("heading", name="My plan")).to_be_visible()


def delete(window):
    no_plan(window)
    window.tap("Delete everything")
    expect(window.page.get_by_role("heading", name="Delete everything")).to_be_visible()


def wrong_code(window):
    window.page.get_by_label("Your code").fill("nothing")
    window.tap("Come back")
    expect(window.page.locator("#problem")).to_be_visible()


STATES = [
    first_page, opening, one, cards, words, some, change, matches, help_in_the_chat, problem, help_page,
    no_plan, delete, wrong_code,
]  # fmt: skip


def check(page):
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 640})
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], (width, scheme)
        assert width_of(page) <= width
        assert page.evaluate(SMALL, CONTROLS) == [], width
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_is_free_of_barriers(visit, state):
    window = visit(reduced_motion="reduce")
    state(window)
    check(window.page)


def test_the_plan_page_is_free_of_barriers(visit, learner, keep_plan):
    keep_plan(shared=True, year_group="year_11", what_helps=("quiet_place", "breaks"), home_area="OX14")
    token = f"sessionStorage.setItem('onward-token', '{learner.token}')"
    window = visit(script=token, reduced_motion="reduce")
    window.tap("My plan")
    expect(window.page.get_by_text("Year 11")).to_be_visible()
    check(window.page)


def test_forced_colours_keep_every_word_visible(visit):
    window = visit(forced_colors="active")
    cards(window)
    assert window.page.evaluate(UNSEEN) == []


def test_text_with_wide_spacing_is_not_cut_off(visit):
    window = visit()
    cards(window)
    window.page.evaluate(WIDE_SPACING)
    assert window.page.evaluate(CUT_OFF) == []


def test_text_twice_as_large_still_fits_a_narrow_screen(visit):
    window = visit(viewport={"width": 640, "height": 512})
    some(window)
    window.page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert width_of(window.page) <= 640


def test_every_control_can_be_reached_and_seen_by_keyboard(visit):
    window = visit(viewport={"width": 800, "height": 500})
    window.begin()
    reached = set()
    for _ in range(20):
        window.page.keyboard.press("Tab")
        at = window.page.evaluate(AT_FOCUS)
        if not at["body"]:
            assert at["seen"], at
            assert at["ring"], at
            reached.add(at["name"])
    assert {
        "All of it (about 15 minutes)",
        "text",
        "Send",
        "Help now",
        "Talk to a person",
        "My plan",
    } <= reached


def test_every_visible_box_has_a_visible_label(visit):
    window = visit()
    words(window)
    box = window.page.get_by_role("textbox")
    expect(box).to_have_accessible_name("Type your answer")
    expect(window.page.locator("label[for=text]")).to_be_visible()
    assert box.get_attribute("placeholder") is None
