"""`onward import`: what a report says, and what is refused in one line."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.commands.importing import describe
from bot.store.catalogue_entries import Refusal, Report

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COUNTS = "fair.csv: 1,{0:03} rows = 3 added + 1 changed + 996 unchanged + {0} refused"


def report(refused):
    cells = tuple(Refusal(line, "TOWN", "Nowhere's End", "is no town") for line in range(2, 2 + refused))
    tallies = {"course": {"added": 2, "changed": 1}, "event": {"added": 1, "withdrawn": 2}}
    outcomes = {"added": 3, "changed": 1, "unchanged": 996}
    return Report("events", "fair.csv", "0" * 64, NOON, 1000 + refused, tallies, refused, cells, outcomes)


@pytest.mark.parametrize(
    ("refused", "shown", "last"),
    [
        (0, 0, "  events: 1 added, 0 changed, 0 unchanged, 2 withdrawn"),
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
    assert lines[1] == "  courses: 2 added, 1 changed, 0 unchanged, 0 withdrawn"
    assert lines[-1] == last


def test_a_refusal_without_a_column_or_a_value_is_told_without_them():
    cells = (Refusal(3, "", "", "is cut short"),)
    assert describe(replace(report(0), refusals=cells)).endswith("\n  line 3: is cut short")


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
    assert said.startswith("courses_2026-01-01.csv: 1 rows = 1 added")
    assert "1 unchanged" in onward("import", "course-directory", file)[1]


HEADER = "reference,lars_code,title,level,routes,duration_months,published"


def write_standards(path, count, level="2"):
    rows = [f"ST{number:04},1,Maker {number},{level},Digital,18,2020-11-16" for number in range(count)]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_a_source_that_shrinks_is_held_until_somebody_says_that_it_is_right(onward, tmp_path):
    file = tmp_path / "standards.csv"
    assert onward("import", "apprenticeships", write_standards(file, 40))[0] == 0
    write_standards(file, 30)
    code, said, _ = onward("import", "apprenticeships", file)
    assert code == 1
    assert "HELD, nothing was kept of apprenticeships: apprenticeships would shrink from 40 " in said
    assert "--accept-shrink" in said
    code, said, _ = onward("import", "apprenticeships", file, "--accept-shrink")
    assert code == 0
    assert "courses: 0 added, 0 changed, 30 unchanged, 10 withdrawn" in said


def test_a_file_whose_every_row_is_refused_is_a_failure(onward, tmp_path):
    file = write_standards(tmp_path / "a.csv", 2, level="nine")
    code, said, _ = onward("import", "apprenticeships", file)
    assert code == 1
    assert said.startswith("a.csv: 2 rows = 0 added + 0 changed + 0 unchanged + 2 refused")


def test_how_much_a_zip_file_may_hold_is_said_on_the_command_line(onward, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", bytes(2_000_000))
    code, _, complained = onward("import", "apprenticeships", path, "--unpacked-mb", "1")
    assert (code, "is larger than 1 MB once it is unpacked" in complained) == (1, True)
    assert onward("import", "apprenticeships", path, "--unpacked-mb", "none")[0] == 2


def test_whatever_is_there_is_taken_in_and_no_file_goes_unmentioned(onward, tmp_path):
    folder = tmp_path / "given"
    (folder / "notes").mkdir(parents=True)
    write_standards(folder / "standards.csv", 2)
    (folder / "notes" / "read me.md").write_text("Words", encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    code, said, _ = onward("import", "any", folder)
    assert code == 1
    assert "standards.csv: 2 rows = 2 added + 0 changed + 0 unchanged + 0 refused" in said
    assert "notes/read me.md: passed over: not a catalogue file: no format has files that end with" in said
    assert "broken.json: refused: broken.json is not JSON" in said
    (folder / "broken.json").unlink()
    code, said, _ = onward("import", "any", folder)
    assert code == 0
    assert "standards.csv: 2 rows = 0 added + 0 changed + 2 unchanged + 0 refused" in said


def test_what_only_explains_others_is_no_catalogue_by_itself(onward, tmp_path):
    path = tmp_path / "aims.csv"
    path.write_text("LearnAimRef,NotionalNVQLevelv2\n12345678,2\n", encoding="utf-8")
    code, said, _ = onward("import", "any", path)
    assert code == 0
    assert said.startswith("aims.csv: passed over: not a catalogue file: it only explains others, and")
