"""A real browser, which fails a test for anything it complains of, and what axe finds on a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from needs import need
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a browser says of an answer that is an error; the page says it too, in better words.
EXPECTED = ("status of 4", "status of 503")
PATIENCE = 30_000  # milliseconds: a machine may be busy with other things
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Window:
    """One window, and what a person does in it."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        self.page = page
        self.complaints = complaints

    @property
    def said(self) -> Locator:
        """What the learner said so far."""
        return self.page.locator(".bubble.you")

    def tap(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def type(self, words: str) -> None:
        self.page.locator("#text").fill(words)
        self.page.keyboard.press("Enter")

    def begin(self) -> None:
        self.tap("Start")
        expect(self.page.get_by_text("How much do you want to do?").first).to_be_visible()

    def reach(self, question: str) -> None:
        """Begin, and go on until a question is asked."""
        self.begin()
        self.tap("All of it (about 15 minutes)")
        for answered in range(1, 8):
            expect(self.said).to_have_count(answered)
            if question in self.page.locator(".asked").last.inner_text():
                return
            self.tap("Skip")
        raise AssertionError(question)


class Opener:
    """Opens windows, each a device of its own; a request to anywhere but ``base`` is a complaint."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser = browser
        self.base = base
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(self, path: str = "/chat", script: str = "", **options: Any) -> Window:
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        self.contexts.append(context)
        context.add_init_script(script or "0")
        page = context.new_page()
        self._listen(page)
        page.goto(f"{self.base}{path}")
        return Window(page, self.complaints)

    def _listen(self, page: Page) -> None:
        hear = self.complaints.append
        page.on("console", lambda said: hear(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: hear(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(f"{self.base}/") else hear(asked.url))
        page.on("dialog", lambda dialog: hear(dialog.message))

    @property
    def unexpected(self) -> list[str]:
        return [said for said in self.complaints if not any(words in said for words in EXPECTED)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, for the tests of one file: its event loop must not be there for other files' own."""
    need(Path(CHROMIUM).exists(), f"no {CHROMIUM}: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@contextmanager
def opening(browser: Browser, base: str) -> Iterator[Opener]:
    """Opens windows on what is served at ``base``; at the end closes them all, and no one complained."""
    opener = Opener(browser, base)
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.unexpected == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds on a page: the rule, and the elements that break it."""
    need(AXE.exists(), "no axe-core: run npm ci")
    page.evaluate("Promise.all(document.getAnimations().map(moving => moving.finished))")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [(broken["id"], [node["html"] for node in broken["nodes"]]) for broken in found["violations"]]
