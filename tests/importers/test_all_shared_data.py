"""Every real file in one import, on a fresh database, as ``onward import any`` does it.

The import takes some seconds, and all that is asked of it here is asked of the same two runs.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from databases import copied
from needs import need

from bot.importers import FORMATS, run_any
from bot.matching import Search
from bot.store.catalogue_entries import KEPT, PASSED, REFUSED

pytestmark = pytest.mark.whole_files

TODAY = date(2026, 11, 22)
REAL_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ABSENT = "the real files of ../shared/data are not beside this checkout"
# What is there for other ends: words, examples of what people say, codes that no format reads.
NO_CATALOGUE = {"nlu", "text"}
NO_CATALOGUE_FILES = {
    "NOTES.md", "LICENSE.rst", "ncs_short_questions.csv", "ncs_soc_codes.csv", "ncs_traits.csv",
    "gias_establishment_types_20250422.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def twice(empty_database, tmp_path_factory):
    """A database that took everything in twice, and the reports of both times."""
    need(REAL_DATA.is_dir(), ABSENT)
    with copied(empty_database, tmp_path_factory.mktemp("all")) as store:
        yield store, *(run_any(store, [REAL_DATA], TODAY) for _ in range(2))


def counted(report):
    return {kind: {name: n for name, n in tally.items() if n} for kind, tally in report.tallies.items()}


def test_every_file_is_in_the_report(twice):
    _, first, second = twice
    there = Counter(path.name for path in REAL_DATA.rglob("*") if path.is_file())
    for reports in (first, second):
        told = Counter(report.file.rpartition("/")[2] for report in reports)
        assert set(told) == set(there)
        assert all(told[name] >= there[name] for name in there)


def test_the_counts_of_every_file_add_up(twice):
    for report in (*twice[1], *twice[2]):
        assert report.rows == sum(report.outcomes.values()) + report.refused, report.file
        assert report.refused >= len({cell.line for cell in report.refusals}) > 0 or not report.refused


def test_what_is_added_is_what_the_catalogue_holds(twice):
    store, first, _ = twice
    added = Counter()
    for report in first:
        for kind in report.tallies:
            added[kind] += report.count("added", kind)
            assert report.count("withdrawn", kind) == 0, report.file
    with store.open() as s:
        held = Counter()
        for feed in s.imports.feeds(100_000):
            held.update(feed.holds)
    assert {kind: added[kind] for kind in held} == held
    assert added["course"] > 900
    assert added["provider"] > 7000


def test_a_second_run_changes_nothing(twice):
    store, first, second = twice
    for report in second:
        changed = [(name, n) for name in ("added", "changed", "withdrawn") if (n := report.count(name))]
        assert changed == [], f"{report.format}: {report.file}"
        assert (report.outcomes.get("added", 0), report.outcomes.get("changed", 0)) == (0, 0), report.file
    assert [(each.format, each.file, each.rows, each.refused, each.state, each.why) for each in second] == [
        (each.format, each.file, each.rows, each.refused, each.state, each.why) for each in first
    ]
    with store.open() as s:
        assert s.imports.count() == len(first) + len(second)
        assert s.catalogue.candidates(Search(TODAY)) != []


def test_what_is_no_catalogue_file_is_named_as_that(twice):
    passed = {report.file: report.why for report in twice[1] if report.state == PASSED}
    assert all(why.startswith("not a catalogue file: ") for why in passed.values())
    there = {path.relative_to(REAL_DATA) for path in REAL_DATA.rglob("*") if path.is_file()}
    expected = {path for path in there if path.parts[0] in NO_CATALOGUE or path.name in NO_CATALOGUE_FILES}
    assert {Path(name) for name in passed} == expected


def test_what_cannot_be_used_is_refused_with_a_reason_that_names_it(twice):
    refused = [report for report in twice[1] if report.state == REFUSED]
    assert refused
    for report in refused:
        assert report.file.endswith(".ics"), "only calendars made to break parsers are broken here"
        assert report.why.startswith(report.file.rpartition("/")[2]), report.why
        assert (report.rows, report.tallies) == (0, {})


def test_the_formats_of_all_folders_were_recognised(twice):
    kept = {report.format for report in twice[1] if report.state == KEPT}
    not_there = {"course-directory", "establishments", "schema-org", "events", "support"}
    assert kept == set(FORMATS) - not_there


def test_a_list_of_files_and_folders_is_the_same_as_their_folder(store, real_data):
    given = [real_data / "xcri", real_data / "lars" / "Route.csv", real_data / "lars"]
    reports = run_any(store, given, TODAY)
    assert Counter(report.format for report in reports) == {"lars": 6, "xcri": 3}
