"""A source that shrinks by more than is likely is held: nothing is kept, and what it would do is told."""

from datetime import date

import pytest

from bot.importers import Terms, run

TODAY = date(2026, 11, 22)
HEADER = "reference,lars_code,title,level,routes,duration_months,published"


@pytest.fixture
def standards(tmp_path):
    """Write so many standards, the first of them number ``first``."""

    def write(count, first=0, title="Maker"):
        path = tmp_path / "standards.csv"
        rows = [f"ST{number:04},1,{title} {number},2,Digital,18," for number in range(first, first + count)]
        path.write_text("\n".join([HEADER, *rows, ""]))
        return path

    return write


def live(store):
    with store.open() as s:
        return sum(source.courses for source in s.catalogue.sources())


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [(100, 80, "kept"), (100, 79, "held"), (100, 1, "held"), (20, 15, "held"), (19, 1, "kept")],
)
def test_less_than_four_fifths_of_twenty_or_more_is_held(store, standards, take_in, before, after, state):
    take_in("apprenticeships", standards(before))
    (report,) = take_in("apprenticeships", standards(after))
    assert (report.state, live(store)) == (state, after if state == "kept" else before)


def test_what_is_held_says_what_would_be_done_and_is_stored(store, standards, take_in):
    take_in("apprenticeships", standards(100))
    held = take_in("apprenticeships", standards(50, first=40, title="Joiner"))
    (report,) = held
    assert (report.count("changed", "course"), report.count("withdrawn", "course")) == (50, 50)
    assert report.why == (
        "apprenticeships would shrink from 100 courses to 50; "
        "apprenticeships would shrink from 100 offers to 50"
    )
    with store.open() as s:
        assert s.catalogue.course("as-st0040").title == "Maker 40"
        assert s.imports.latest(1) == held
        assert [event.action for event in s.audits.of("catalogue:apprenticeships")] == [
            "catalogue.imported",
            "catalogue.held",
        ]


def test_a_file_that_was_cut_short_is_held_though_its_rows_are_good(store, take_in, standards):
    path = standards(100)
    take_in("apprenticeships", path)
    path.write_bytes(path.read_bytes()[:1500])
    (report,) = take_in("apprenticeships", path)
    assert (report.state, live(store)) == ("held", 100)


def test_it_is_taken_in_where_somebody_says_that_it_is_right(store, take_in, standards):
    take_in("apprenticeships", standards(100))
    (report,) = run(store, "apprenticeships", [standards(10)], TODAY, terms=Terms(accept_shrink=True))
    assert (report.state, report.count("withdrawn", "course"), live(store)) == ("kept", 90, 10)


def test_other_rows_in_their_place_are_no_shrinking(store, take_in, standards):
    take_in("apprenticeships", standards(100))
    (report,) = take_in("apprenticeships", standards(100, first=1000))
    assert (report.state, report.count("withdrawn", "course")) == ("kept", 100)


def event(number, day):
    return {
        "provider_ukprn": "19999999", "your_reference": f"v{number}", "type": "open_day", "title": "Open day",
        "date": day, "start_time": "17:00", "end_time": "19:00", "venue_name": "Main site",
        "source": "Its web site", "source_date": "2026-11-01",
    }  # fmt: skip


def test_visits_that_are_over_do_not_count(a_provider, take_in, write_csv):
    past = [event(number, "2026-01-10") for number in range(30)]
    coming = [event(number, "2099-01-10") for number in range(100, 110)]
    take_in("events", write_csv("events.csv", [*past, *coming]))
    (report,) = take_in("events", write_csv("events.csv", coming))
    assert (report.state, report.count("withdrawn", "event")) == ("kept", 30)


def test_visits_to_come_do_count(a_provider, take_in, write_csv):
    coming = [event(number, "2099-01-10") for number in range(30)]
    take_in("events", write_csv("events.csv", coming))
    (report,) = take_in("events", write_csv("events.csv", coming[:3]))
    assert report.why == "events:ukprn:19999999 would shrink from 30 events to 3"
