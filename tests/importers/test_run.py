"""Whole files: what cannot be used at all leaves the catalogue as it was, and what can is reported."""

import codecs
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import importers
from bot.importers import FORMATS, BadFeed, records, run, sheets
from bot.importers.opening import open_sheet
from bot.matching import Search
from bot.store.catalogue_entries import KEPT, REFUSED

TODAY = date(2026, 11, 22)
HEADER = "reference,lars_code,title,level,routes,duration_months,published"
GOOD = "ST9999,1,Widget maker,2,Digital,18,2020-11-16"


@pytest.fixture
def write(tmp_path):
    def write(content, name="standards.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_every_format_goes_by_its_name_and_is_told_of_in_the_handbook():
    told = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
    assert all(name == each.name for name, each in FORMATS.items())
    assert [name for name in FORMATS if f"`{name}`" not in told] == []


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.csv", "a.csv is empty"),
        (b"\n\n", "a.csv", "has no line of column names"),
        (b"PK\x03\x04rest", "a.csv", "save the sheet as CSV"),
        (codecs.BOM_UTF16_LE + HEADER.encode("utf-16-le"), "a.csv", "saved as UTF-16"),
        (b"a,b\n\x81\x8d\n", "a.csv", "is not text in UTF-8 or Windows-1252"),
        (b"a\x00b", "a.csv", "is not a text file"),
        (b"name,colour\nx,y\n", "a.csv", "is not of the format apprenticeships: expected"),
        (b"title,title\nx,y\n", "a.csv", "more than one column TITLE"),
        (b"[1, 2]", "a.json", "a JSON object was expected"),
        (b"{", "a.json", "is not JSON"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(store, take_in, write, content, name, why):
    good = write(f"{HEADER}\n{GOOD}\n")
    take_in("apprenticeships", good)
    with pytest.raises(BadFeed) as refused:
        take_in(
            "apprenticeships", write(f"{HEADER}\nST9998,1,Other,2,,,\n", "more.csv"), write(content, name)
        )
    assert why in str(refused.value)
    with store.open() as s:
        assert [each.course.id for each in s.catalogue.candidates(Search(TODAY))] == ["as-st9999"]
        reports = s.catalogue.latest_reports()
        assert [each.file for each in reports if each.state == KEPT] == ["standards.csv"]
        assert [each.why for each in reports if each.state == REFUSED] == [str(refused.value)]


def test_a_file_that_is_not_there_says_so(take_in, tmp_path):
    with pytest.raises(BadFeed, match=r"gone\.csv cannot be read"):
        take_in("apprenticeships", tmp_path / "gone.csv")


def test_a_folder_without_any_file_of_the_format_says_so(take_in, write, tmp_path):
    write("a,b\n1,2\n")
    with pytest.raises(BadFeed, match="is not of the format apprenticeships"):
        take_in("apprenticeships", tmp_path)


def test_a_file_larger_than_the_limit_is_not_read(take_in, write, monkeypatch):
    monkeypatch.setitem(sheets.MAX_BYTES, "sheet", 10)
    with pytest.raises(BadFeed, match="give it in parts"):
        take_in("apprenticeships", write(f"{HEADER}\n{GOOD}\n"))


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{GOOD}\n".encode("utf-8-sig"),
        f"{HEADER}\r\n{GOOD}\r\n".encode(),
        f"{HEADER}\n{GOOD}".encode(),
        f"{HEADER}\n\n,,,,,,\n{GOOD}\n".encode(),
        f"{HEADER}\n{GOOD}\n".replace(",", ";").encode(),
        f"{HEADER}\n{GOOD}\n".replace(",", "\t").encode(),
        f"{HEADER.upper()}\n{GOOD}\n".encode(),
        f"{HEADER},Our notes\n{GOOD},kept\n".encode(),
    ],
    ids=[
        "bom",
        "crlf",
        "no newline at the end",
        "empty lines",
        "semicolons",
        "tabs",
        "capitals",
        "more columns",
    ],
)
def test_a_spreadsheets_ways_of_saving_make_no_difference(take_in, write, content):
    (report,) = take_in("apprenticeships", write(content))
    assert (report.rows, report.count("added", "course"), report.refused) == (1, 1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_with_accents_survive_either_encoding(store, take_in, write, encoding):
    take_in("apprenticeships", write(f"{HEADER}\n{GOOD.replace('Widget', 'Café')}\n".encode(encoding)))
    with store.open() as s:
        assert s.catalogue.course("as-st9999").title == "Café maker"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ST9998,1,Cut", "has 3 cells, the header 7: cut short?"),
        (f"{GOOD},more", "has more cells than the header, which has 7"),
        (f"ST9998,1,{'x' * 140_000},2,,,", "cannot be read as a row: field larger than field limit (131072)"),
    ],
)
def test_a_row_of_the_wrong_shape_is_refused_alone(take_in, write, line, why):
    (report,) = take_in("apprenticeships", write(f"{HEADER}\n{line}\n{GOOD}\n"))
    assert [(each.line, each.why) for each in report.refusals] == [(2, why)]
    assert report.count("added", "course") == 1


@pytest.mark.parametrize(
    ("last", "refused"),
    [
        ('ST9998,1,Cut,2,Digital,18,"2020-11', 1),
        ('ST9998,1,Cut,2,Digital,18,"2020\n-11', 1),
        ('ST9998,1,Whole,2,Digital,18,"2020-11-16"', 0),
        ('ST9998,1,A 5" pipe,2,Digital,18,2020-11-16\n', 0),
    ],
)
def test_a_file_that_breaks_off_within_a_cell_has_that_row_refused(take_in, write, last, refused):
    (report,) = take_in("apprenticeships", write(f"{HEADER}\n{GOOD}\n{last}"))
    why = "breaks off within quotation marks: cut short?"
    assert [(each.line, each.why) for each in report.refusals] == [(3, why)] * refused
    assert report.count("added", "course") == 2 - refused


def test_a_refusal_names_the_line_that_an_editor_shows(take_in, write):
    (report,) = take_in("apprenticeships", write(f'{HEADER}\nST1,1,"two\nlines",2,,,\nST2,1,Bad,nine,,,\n'))
    assert [(each.line, each.column, each.value) for each in report.refusals] == [(4, "level", "nine")]


def test_a_changed_row_is_changed_and_a_missing_one_withdrawn_until_it_is_back(take_in, write):
    other = GOOD.replace("9999", "9998")
    take_in("apprenticeships", write(f"{HEADER}\n{GOOD}\n{other}\n"))
    (changed,) = take_in("apprenticeships", write(f"{HEADER}\n{GOOD.replace('Widget', 'Gadget')}\n"))
    assert (changed.count("changed", "course"), changed.count("withdrawn", "course")) == (1, 1)
    (back,) = take_in("apprenticeships", write(f"{HEADER}\n{GOOD.replace('Widget', 'Gadget')}\n{other}\n"))
    assert (back.count("unchanged", "course"), back.count("added", "course")) == (1, 1)


def test_a_file_whose_every_row_is_refused_withdraws_nothing(take_in, write):
    take_in("apprenticeships", write(f"{HEADER}\n{GOOD}\n"))
    (report,) = take_in("apprenticeships", write(f"{HEADER}\n{GOOD.replace(',2,', ',nine,')}\n"))
    assert (report.refused, report.count("withdrawn")) == (1, 0)


def test_reports_are_stored_as_they_are_returned_and_the_import_is_audited(store, take_in, write):
    reports = take_in("apprenticeships", write(f"{HEADER}\n{GOOD}\nST9998,1,Bad,nine,,,\n"))
    with store.open() as s:
        assert s.catalogue.latest_reports() == reports
        (event,) = s.audits.of("catalogue:apprenticeships")
    assert (event.actor, event.action, event.detail) == (
        "system",
        "catalogue.imported",
        {"files": "standards.csv"},
    )


def test_progress_goes_up_to_the_size_of_all_files(store, write):
    path = write(f"{HEADER}\n{GOOD}\n")
    seen = []
    run(store, "apprenticeships", [path], TODAY, lambda *told: seen.append(told))
    read = [told[1:] for told in seen if told[0] == "reading"]
    assert read == sorted(read)
    assert read[-1] == (path.stat().st_size, path.stat().st_size)
    assert seen[-1] == ("keeping", 3, 3)


@pytest.mark.parametrize(
    ("name", "dated"),
    [
        ("list_2025-04-22.csv", date(2025, 4, 22)),
        ("edubase20250422.csv", date(2025, 4, 22)),
        ("england_providers_2019.csv", date(2019, 1, 1)),
    ],
)
def test_a_file_is_dated_by_its_name(write, name, dated):
    assert open_sheet(write("a,b\n1,2\n", name)).dated == dated


def test_the_door_shows_what_others_need():
    assert set(importers.__all__) == {
        "ANY", "FORMATS", "BadFeed", "Fetching", "Limits", "Progress", "Terms", "fetch_source",
        "make_source", "run", "run_any",
    }  # fmt: skip


def test_a_file_of_a_folder_that_cannot_be_used_is_refused_alone_and_nothing_is_withdrawn(
    store, take_in, write, tmp_path
):
    folder = tmp_path / "given"
    folder.mkdir()
    good, other = write(f"{HEADER}\n{GOOD}\n", "given/a.csv"), GOOD.replace("9999", "9998")
    later = write(f"{HEADER}\n{other}\n", "given/b.csv")
    take_in("apprenticeships", folder)
    later.write_bytes(b"a\x00b")
    good.write_text(f"{HEADER}\n{GOOD.replace('Widget', 'Gadget')}\n")
    (kept, refused) = take_in("apprenticeships", folder)
    assert (kept.count("changed", "course"), kept.count("withdrawn")) == (1, 0)
    assert (refused.file, refused.state) == ("b.csv", REFUSED)
    assert refused.why == "b.csv is not a text file: a CSV file is needed"
    with store.open() as s:
        titles = sorted(each.course.title for each in s.catalogue.candidates(Search(TODAY)))
        assert titles == ["Gadget maker", "Widget maker"]
        assert s.catalogue.latest_reports()[:2] == [refused, kept]
        assert {feed.name: feed.holds["course"] for feed in s.imports.feeds(9)} == {"apprenticeships": 2}


def test_what_breaks_off_while_it_is_read_leaves_nothing_behind(store, tmp_path):
    feed = "<catalog><provider><title>{0}</title><url>https://{0}.example</url>{1}</provider></catalog>"
    course = "<course><title>Level 1 Art</title></course>"
    (tmp_path / "a.xml").write_text(feed.format("mill", course * 2000)[:-30])
    (tmp_path / "b.xml").write_text(feed.format("quay", course))
    kept, refused = run(store, "xcri", [tmp_path], TODAY)
    assert (kept.file, kept.count("added", "provider"), refused.file) == ("b.xml", 1, "a.xml")
    with store.open() as s:
        assert {feed.name for feed in s.imports.feeds(9)} == {"xcri:site:quay.example"}
        assert s.catalogue.provider("site:mill.example") is None


def test_a_folder_of_which_nothing_can_be_used_says_why(take_in, write, tmp_path):
    write(b"a\x00b", "a.csv")
    with pytest.raises(BadFeed, match=r"a\.csv is not a text file"):
        take_in("apprenticeships", tmp_path)


def test_what_was_not_all_read_was_not_all_seen(store, take_in, write, tmp_path, monkeypatch):
    path = write(f"{HEADER}\n{GOOD}\n", "a.csv")
    bad = write(f"{HEADER}\n{GOOD.replace('9999', '9998')}\n", "b.csv")
    take_in("apprenticeships", tmp_path)
    with store.open() as s:
        (before,) = s.imports.feeds(9)
    monkeypatch.setattr("bot.audit.now", lambda: before.imported_at + timedelta(days=3))
    bad.write_bytes(b"")
    take_in("apprenticeships", tmp_path)
    with store.open() as s:
        assert s.imports.feeds(9) == [before]
    take_in("apprenticeships", path)
    with store.open() as s:
        assert s.imports.feeds(9)[0].imported_at > before.imported_at


def test_a_hostile_file_of_a_folder_is_refused_and_the_others_go_on(store, write, tmp_path, monkeypatch):
    write(f"{HEADER}\n{GOOD}\n", "good.csv")
    write(f"{HEADER}\n{GOOD.replace('9999', '9998')}\n", "hostile.csv")
    honest = records.row_record

    def hostile(sheet, line, cells):
        return len(bytearray(2 * 10**9)) if sheet.path.name == "hostile.csv" else honest(sheet, line, cells)

    monkeypatch.setattr(records, "row_record", hostile)
    kept, refused = run(store, "apprenticeships", [tmp_path], TODAY)
    assert (kept.file, kept.count("added", "course"), refused.state) == ("good.csv", 1, REFUSED)
    assert refused.why == "hostile.csv needs more memory than a file of its size may: more than 512 MB"
    with store.open() as s:
        assert [each.course.id for each in s.catalogue.candidates(Search(TODAY))] == ["as-st9999"]
