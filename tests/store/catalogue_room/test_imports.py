"""What an import changes: what is new, changed, the same or gone, and the sources and reports it leaves."""

from dataclasses import replace
from datetime import date

import pytest

from bot import audit
from bot.courses import Source
from bot.store.catalogue_entries import Entry, Report
from bot.store.catalogue_intake import ChangedMeanwhile
from bot.store.imports import Address, FetchedSource
from bot.store.tables.catalogue import CourseRow

from .cases import course, event, found, ids, keep, offer, provider


def test_an_import_tells_added_changed_unchanged_and_withdrawn(each_store):
    items = [provider(), course("c"), course("d"), offer("c")]
    assert keep(each_store, *items) == {"added": 4}
    assert keep(each_store, *items) == {"unchanged": 4}
    changed = replace(items[1], title="New title")
    assert keep(each_store, items[0], changed, items[3]) == {"unchanged": 2, "changed": 1, "withdrawn": 1}
    assert keep(each_store, *items) == {"unchanged": 2, "changed": 1, "added": 1}


def test_a_change_of_subject_is_found_by_the_new_subject_only(store):
    keep(store, provider(), course("c"), offer("c"))
    keep(store, provider(), course("c", subject_areas=("9.2",)), offer("c"))
    assert (ids(found(store, subject_areas=("9.2",))), found(store, subject_areas=("5.2",))) == (["c"], [])


def test_a_feed_withdraws_nothing_of_another_feed(store):
    keep(store, provider(), course("c"), offer("c"), feed="one")
    keep(store, provider(), course("d"), offer("d"), feed="two")
    assert sorted(ids(found(store))) == ["c", "d"]


def test_sources_say_how_old_they_are(store):
    old = Source("Made-up list", date(2020, 1, 1))
    keep(store, provider(), course("c"), replace(course("d"), source=old))
    with store.open() as s:
        (source,) = s.catalogue.sources()
    assert (source.name, source.courses, source.oldest, source.newest) == (
        "Made-up list",
        2,
        date(2020, 1, 1),
        date(2026, 11, 1),
    )


def test_the_latest_report_comes_first(store):
    reports = [Report("events", name, "0" * 64, audit.now(), 1, {"event": {"added": 1}}, 0) for name in "ab"]
    with store.open() as s:
        for report in reports:
            s.catalogue.intake(event()).keep_report(report)
    with store.open() as s:
        assert s.catalogue.latest_reports() == reports[::-1]


def test_what_is_not_in_the_catalogue_is_none(store):
    with store.open() as s:
        room = s.catalogue
        assert [room.course("x"), room.candidate("x"), room.event("x"), room.provider("x")] == [None] * 4
        assert room.is_withdrawn("x")


@pytest.mark.parametrize("title", ["a\tb\nc\rd", "\\N", "back\\slash \\t", "", "Café ’ 学", "{};'\"--"])
def test_words_come_back_as_they_were_whatever_is_in_them(each_store, title):
    original = {"row": title, title: "x"}
    for summary in ("first", "second"):
        item = course("c", title=title, summary=summary + title, url=None, age_min=16)
        with each_store.open() as s:
            intake = s.catalogue.intake(event())
            intake.save([Entry(provider(), "test"), Entry(item, "test", original)])
            intake.finish(dict)
        with each_store.open() as s:
            assert s.catalogue.course("c") == item
            assert s.catalogue._database.get(CourseRow, "c").original == original


# --- beside others ----------------------------------------------------------------------------


def test_others_write_while_an_import_is_read(each_store):
    keep(each_store, provider(), course("a"))
    with each_store.open() as reading:
        intake = reading.catalogue.intake(event())
        intake.save([Entry(course("b"), "test")])
        intake.provider_ids()
        with each_store.open() as other:
            other.audits.record(event())
        intake.save([Entry(course("c"), "test")])
        intake.finish(dict)
    with each_store.open() as s:
        assert [s.catalogue.course(key) is not None for key in "abc"] == [True] * 3
        assert s.catalogue.is_withdrawn("a")


def test_two_imports_of_the_same_at_once_do_not_mix(each_store):
    with pytest.raises(ChangedMeanwhile), each_store.open() as late:
        intake = late.catalogue.intake(event())
        intake.save([Entry(provider(), "test"), Entry(course("a", title="Late"), "test")])
        keep(each_store, provider(), course("a", title="First"))
        intake.finish(dict)
    with each_store.open() as s:
        assert s.catalogue.course("a").title == "First"


def test_a_feed_says_when_it_came_last_and_what_it_holds(each_store):
    keep(each_store, provider(), course("a"), course("b"), offer("a"), feed="one")
    keep(each_store, course("c"), feed="two")
    keep(each_store, course("a"), feed="one")
    with each_store.open() as s:
        two, one = s.imports.feeds(10)
        assert s.imports.count_feeds() == 2
    assert (two.name, two.holds) == ("two", {"course": 1})
    assert (one.name, one.holds) == ("one", {"provider": 1, "course": 1, "offer": 1})
    assert two.imported_at < one.imported_at


def test_small_feeds_of_one_format_may_be_shown_as_one(each_store):
    for key in "ab":
        with each_store.open() as s:
            intake = s.catalogue.intake(event())
            intake.save([Entry(course(key), f"many_:{key}"), Entry(course("c"), "manyx:c")])
            intake.finish(dict, together="many_")
    with each_store.open() as s:
        assert [(feed.name, feed.holds) for feed in s.imports.feeds(10)] == [("many_", {"course": 2})]


def test_a_source_that_is_fetched_is_kept_changed_and_removed(each_store):
    source = FetchedSource("hill", "xcri", (Address("https://a.example.org/", '"one"', None, "0" * 64),))
    for kept in (source, replace(source, problem="answers 404", tried_at=audit.now())):
        with each_store.open() as s:
            s.imports.save_source(kept, event())
        with each_store.open() as s:
            assert s.imports.sources() == [kept]
    with each_store.open() as s:
        assert [s.imports.remove_source("hill", event()) for _ in range(2)] == [True, False]
