"""`onward import`: what a report says, and what is refused in one line."""

from datetime import UTC, datetime

import pytest

from bot.commands.importing import describe
from bot.store.catalogue_entries import Refusal, Report

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COUNTS = "fair.csv: 14 rows, 3 added, 1 changed, 0 unchanged, 2 withdrawn, {} refused"


def report(refused):
    cells = tuple(Refusal(line, "TOWN", "Nowhere's End", "is no town") for line in range(2, 2 + refused))
    tallies = {"course": {"added": 2, "changed": 1}, "event": {"added": 1, "withdrawn": 2}}
    return Report("events", "fair.csv", "0" * 64, NOON, 14, tallies, refused, cells)


@pytest.mark.parametrize(
    ("refused", "shown", "last"),
    [
        (0, 0, COUNTS.format(0)),
        (1, 1, '  line 2, TOWN: "Nowhere\'s End": is no town'),
        (10, 10, '  line 11, TOWN: "Nowhere\'s End": is no town'),
        (11, 10, "  and 1 more"),
        (500, 10, "  and 490 more"),
    ],
)
def test_a_report_is_its_counts_and_the_first_rows_that_were_refused(refused, shown, last):
    lines = describe(report(refused)).split("\n")
    assert lines[0] == COUNTS.format(refused)
    assert sum(line.startswith("  line ") for line in lines) == shown
    assert lines[-1] == last


def test_a_file_that_is_not_there_is_one_line(onward, tmp_path):
    code, said, complained = onward("import", "events", tmp_path / "gone.csv")
    assert (code, said) == (1, "")
    assert "gone.csv" in complained
    assert complained.strip().count("\n") == 0


def test_a_format_that_is_not_one_is_told_with_those_that_are(onward):
    code, _, complained = onward("import", "letters", "some.csv")
    assert code == 2
    assert all(
        name in complained for name in ("t-levels", "providers", "events", "support", "apprenticeships")
    )


def test_a_file_is_taken_in_and_its_report_printed(onward, tmp_path):
    file = tmp_path / "courses_2026-01-01.csv"
    file.write_text("PROVIDER_UKPRN,PROVIDER_NAME\n19999999,Mill Lane College\n", encoding="utf-8")
    code, said, _ = onward("import", "course-directory", file)
    assert code == 0
    assert said.startswith("courses_2026-01-01.csv: 1 rows, 1 added")
    assert "1 unchanged" in onward("import", "course-directory", file)[1]
