"""People before the running system, each with a device of their own, and what they do there."""

import re
from collections.abc import Iterable, Mapping

import pytest
from browsing import opening, violations
from playwright.sync_api import Locator, expect

from bot import audit
from bot.conversations import digest

WIDTHS = (320, 1280)


class Person:
    """Somebody with a window of their own."""

    def __init__(self, window):
        self.tap = window.tap
        self.page = window.page

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def meets_no_barrier(self) -> None:
        """Whatever they are looking at: no violation that axe finds, on a phone and on a wide screen."""
        before = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            assert violations(self.page) == [], (self.page.url, width)
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
        self.page.set_viewport_size(before)


class Learner(Person):
    """A learner in the chat."""

    @property
    def asked(self) -> str:
        """The name of what is asked now; empty where nothing is."""
        return self.page.locator("#asking input[name=question]").first.get_attribute("value")

    @property
    def token(self) -> str:
        return self.page.locator("main input[name=token]").first.get_attribute("value")

    @property
    def last(self) -> Locator:
        """The last turn: what the learner said, and the reply."""
        return self.page.locator(".turn").last

    @property
    def cards(self) -> Locator:
        return self.last.locator("article.card")

    def card(self, number: int) -> Locator:
        """One course of the last turn; it stays the same one when more turns follow."""
        title = self.cards.nth(number).get_attribute("aria-label")
        return self.page.get_by_role("article", name=title, exact=True).last

    def answers_with(self, act) -> None:
        """Do something that is one turn of the chat, and wait for the reply."""
        turns = self.page.locator(".turn").count()
        act()
        expect(self.page.locator(".turn")).to_have_count(turns + 1)

    def types(self, words: str) -> None:
        self.page.locator("#text").fill(words)
        self.answers_with(self.page.locator(".typing button").click)

    def picks(self, name: str) -> None:
        self.answers_with(lambda: self.tap(name))

    def begins(self) -> None:
        self.tap("Start")
        expect(self.last).to_contain_text("How much do you want to do?")

    def talks(self, said: Mapping[str, str], until: str) -> None:
        """Type an answer to each question that comes, or skip it, until a certain one."""
        while self.asked != until:
            assert self.asked, f"the end came before {until}"
            name = self.asked.partition(".")[0]
            self.types(said[name]) if name in said else self.picks("Skip")

    def opens_the_plan(self) -> None:
        self.tap("My plan")
        expect(self.page.get_by_role("heading", name="My plan")).to_be_visible()

    def goes_back_to_the_chat(self) -> None:
        self.tap("Back to the chat")
        expect(self.page.locator("#asking")).to_be_visible()

    def takes_a_code(self) -> str:
        self.tap("Show me a code")
        return self.page.locator(".code-shown output").inner_text()

    def comes_back_with(self, code: str) -> None:
        self.page.get_by_label("Your code").fill(code)
        self.tap("Come back")
        expect(self.page.locator(".turn")).to_have_count(1)


class Worker(Person):
    """An adviser or a safeguarding lead at the desk."""

    def signs_in(self, email: str, password: str) -> None:
        self.page.get_by_label("Email address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.tap("Sign in")
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def listed(self, reference: str) -> Locator:
        return self.page.locator(".desk-plan", has_text=f"Plan {reference[:8]}")

    def opens(self, reference: str) -> None:
        self.page.get_by_role("link", name=f"Plan {reference[:8]}").click()
        expect(self.page.get_by_role("heading", name=f"Plan {reference[:8]}")).to_be_visible()

    def reads_in(self, section: str, words: Iterable[str]) -> None:
        part = self.page.get_by_role("region", name=section, exact=True)
        for one in words:
            expect(part).to_contain_text(re.compile(re.escape(one)))


@pytest.fixture
def open_window(chromium, running):
    with opening(chromium, running.base) as opener:
        yield opener


@pytest.fixture
def a_learner(open_window):
    """Returns a learner before the first page of the chat, on a device of their own.

    Nothing moves on it: words that still fade in have too little contrast for axe.
    """
    return lambda **options: Learner(open_window("/chat", reduced_motion="reduce", **options))


@pytest.fixture
def signed_in(open_window, running):
    """Returns somebody who has signed in at the desk."""

    def sign_in(email):
        worker = Worker(open_window("/desk"))
        worker.meets_no_barrier()
        worker.signs_in(email, running.password_of(email))
        return worker

    return sign_in


@pytest.fixture
def reference_of(running):
    """Returns the reference of a learner's plan, by which their adviser knows it."""

    def find(learner):
        with running.store().open() as s:
            conversation = s.conversations.by_token(digest(learner.token), audit.now())
            return s.plans.of_conversation(conversation.id).reference

    return find
