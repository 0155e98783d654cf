"""What an import changes: what is new, changed, the same or gone, and the sources and reports it leaves."""

from dataclasses import replace
from datetime import date

from bot import audit
from bot.courses import Source
from bot.store.catalogue_entries import Report

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
