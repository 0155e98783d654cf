"""A file is read in a process of its own, which may take so much, and may do nothing else than read."""

import multiprocessing
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from bot.importers import BadFeed, confined, run
from bot.importers.confined import Allowance, ReachedOut, TooMuch, allowance_of

TODAY = date(2026, 11, 22)
FILE = Path("hostile.csv")
LITTLE = Allowance(seconds=1, memory=200_000_000)
MEGABYTE = 1_000_000


def do(work, allowance=LITTLE):
    return list(confined.confined(work, FILE, allowance))


def allocates_at_once():
    yield len(bytearray(10**9))


def allocates_bit_by_bit():
    held = []
    while True:
        held.append(bytearray(MEGABYTE))
        yield len(held)


def allocates_behind_a_refusal():
    try:
        yield len(bytearray(10**9))
    except Exception as error:
        raise BadFeed("hostile.csv is no workbook") from error


def spins():
    while True:
        yield from ()


def sleeps():
    time.sleep(60)
    yield 1


def says_one_thing_without_end():
    yield "x" * 70 * MEGABYTE


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (allocates_at_once, "needs more memory than a file of its size may: more than 200 MB"),
        (allocates_bit_by_bit, "needs more memory than a file of its size may: more than 200 MB"),
        (allocates_behind_a_refusal, "needs more memory than a file of its size may: more than 200 MB"),
        (spins, "needs more time than a file of its size may: more than 1 seconds"),
        (says_one_thing_without_end, "needs more memory than a file of its size may"),
    ],
)
def test_what_takes_more_than_it_may_is_stopped_and_said(work, why):
    with pytest.raises(TooMuch) as refused:
        do(work, Allowance(1, 400_000_000) if work is says_one_thing_without_end else LITTLE)
    assert str(refused.value).startswith(f"hostile.csv {why}")
    assert multiprocessing.active_children() == []


def test_what_says_nothing_for_long_is_stopped(monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 1)
    with pytest.raises(TooMuch, match="more time"):
        do(sleeps)


def test_a_process_that_is_killed_is_told_as_one_that_had_no_memory_left():
    def killed():
        signal.raise_signal(signal.SIGKILL)
        yield 1

    with pytest.raises(TooMuch, match="more memory"):
        do(killed)


def write(path):
    path.write_text("x")


@pytest.mark.parametrize(
    "act",
    [
        lambda _: socket.socket(),
        lambda _: socket.create_connection(("127.0.0.1", 5432)),
        lambda _: socket.getaddrinfo("localhost", 80),
        lambda _: subprocess.run([sys.executable, "-c", ""], check=False),
        lambda _: os.system("true"),  # noqa: S605
        lambda _: os.fork(),
        lambda _: os.kill(os.getppid(), signal.SIGCONT),
        lambda folder: write(folder / "new.txt"),
        lambda folder: write(folder / "kept.txt"),
        lambda folder: (folder / "kept.txt").unlink(),
        lambda folder: (folder / "kept.txt").rename(folder / "new.txt"),
        lambda folder: (folder / "new").mkdir(),
    ],
    ids=[
        "socket", "connection", "name", "program", "shell", "fork", "signal", "new file", "old file",
        "remove", "rename", "folder",
    ],
)  # fmt: skip
def test_it_reaches_nothing_starts_nothing_and_writes_nothing(act, tmp_path):
    (tmp_path / "kept.txt").write_text("as it was")

    def work():
        try:
            act(tmp_path)
        except OSError as error:
            raise AssertionError("not stopped before it was tried") from error
        yield 1

    with pytest.raises(BadFeed, match=r"hostile\.csv made its reader try what no file may \("):
        do(work)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("kept.txt", "as it was")]


def test_what_was_forbidden_stays_allowed_here():
    do(lambda: iter([1]))
    socket.socket().close()
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0


def test_it_reads(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("words")
    assert list(confined.confined(lambda: iter([path.read_text()]), path)) == ["words"]


@pytest.mark.parametrize(
    "items",
    [[], [1], ["é\ud800\x00", [1, {"a": "b"}], None], [[n, {"a": "x" * 1000}] for n in range(2000)]],
    ids=["nothing", "one", "odd letters", "many"],
)
def test_what_it_yields_comes_back_as_it_is(items):
    assert do(lambda: iter(items), Allowance()) == items


def test_what_came_before_the_end_came_back_before_it():
    seen = []
    with pytest.raises(TooMuch):
        for each in confined.confined(allocates_bit_by_bit, FILE, LITTLE):
            seen.append(each)
    assert seen == list(range(1, len(seen) + 1))


def test_it_ends_when_nobody_listens_any_longer():
    found = confined.confined(spins_and_says, FILE, Allowance(60))
    assert next(found) == "x" * 1000
    found.close()
    assert multiprocessing.active_children() == []


def spins_and_says():
    while True:
        yield "x" * 1000


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BadFeed("a.csv is empty"), "a.csv is empty"),
        (KeyError("x"), "hostile.csv cannot be read: KeyError: 'x'"),
        (RecursionError("deep"), "hostile.csv cannot be read: RecursionError: deep"),
        (ReachedOut("a.b"), "hostile.csv made its reader try what no file may (a.b): it was stopped"),
    ],
)
def test_what_fails_there_is_told_here(error, said):
    def work():
        yield 1
        raise error

    with pytest.raises(BadFeed) as refused:
        do(work)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("name", "megabytes", "seconds", "memory"),
    [
        ("a.csv", 0, 10, 512),
        ("a.csv", 2, 10, 512),
        ("a.csv", 100, 200, 512),
        ("a.xml", 1000, 2000, 512),
        ("a.json", 0, 10, 512),
        ("a.json", 100, 200, 1312),
    ],
)
def test_a_large_file_may_take_longer_and_only_what_is_held_whole_may_take_more_memory(
    tmp_path, name, megabytes, seconds, memory
):
    with (tmp_path / name).open("wb") as file:
        file.truncate(megabytes * MEGABYTE)
    assert allowance_of(tmp_path / name) == Allowance(seconds, memory * MEGABYTE)


def test_a_file_that_is_not_there_may_take_the_least(tmp_path):
    assert allowance_of(tmp_path / "gone.json") == Allowance()


HEADER = "reference,lars_code,title,level,routes,duration_months,published"


def test_an_import_reads_its_file_there(store, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\nST1,1,Maker,2,,,\n")

    def reaches(*_):
        socket.socket()

    monkeypatch.setattr("bot.importers.records.row_record", reaches)
    with pytest.raises(BadFeed, match=r"try what no file may \(socket\.__new__\)"):
        run(store, "apprenticeships", [path], TODAY)
