"""Each kind of file is opened by its name: how it is encoded, what heads it, and what is too much."""

import codecs

import pytest

from bot.importers import BadFeed, sheets
from bot.importers.feed import Column, Table
from bot.importers.opening import open_sheet
from bot.importers.records import line_records, scalars
from bot.store.catalogue_entries import Refusal

XML = '<?xml version="1.0" encoding="{}"?>\n<!-- a note -->\n<c:catalog xmlns:c="urn:c">Café</c:catalog>'


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("name", "content", "medium", "header"),
    [
        ("a.csv", "A name,B\n1,2\n", "sheet", ("a_name", "b")),
        ("a.unknown", "A name,B\n1,2\n", "sheet", ("a_name", "b")),
        ("a.JSON", '{"One": 1, "two": 2}', "json", ("One", "two")),
        ("a.json", '[{"One": 1}, {"other": 2}]', "json", ("One",)),
        ("a.json", "[]", "json", ()),
        ("a.jsonld", '{"@graph": []}', "json", ("@graph",)),
        ("a.jsonl", '\n{"Course name": "x", "nested": {}}\n', "lines", ("course_name",)),
        ("a.xml", XML.format("UTF-8"), "xml", ("catalog",)),
        ("a.xcri", "<catalog/>", "xml", ("catalog",)),
        ("a.html", "<p>Hello", "page", ()),
        ("a.ics", "BEGIN:VCALENDAR", "calendar", ()),
    ],
)
def test_a_file_is_opened_by_its_name(write, name, content, medium, header):
    sheet = open_sheet(write(name, content))
    assert (sheet.medium, sheet.header) == (medium, header)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (XML.format("UTF-8").encode(), "utf-8-sig"),
        (codecs.BOM_UTF8 + XML.format("UTF-8").encode(), "utf-8-sig"),
        (XML.format("ISO-8859-1").encode("latin-1"), "iso8859-1"),
        (XML.format("windows-1252").encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF16_LE + XML.format("UTF-16").encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + XML.format("UTF-16").encode("utf-16-be"), "utf-16"),
        (XML.format("UTF-8").encode("cp1252"), "cp1252"),
        (XML.format("UTF-16").encode(), "utf-8-sig"),
        (XML.format("zip").encode(), "utf-8-sig"),
        (b"<catalog>Caf\xc3\xa9</catalog>", "utf-8-sig"),
    ],
    ids=[
        "stated",
        "mark",
        "latin",
        "windows",
        "little",
        "big",
        "stated wrongly",
        "stated in another",
        "no encoding of text",
        "unstated",
    ],
)
def test_xml_is_read_as_it_says_it_is_encoded_or_as_what_it_is(write, content, encoding):
    sheet = open_sheet(write("a.xml", content))
    assert (sheet.encoding, sheet.header) == (encoding, ("catalog",))
    assert "Café" in sheet.path.read_text(sheet.encoding)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xml", '<!DOCTYPE c [<!ENTITY a "b">]><c>&a;</c>', "has a DOCTYPE"),
        ("a.xml", '<!DOCTYPE html PUBLIC "x" "https://example.org/x.dtd"><html/>', "has a DOCTYPE"),
        ("a.xml", "just words", "is not XML"),
        ("a.xml", f"<!-- {'x' * 70_000} --><c/>", "is not XML"),
        ("a.jsonl", "words\n[1]\n", "is not JSON lines"),
        ("a.json", "[1]", "a JSON object was expected, or a list of them"),
        ("a.json", "[" * 100_000, "is not JSON"),
        ("a.html", b"%PDF-1.7", "is a PDF"),
        ("a.ics", b"a\x00b", "is not a text file"),
        ("a.xlsx", b"words", "is a"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_with_the_reason(write, name, content, why):
    with pytest.raises(BadFeed) as refused:
        open_sheet(write(name, content))
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("name", "medium"), [("a.csv", "sheet"), ("a.json", "json"), ("a.ics", "calendar"), ("a.xml", "xml")]
)
def test_each_medium_has_its_own_limit(write, monkeypatch, name, medium):
    monkeypatch.setitem(sheets.MAX_BYTES, medium, 10)
    with pytest.raises(BadFeed, match="is larger than"):
        open_sheet(write(name, "x" * 11))


def test_every_medium_has_a_limit_and_a_name_that_leads_to_it():
    assert set(sheets.MAX_BYTES) == set(sheets.MEDIA_BY_SUFFIX.values()) == set(sheets.MEDIA)


def test_lines_are_read_one_at_a_time_and_a_bad_one_is_refused_alone(write, monkeypatch):
    monkeypatch.setattr("bot.importers.records.MAX_LINE_BYTES", 40)
    long = '{"a": "' + "x" * 100 + '"}'
    sheet = open_sheet(write("a.jsonl", f'{{"a": "é"}}\n\nno\n[1]\n{long}\n{{"a": 2}}'))
    told = []
    found = list(line_records(sheet, told.append))
    assert [each for each in found if not isinstance(each, Refusal)] == [(1, {"a": "é"}), (6, {"a": "2"})]
    assert [(each.line, each.why.split(":")[0]) for each in found if isinstance(each, Refusal)] == [
        (3, "is not JSON"),
        (4, "is not a JSON object"),
        (5, "is longer than 0 kB"),
    ]
    assert told[-1] == sheet.size


def test_a_table_of_lines_takes_their_objects(write):
    table = Table("lines", (Column("name", required=True),), lambda *_: [], medium="lines")
    sheet = open_sheet(write("a.jsonl", '{"Name": "x"}\n'))
    assert table.recognises(sheet)
    assert list(table.records(sheet, lambda _: None)) == [(1, {"name": "x"})]


def test_a_table_of_json_may_take_a_list(write):
    table = Table("list", (), lambda *_: [], marks=("id",), flatten=iter)
    sheet = open_sheet(write("a.json", '[{"id": "1"}, {"id": "2"}]'))
    assert table.recognises(sheet)
    assert [record for _, record in table.records(sheet, lambda _: None)] == [{"id": "1"}, {"id": "2"}]


def test_scalars_are_taken_as_a_cell_would_show_them():
    found = {"A": "x", "b": 1.5, "c": True, "d": None, "e": [1], "f": {}, "?": "no name"}
    assert scalars(found) == {"a": "x", "b": "1.5", "c": "true", "d": ""}
