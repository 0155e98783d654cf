"""Sources that are fetched: taken in where something changed, and what they say of themselves kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import audit
from bot.importers import BadFeed, Fetching, Terms, fetch_source, make_source
from bot.importers.fetching import Fetched

TODAY = date(2026, 11, 22)
SET_UP = audit.Event(audit.SYSTEM, "source.saved", "source:test")
HEADER = "reference,lars_code,title,level,routes,duration_months,published"
FIRST, SECOND = "https://feeds.example.org/standards.csv", "https://feeds.example.org/lars.csv"
LARS = "StandardCode,StandardName,SectorSubjectAreaTier2\n1,Maker 1,5.2\n"


def standards(count):
    rows = [f"ST{number:04},{number},Maker {number},2,Digital,18," for number in range(count)]
    return "\n".join([HEADER, *rows, ""])


@pytest.fixture
def web(monkeypatch):
    """What each address holds, and a list of what was asked; nothing leaves this machine."""

    class Fake:
        def __init__(self):
            self.files, self.asked, self.saved = {}, [], date(2026, 11, 1)

        def fetch(self, url, folder, known, _web):
            self.asked.append((url, known.etag))
            content = self.files[url]
            etag = f'"{hash(content)}"'
            if known.etag == etag:
                return None
            path = folder / url.rpartition("/")[2]
            path.write_text(content)
            return Fetched(path, str(hash(content)), self.saved, etag, None)

    fake = Fake()
    monkeypatch.setattr("bot.importers.sources.fetch", fake.fetch)
    return fake


@pytest.fixture
def kept(store):
    """Keep a source, and return how it is kept now."""

    def keep(*urls):
        with store.open() as s:
            s.imports.save_source(make_source("test", "apprenticeships", urls), SET_UP)

    def now():
        with store.open() as s:
            (source,) = s.imports.sources()
        return source

    return keep, now


def courses(store):
    with store.open() as s:
        return s.catalogue.sources()


def test_a_source_is_taken_in_and_once_more_only_where_it_changed(store, web, kept):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(2)
    (report,) = fetch_source(store, now(), TODAY)
    assert (report.file, report.count("added", "course")) == ("standards.csv", 2)
    assert fetch_source(store, now(), TODAY) is None
    assert now().unchanged_at == now().tried_at
    web.files[FIRST] = standards(3)
    (report,) = fetch_source(store, now(), TODAY)
    assert (report.count("added", "course"), report.count("unchanged", "course")) == (1, 2)


def test_what_did_not_change_costs_no_import(store, web, kept):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(2)
    fetch_source(store, now(), TODAY)
    fetch_source(store, now(), TODAY)
    with store.open() as s:
        assert s.imports.count() == 1


def test_what_did_not_change_was_seen_again_and_only_that(store, web, kept, monkeypatch):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(2)
    fetch_source(store, now(), TODAY)
    later = audit.now() + timedelta(days=30)
    with store.open() as s:
        s.imports.keep_feeds({"other": {"course": 1}}, audit.now())
    monkeypatch.setattr(audit, "now", lambda: later)
    assert fetch_source(store, now(), TODAY) is None
    with store.open() as s:
        came = {feed.name: feed.imported_at == later for feed in s.imports.feeds(9)}
    assert came == {"other": False, "apprenticeships": True}


def test_an_address_that_never_says_is_known_by_its_content(store, web, kept, monkeypatch):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(2)
    fetch_source(store, now(), TODAY)
    monkeypatch.setattr(
        "bot.importers.sources.fetch",
        lambda *asked: replace(web.fetch(*asked[:2], replace(asked[2], etag=None), None), etag=None),
    )
    assert fetch_source(store, now(), TODAY) is None


def test_it_is_taken_in_again_where_somebody_asks_for_it(store, web, kept):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(2)
    fetch_source(store, now(), TODAY)
    (report,) = fetch_source(store, now(), TODAY, how=Fetching(again=True))
    assert report.count("unchanged", "course") == 2


def test_where_one_file_of_a_source_changed_all_are_fetched(store, web, kept):
    keep, now = kept
    keep(FIRST, SECOND)
    web.files |= {FIRST: standards(2), SECOND: LARS}
    assert len(fetch_source(store, now(), TODAY)) == 2
    web.files[FIRST] = standards(3)
    web.asked.clear()
    assert len(fetch_source(store, now(), TODAY)) == 2
    assert [url for url, etag in web.asked if etag is None] == [SECOND]


def test_a_file_is_dated_by_what_its_address_says(store, web, kept):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(2)
    fetch_source(store, now(), TODAY)
    assert [source.newest for source in courses(store)] == [date(2026, 11, 1)]


def test_a_problem_is_kept_and_the_next_try_is_whole_again(store, web, kept):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = "name\nwrong\n"
    with pytest.raises(BadFeed):
        fetch_source(store, now(), TODAY)
    assert "is not of the format apprenticeships" in now().problem
    web.asked.clear()
    web.files[FIRST] = standards(2)
    fetch_source(store, now(), TODAY)
    assert (now().problem, web.asked) == (None, [(FIRST, None)])


def test_a_source_that_is_held_is_fetched_whole_again(store, web, kept):
    keep, now = kept
    keep(FIRST)
    web.files[FIRST] = standards(40)
    fetch_source(store, now(), TODAY)
    web.files[FIRST] = standards(10)
    (report,) = fetch_source(store, now(), TODAY)
    assert report.state == "held"
    assert now().problem.startswith("apprenticeships would shrink from 40 courses to 10")
    (report,) = fetch_source(store, now(), TODAY, how=Fetching(terms=Terms(accept_shrink=True)))
    assert (report.state, report.count("withdrawn", "course"), now().problem) == ("kept", 30, None)


def test_an_address_that_may_not_be_fetched_is_no_source():
    with pytest.raises(BadFeed):
        make_source("test", "apprenticeships", ["https://user:word@feeds.example.org/"])
