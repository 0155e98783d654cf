"""Takes the README's two pictures of a fresh demo: ``take.py ADDRESS EMAIL PASSWORD``, as it prints them."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
WIDTH = 900
DESK_WIDTH = 1200  # wide enough for its two columns
AROUND = 10  # pixels of page left above and below what is shown
ANSWERS = (
    "the short way", "yr 11", "anmials and gardning", "collage", "yes keep it",
    "quiet + breaks", "QN1", "40 mins",
)  # fmt: skip
EDGES = """(part) => {
    const box = part.getBoundingClientRect();
    return [box.top + scrollY, box.bottom + scrollY];
}"""
QUESTION = "Would you like to visit Northmere College with me?"


def main(base: str, email: str, password: str) -> None:
    """Talk as a learner, then read as their adviser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        take_chat(browser, base)
        take_desk(browser, base, email, password)
        browser.close()


def take_chat(browser: Browser, base: str) -> None:
    """Share a plan, then take the question about what helps, below a course with its reasons."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 1000}, reduced_motion="reduce")
    page.goto(f"{base}/chat")
    page.get_by_role("button", name="Start").click()
    for words in ANSWERS:
        say(page, words)
    cards = page.locator(".turn").last.locator("article.card")
    titles = [cards.nth(number).get_attribute("aria-label") for number in range(3)]
    for _ in range(4):
        press(page, page.get_by_role("button", name="My adviser", exact=True))
    choose(page, titles[0], "Save")
    choose(page, titles[1], "Save")
    choose(page, titles[2], "Not my thing")
    page.get_by_role("button", name="My plan").click()
    page.locator("button[value='change:what_helps']").click()
    press(page, page.get_by_role("button", name="Show courses"))
    for helps in ("A quiet place", "Breaks"):
        page.get_by_label(helps, exact=True).check()
    page.evaluate("document.activeElement.blur()")
    picture(page, "chat.png", page.locator("article.card").last, page.get_by_role("button", name="Done"))


def choose(page: Page, title: str | None, button: str) -> None:
    """Save a course that was shown, or turn it down."""
    card = page.get_by_role("article", name=title, exact=True).last
    if button != "Save":
        card.get_by_text("Not for me").click()
    press(page, card.get_by_role("button", name=button))


def say(page: Page, words: str) -> None:
    """Type an answer."""
    page.locator("#text").fill(words)
    press(page, page.get_by_role("button", name="Send"))


def press(page: Page, button: Locator) -> None:
    """Press a button in the chat and wait for the reply."""
    turns = page.locator(".turn").count()
    button.click()
    expect(page.locator(".turn")).to_have_count(turns + 1)


def take_desk(browser: Browser, base: str, email: str, password: str) -> None:
    """Open the plan at the top of the list, ask back, and take its top."""
    size = {"width": DESK_WIDTH, "height": 1000}
    page = browser.new_page(viewport=size, device_scale_factor=WIDTH / DESK_WIDTH)
    page.goto(f"{base}/desk")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".desk-plan a").first.click()
    page.get_by_label("Your question", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Your question is saved.")).to_be_visible()
    page.reload()
    hard_days = page.get_by_role("region", name="Hard days", exact=True)
    picture(page, "desk.png", page.locator("header").first, hard_days)


def picture(page: Page, name: str, first: Locator, last: Locator) -> None:
    """Take the page from one element to another, as one column of it shows them."""
    page.mouse.move(0, 0)
    top, bottom = first.evaluate(EDGES)[0], last.evaluate(EDGES)[1]
    start = max(0, top - AROUND)
    clip = {"x": 0, "y": start, "width": page.viewport_size["width"], "height": bottom + AROUND - start}
    page.screenshot(path=HERE / name, full_page=True, clip=clip)


if __name__ == "__main__":
    main(*sys.argv[1:])
