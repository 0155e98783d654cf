"""A real browser before the chat, which fails a test for anything it complains of."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from werkzeug.serving import make_server

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


class Window:
    """One window on the chat, and what a learner does in it."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        self.page = page
        self.complaints = complaints

    @property
    def said(self):
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


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def base(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visit(chromium, base):
    """Opens the chat in a window of its own; a request to anywhere else is a complaint too."""
    opened, complaints = [], []

    def open_window(script="", **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        opened.append(context)
        context.add_init_script(script or "0")
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if base not in asked.url else None)
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(f"{base}/chat")
        return Window(page, complaints)

    yield open_window
    for context in opened:
        context.close()
    assert [said for said in complaints if not any(words in said for words in EXPECTED)] == []
