"""When each thing was last seen: an import that changes nothing refreshes it, and what is unseen says so."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot import audit
from bot.store import Store
from bot.store.catalogue_entries import Entry
from bot.store.freshness import last_known

from .cases import SOURCE, TODAY, course, event, fact, found, keep, offer, provider, visit

FIRST = datetime(2026, 9, 1, 8, tzinfo=audit.now().tzinfo)


@pytest.fixture
def day(monkeypatch):
    """Sets the day on which imports come."""

    def set_day(after=0):
        monkeypatch.setattr(audit, "now", lambda: FIRST + timedelta(days=after))
        return (FIRST + timedelta(days=after)).date()

    set_day()
    return set_day


@pytest.mark.parametrize(
    ("dated", "seen", "check"),
    [
        (date(2026, 11, 1), TODAY, None),
        (date(2026, 11, 1), date(2026, 10, 23), None),
        (date(2026, 10, 1), date(2026, 10, 22), date(2026, 10, 22)),
        (date(2025, 11, 22), TODAY, None),
        (date(2025, 11, 21), TODAY, date(2025, 11, 21)),
        (date(2025, 1, 1), date(2026, 1, 1), date(2025, 1, 1)),
        (date(2026, 1, 1), None, None),
        (date(2027, 1, 1), date(2027, 1, 1), None),
    ],
)
def test_what_was_not_seen_for_so_many_days_or_is_a_year_old_is_to_be_checked_first(dated, seen, check):
    assert last_known(dated, seen, TODAY, timedelta(days=30)) == check


def everything():
    return (
        provider(), course("c"), offer("c"), fact("provider", "ukprn:a"),
        visit("v", starts=datetime(2026, 12, 1, 9), ends=datetime(2026, 12, 1, 10)),
    )  # fmt: skip


def sources(store, **search):
    (candidate,) = found(store, **search)
    return {
        "offer": candidate.offer.source, "course": candidate.course.source,
        "fact": candidate.fact("quiet_space").source, "event": candidate.events[0].source,
    }  # fmt: skip


def test_an_import_that_changes_nothing_says_that_all_of_it_was_seen_again(each_store, day):
    keep(each_store, *everything())
    assert {each.seen for each in sources(each_store).values()} == {date(2026, 9, 1)}
    assert {each.check_first for each in sources(each_store).values()} == {date(2026, 9, 1)}
    again = day(80)
    assert keep(each_store, *everything()) == {"unchanged": 5}
    assert {each.seen for each in sources(each_store).values()} == {again}
    assert {each.check_first for each in sources(each_store).values()} == {None}


def test_another_feed_refreshes_nothing(each_store, day):
    keep(each_store, *everything())
    day(80)
    keep(each_store, provider("b"), course("d", "b"), offer("d"), feed="other")
    with each_store.open() as s:
        seen = {key: named[0].seen for key, named in s.catalogue.sources_of(["c", "d", "e"], TODAY).items()}
    assert seen == {"c": date(2026, 9, 1), "d": date(2026, 11, 20)}


def test_a_kind_that_did_not_come_was_not_seen(store, day):
    keep(store, *everything())
    day(80)
    keep(store, provider(), fact("provider", "ukprn:a"))
    seen = {kind: source.seen for kind, source in sources(store).items()}
    assert seen["fact"] == date(2026, 11, 20)
    assert seen["course"] == seen["offer"] == seen["event"] == date(2026, 9, 1)


def test_small_feeds_that_are_shown_as_one_are_each_seen_for_themselves(store, day):
    def take_in(*keys):
        with store.open() as s:
            intake = s.catalogue.intake(event())
            items = [each for key in keys for each in (course(key), offer(key))]
            intake.save([Entry(item, f"api:{item.id[-1]}") for item in items])
            intake.finish(dict, together="api")

    keep(store, provider(), feed="list")
    take_in("c", "d")
    day(80)
    take_in("d")
    with store.open() as s:
        shown = {key: named[0].seen for key, named in s.catalogue.sources_of(["c", "d"], TODAY).items()}
        assert [feed.name for feed in s.imports.feeds(9)] == ["list", "api"]
        assert s.imports.count_feeds() == 2
    assert shown == {"c": date(2026, 9, 1), "d": date(2026, 11, 20)}


def test_how_long_is_long_is_said_where_the_store_is_opened(store, day):
    day(70)
    keep(store, *everything())
    patient, strict = (Store(store.url, timedelta(days=days)) for days in (12, 11))
    assert sources(patient)["course"].check_first is None
    assert sources(strict)["course"].check_first == date(2026, 11, 10)
    patient.close(), strict.close()


def test_what_its_source_dated_long_ago_is_to_be_checked_though_it_still_stands_there(store, day):
    old = replace(SOURCE, date=date(2025, 3, 1))
    day(82)
    keep(store, provider(), replace(course("c"), source=old), replace(offer("c"), source=old))
    assert found(store)[0].course.source.check_first == date(2025, 3, 1)
    assert found(store)[0].course.source.seen == TODAY


def test_what_is_withdrawn_is_gone_and_back_when_it_comes_back(store, day):
    keep(store, provider(), course("c"), offer("c"), visit("v"))
    keep(store, provider(), course("d"), offer("d"), visit("w"))
    with store.open() as s:
        (gone,) = s.catalogue.sources_of(["c"], TODAY)["c"]
        assert (gone.gone, gone.seen) == (True, None)
        assert s.catalogue.candidate("c", TODAY).course.source.gone
        assert s.catalogue.event("v").source.gone
        assert not s.catalogue.event("w").source.gone
    keep(store, provider(), course("c"), offer("c"), visit("v"))
    with store.open() as s:
        assert not s.catalogue.event("v").source.gone


def test_it_changes_nothing_of_what_is_found_or_in_which_order(store, day):
    for key in "cde":
        keep(store, provider(), course(key), offer(key, km=ord(key) - 98), feed=key)
    before = [each.course for each in found(store)]
    day(300)
    keep(store, provider(), course("e"), offer("e", km=3), feed="e")
    assert [each.course for each in found(store)] == before
