"""Folders and zip files: what is found in them, and what is refused before it can do harm."""

import os
import stat
import struct
import time
import zipfile
from datetime import date

import pytest

from bot.importers import BadFeed, Terms, run, unpacking
from bot.importers.unpacking import Found, Limits, files_of

TODAY = date(2026, 11, 22)
SHEET = "reference,lars_code,title,level,routes,duration_months,published\nST9999,1,Maker,2,Digital,18,\n"


@pytest.fixture
def zipped(tmp_path):
    """Write a zip file of these names and contents, and return its path."""

    def write(files, name="given.zip", method=zipfile.ZIP_DEFLATED):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", method) as archive:
            for member, content in files.items():
                archive.writestr(member, content)
        return path

    return write


@pytest.fixture
def found(tmp_path):
    def find(path, limits=None):
        return [each.path.name for each in files_of(Found(path), tmp_path / "scratch", limits or Limits())]

    return find


def test_a_file_stands_for_itself(found, tmp_path):
    (tmp_path / "a.csv").write_text(SHEET)
    assert found(tmp_path / "a.csv") == ["a.csv"]


def test_a_folder_stands_for_the_files_in_it_and_in_the_folders_in_it(found, tmp_path, zipped):
    folder = tmp_path / "given"
    (folder / "b" / "c").mkdir(parents=True)
    for name in ("one.csv", "b/two.JSON", "b/c/three.ics", "b/notes.docx", ".hidden.csv"):
        (folder / name).write_text("x")
    (folder / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    (folder / "loop").symlink_to(folder)
    zipped({"four.xml": "<a/>"}).rename(folder / "zipped.zip")
    assert sorted(found(folder)) == ["four.xml", "notes.docx", "one.csv", "three.ics", "two.JSON"]


def test_a_folder_that_is_too_deep_or_too_full_is_refused(found, tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MAX_FILES", 2)
    folder = tmp_path / "given"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.csv").write_text("x")
    with pytest.raises(BadFeed, match="holds more than 2 files"):
        found(folder)
    deep = tmp_path.joinpath("deep", *"abcdefgh")
    deep.mkdir(parents=True)
    with pytest.raises(BadFeed, match="more than 8 deep"):
        found(tmp_path / "deep")


def test_a_zip_file_stands_for_the_files_in_it(found, zipped):
    files = {"b/one.csv": "1", "a/one.csv": "2", "notes.txt": "3", "x.docx": "4", "__MACOSX/one.csv": "5"}
    assert found(zipped(files)) == ["one.csv", "one.csv", "notes.txt", "x.docx"]


def test_what_no_format_reads_is_named_and_not_written(found, zipped, tmp_path):
    assert found(zipped({"x.docx": "4", "link.exe": "5"})) == ["link.exe", "x.docx"]
    assert [path for path in (tmp_path / "scratch").rglob("*") if path.is_file()] == []


def test_a_zip_file_in_a_folder_that_is_no_good_stands_for_itself(zipped, tmp_path):
    (tmp_path / "a.csv").write_text(SHEET)
    zipped({"b.csv": b"0" * 30_000_000}, "bomb.zip")
    found = files_of(Found(tmp_path), tmp_path / ".scratch", Limits())
    assert [(each.path.name, each.why) for each in found] == [
        ("a.csv", None),
        ("bomb.zip", "bomb.zip grows more than 100 times when it is unpacked"),
    ]


def test_what_was_zipped_is_imported_as_if_it_lay_there(store, zipped):
    (report,) = run(store, "apprenticeships", [zipped({"in/standards.csv": SHEET})], TODAY)
    assert (report.file, report.count("added", "course")) == ("standards.csv", 1)


def test_nothing_that_was_unpacked_is_left(store, zipped, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run(store, "apprenticeships", [zipped({"standards.csv": SHEET})], TODAY)
    assert list(tmp_path.glob("onward-import-*")) == []


def test_what_a_killed_import_left_behind_is_taken_away_a_day_later(store, zipped, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name, days in (("onward-import-old", 2), ("onward-import-new", 0), ("other", 9)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("x")
        os.utime(tmp_path / name, (time.time() - days * 86400,) * 2)
    run(store, "apprenticeships", [zipped({"standards.csv": SHEET})], TODAY)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["onward-import-new", "other"]


@pytest.mark.parametrize(
    ("name", "stamp", "dated"),
    [
        ("list_2025-04-22.zip", (2026, 1, 2, 0, 0, 0), date(2025, 4, 22)),
        ("list.zip", (2026, 1, 2, 0, 0, 0), date(2026, 1, 2)),
    ],
)
def test_a_file_in_a_zip_file_is_as_old_as_either_says(tmp_path, name, stamp, dated):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.csv", stamp), SHEET)
    (each,) = files_of(Found(path), tmp_path / "scratch")
    assert each.saved == dated


# --- what is made to do harm ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"../out.csv": "x"}, "leads out of its folder"),
        ({"a/../../out.csv": "x"}, "leads out of its folder"),
        ({"/etc/out.csv": "x"}, "leads out of its folder"),
        ({"..\\out.csv": "x"}, "leads out of its folder"),
        ({"C:\\out.csv": "x"}, "leads out of its folder"),
        ({"more.zip": "x"}, "holds another zip file"),
        ({"more.csv": b"PK\x03\x04 and so on"}, "holds another archive"),
        ({"more.csv": b"\x1f\x8b and so on"}, "holds another archive"),
        ({f"{number}.csv": "x" for number in range(101)}, "holds more than 100 files"),
        ({"a.csv": "x" * 100_000}, "grows more than 100 times"),
    ],
)
def test_what_leads_out_or_holds_too_much_is_refused(zipped, found, tmp_path, files, why):
    with pytest.raises(BadFeed, match=why):
        found(zipped(files))
    assert not (tmp_path / "out.csv").exists()


def test_a_bomb_is_refused_before_it_is_unpacked(zipped, found, tmp_path):
    bomb = zipped({"a.csv": b"0" * 30_000_000})
    assert bomb.stat().st_size < 40_000
    with pytest.raises(BadFeed, match="grows more than 100 times"):
        found(bomb)
    assert not (tmp_path / "scratch").exists()


def test_whoever_runs_onward_may_unpack_more_than_somebody_who_uploads(zipped, found):
    many = {f"{number}.csv": bytes(range(256)) * 4000 for number in range(21)}
    path = zipped(many, method=zipfile.ZIP_STORED)
    with pytest.raises(BadFeed, match="is larger than 20 MB once it is unpacked"):
        found(path)
    assert len(found(path, unpacking.BY_HAND)) == 21


def test_the_terms_of_an_import_say_how_much(store, zipped):
    terms = Terms(limits=Limits(unpacked=9))
    with pytest.raises(BadFeed, match="is larger than 0 MB"):
        run(store, "apprenticeships", [zipped({"a.csv": SHEET})], TODAY, terms=terms)


def test_a_link_is_refused(found, tmp_path):
    path = tmp_path / "links.zip"
    info = zipfile.ZipInfo("a.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(BadFeed, match="holds a link"):
        found(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_plain_zip_files_are_unpacked(zipped, found, method):
    with pytest.raises(BadFeed, match="packed in an unusual way"):
        found(zipped({"a.csv": SHEET}, method=method))


def edited(path, edit):
    """Change the list of files at the end of a zip file, where it says what it holds."""
    content = bytearray(path.read_bytes())
    edit(content, content.rfind(b"PK\x01\x02"), content.rfind(b"PK\x05\x06"))
    path.write_bytes(content)
    return path


def say_less(content, entry, _end):
    struct.pack_into("<I", content, entry + 24, 5)


def say_more(content, entry, _end):
    struct.pack_into("<I", content, entry + 24, 900)


def say_packed_more(content, entry, _end):
    struct.pack_into("<I", content, entry + 20, 1_000_000)


def say_locked(content, entry, _end):
    struct.pack_into("<H", content, entry + 8, 1)


def say_many(content, _entry, end):
    struct.pack_into("<H", content, end + 10, 60_000)


def say_long(content, _entry, end):
    struct.pack_into("<I", content, end + 12, 2_000_000_000)


def cut(content, _entry, end):
    del content[end:]


def break_it(content, _entry, _end):
    content[35:45] = b"0123456789"


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (say_less, "cannot be unpacked|holds more than it says"),
        (say_more, "cannot be unpacked|holds less than it says"),
        (say_packed_more, "says that it holds more than it has"),
        (say_locked, "is locked with a password"),
        (say_many, "holds more than 100 files"),
        (say_long, "a list of files that is too long"),
        (cut, "is no zip file, or only a part of one"),
        (break_it, "cannot be unpacked"),
    ],
)
def test_a_zip_file_that_lies_about_itself_is_refused(zipped, found, edit, why):
    with pytest.raises(BadFeed, match=why):
        found(edited(zipped({"a.csv": SHEET * 4}), edit))


def test_files_that_share_their_content_are_refused(zipped, found, tmp_path):
    """Many files of the list may point at the same packed bytes, to grow without end."""
    path = zipped({"a.csv": SHEET * 50})
    content = path.read_bytes()
    start, end = content.rfind(b"PK\x01\x02"), content.rfind(b"PK\x05\x06")
    entry, last = content[start:end], bytearray(content[end:])
    struct.pack_into("<HHI", last, 8, 50, 50, len(entry) * 50)
    path.write_bytes(content[:start] + entry * 50 + last)
    with pytest.raises(BadFeed, match=r"cannot be unpacked|says that it holds more than it has"):
        found(path)


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_file_is_refused_or_empty(found, tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    try:
        assert found(path) == []
    except BadFeed as refused:
        assert "a.zip" in str(refused)


def test_a_list_for_a_big_archive_is_not_believed(zipped, found):
    path = zipped({"a.csv": SHEET})
    whole = path.read_bytes()
    end = whole.rfind(b"PK\x05\x06")
    path.write_bytes(whole[:end] + b"PK\x06\x07" + bytes(16) + whole[end:])
    with pytest.raises(BadFeed, match="holds more than 100 files"):
        found(path)
