"""Workbooks: the same rows as a CSV file, and nothing that a hostile one asks for."""

import csv
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from bot.courses import Tri
from bot.importers import BadFeed, workbooks
from bot.importers.sheets import Sheet, column_name
from bot.importers.workbooks import as_text, workbook_header, workbook_records
from bot.store.catalogue_entries import Refusal

HEADER = ["Name", "Date", "Start time", "Count"]
ROW = ["Open day", date(2026, 12, 1), time(17, 30), 10000055]


@pytest.fixture
def write(tmp_path):
    """Write sheets (lists of rows by name) as a workbook and return its path."""

    def write(sheets, name="a.xlsx"):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def rewrite(write, tmp_path):
    """Change the parts of a good workbook by name; None takes a part out."""

    def rewrite(changes):
        good = write({"Events": [HEADER, ROW]}, "good.xlsx")
        path = tmp_path / "changed.xlsx"
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            parts = {part.filename: old.read(part) for part in old.infolist()}
            for name, content in (parts | changes).items():
                if content is not None:
                    new.writestr(name, content(parts) if callable(content) else content)
        return path

    return rewrite


def records(path):
    header = tuple(column_name(name) for name in workbook_header(path))
    sheet = Sheet(path, path.stat().st_size, "", "", header)
    return list(workbook_records(sheet, lambda _: None))


def cell(xml):
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{xml}</worksheet>'


HEADER_XML = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (10000055.0, "10000055"),
        (51.68, "51.68"),
        (date(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1), "2026-09-01"),
        (datetime(2026, 9, 1, 17, 30), "2026-09-01 17:30"),
        (time(17, 30), "17:30"),
        (timedelta(hours=9, minutes=5), "09:05"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_value_becomes_the_text_that_a_csv_file_would_have(value, text):
    assert as_text(value) == text


def test_the_rows_of_a_workbook_are_records_with_the_numbers_of_their_rows(write):
    path = write({"Events": [HEADER, ROW, [], [None, None], ["x"], ["y", "", "", "", "too many"]]})
    first, second, third = records(path)
    assert first == (
        2,
        {"name": "Open day", "date": "2026-12-01", "start_time": "17:30", "count": "10000055"},
    )
    assert second == (5, {"name": "x", "date": "", "start_time": "", "count": ""})
    assert isinstance(third, Refusal)
    assert (third.line, third.why) == (6, "has more cells than the header, which has 4")


@pytest.mark.parametrize(
    "sheets",
    [
        {"Notes": [["How to fill this in"], ["Write one row for each visit"]], "Events": [HEADER, ROW]},
        {"Empty": [], "Events": [HEADER, ROW]},
        {"Events": [["Our events"], [], HEADER, ROW]},
        {"Events": [HEADER, ROW], "Other": [["a", "b"], ["1", "2"]]},
    ],
    ids=["notes first", "empty first", "a title above", "more behind"],
)
def test_the_first_sheet_that_has_a_header_counts(write, sheets):
    ((_, record),) = records(write(sheets))
    assert record["name"] == "Open day"


def test_a_hidden_sheet_is_passed_over(write):
    path = write({"Hidden": [["a", "b"], [1, 2]], "Events": [HEADER, ROW]})
    book = openpyxl.load_workbook(path)
    book["Hidden"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    ((_, record),) = records(path)
    assert record["name"] == "Open day"


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1632 960000", "-5", "@SUM(A1)", '=HYPERLINK("https://x.example")']
)
def test_text_that_looks_like_a_formula_stays_text(rewrite, text):
    inline = text.replace('"', "&quot;")
    body = f'{HEADER_XML}<row r="2"><c r="A2" t="inlineStr"><is><t>{inline}</t></is></c></row>'
    assert records(rewrite({SHEET: cell(f"<sheetData>{body}</sheetData>")})) == [(2, {"a": text, "b": ""})]


def test_of_a_formula_only_the_value_that_was_saved_is_read(rewrite):
    body = f'{HEADER_XML}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>NOW()</f></c></row>'
    assert records(rewrite({SHEET: cell(f"<sheetData>{body}</sheetData>")})) == [(2, {"a": "2", "b": ""})]


def test_a_cell_that_shows_an_error_refuses_its_row(rewrite):
    body = f'{HEADER_XML}<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'
    (refusal,) = records(rewrite({SHEET: cell(f"<sheetData>{body}</sheetData>")}))
    assert (refusal.line, refusal.column, refusal.value) == (2, "b", "#REF!")


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{}">{}]><sst>&{};</sst>'.format(
    "lol" * 1000, "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 9)), "a8"
)


TYPES = "[Content_Types].xml"


def with_strings(parts):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return parts[TYPES].decode().replace("</Types>", override)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"xl/workbook.xml": None}, "is a zip file and not a workbook"),
        ({"xl/media/image1.png": b"0" * 3_000_000}, "unpacks to more than 100 times its size"),
        ({"xl/media/image1.png": bytes(range(256)) * 100_000}, "unpacks to more than 20 MB"),
        ({f"xl/{n}.xml": b"x" for n in range(100)}, "has more than 100 parts"),
        ({"xl/workbook.xml": b"not xml"}, "is not a workbook that can be read"),
        ({"xl/workbook.xml": BOMB.encode()}, "is not a workbook that can be read"),
        ({SHEET: BOMB.encode()}, "is not a workbook that can be read"),
        ({"xl/sharedStrings.xml": BOMB.encode(), TYPES: with_strings}, "is not a workbook that can be read"),
        ({SHEET: cell("").encode()}, "has no sheet with a line of column names"),
        ({SHEET: b"<" * 1000}, "is not a workbook that can be read"),
        ({SHEET: cell('<sheetData><row r="x"/></sheetData>')}, "is not a workbook that can be read"),
        (
            {SHEET: cell('<sheetData><row><c r="A1" t="s"><v>9999</v></c></row></sheetData>')},
            "is not a workbook",
        ),
        (
            {SHEET: cell(f'<sheetData>{HEADER_XML}<row r="999999999"><c><v>1</v></c></row></sheetData>')},
            "has more than 10,000 rows",
        ),
    ],
    ids=[
        "no workbook in it",
        "ratio",
        "size",
        "parts",
        "no xml",
        "entities",
        "entities in a sheet",
        "entities in strings",
        "empty",
        "broken sheet",
        "no row number",
        "no such string",
        "a row far down",
    ],
)
def test_a_hostile_or_broken_workbook_is_refused_with_what_to_do(rewrite, changes, why):
    with pytest.raises(BadFeed) as refused:
        records(rewrite(changes))
    assert why in str(refused.value)


def test_a_bomb_that_lies_about_its_size_is_found_by_unpacking_it(rewrite, monkeypatch):
    path = rewrite({"xl/media/big.bin": b"0" * 30_000_000})
    content = path.read_bytes()
    true_size = (30_000_000).to_bytes(4, "little")
    assert content.count(true_size) == 2
    path.write_bytes(content.replace(true_size, (1000).to_bytes(4, "little")))
    with pytest.raises(BadFeed):
        workbook_header(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"words", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_file_is_refused(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadFeed):
        workbook_header(path)


def test_a_sheet_that_says_it_is_huge_costs_nothing(rewrite):
    body = f'{HEADER_XML}<row r="2"><c r="XFD2"><v>1</v></c><c r="A2"><v>5</v></c></row>'
    huge = f'<dimension ref="A1:XFD1048576"/><sheetData>{body}</sheetData>'
    assert records(rewrite({SHEET: cell(huge)})) == [(2, {"a": "5", "b": ""})]


def test_more_rows_than_a_workbook_may_have_are_refused(write, monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_ROWS", 2)
    assert len(records(write({"a": [HEADER, ROW, ROW]}))) == 2
    with pytest.raises(BadFeed, match="has more than 2 rows"):
        records(write({"a": [HEADER, ROW, ROW, ROW]}))


EVENT = {
    "Provider UKPRN": 19999999,
    "Your reference": "W1",
    "Type": "Open evening",
    "Title": "Open evening",
    "Date": date(2026, 12, 1),
    "Start time": time(17, 30),
    "End time": time(19, 0),
    "Venue name": "Riverside",
    "Postcode": "OX14 1GG",
    "Step free": True,
    "Source": "Our website",
    "Source date": date(2026, 11, 1),
}
SUPPORT = {
    "Provider UKPRN": 19999999,
    "Source": "Our website",
    "Source date": date(2026, 11, 1),
    "Quiet space": "yes: by the library",
    "Group size max": 8,
    "Start time": time(9, 15),
}


def test_visits_are_taken_from_a_workbook_as_from_a_csv_file(store, a_provider, take_in, write):
    path = write({"Read me": [["Fill in the second sheet"]], "Visits": [list(EVENT), list(EVENT.values())]})
    (report,) = take_in("events", path)
    assert (report.rows, report.refusals, report.count("added", "event")) == (1, (), 1)
    with store.open() as s:
        event = s.catalogue.event("ev-19999999-w1")
    assert (event.title, event.starts, event.step_free) == (
        "Open evening",
        datetime(2026, 12, 1, 17, 30),
        Tri.YES,
    )
    (again,) = take_in("events", path)
    assert (again.count("unchanged", "event"), again.count("added")) == (1, 0)


def test_support_is_taken_from_a_workbook(a_provider, take_in, write):
    (report,) = take_in("support", write({"Support": [list(SUPPORT), list(SUPPORT.values())]}))
    assert (report.refusals, report.count("added", "fact")) == ((), 3)


def test_a_refusal_names_the_row_that_the_spreadsheet_shows(a_provider, take_in, write):
    bad = EVENT | {"End time": time(17, 0)}
    (report,) = take_in("events", write({"a": [["Our visits"], [], list(EVENT), list(bad.values())]}))
    assert [(each.line, each.column, each.why) for each in report.refusals] == [
        (4, "end_time", "is not after the start")
    ]


def test_the_makers_test_rows_are_the_same_in_a_workbook(real_data, a_provider, take_in, write):
    original = real_data / "ncs/course_directory_bulk_upload_template_testdata.csv"
    with original.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if any(row)]
    path = write({"Courses": rows}, "19999999-courses.xlsx")
    (report,) = take_in("course-directory-upload", path, today=date(2020, 4, 1))
    assert (report.rows, report.refused, report.count("added", "offer")) == (25, 7, 18)
