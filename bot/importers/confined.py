"""Work on a file that nobody vouches for, in a process of its own: little memory, little time and no way out.

The process is a fork, so that it starts at once; it leaves the catalogue alone, and what it finds comes back
as JSON, some hundred records at a time. It may read files, and that is all: it reaches no network, starts no
program, and writes nothing.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot.importers.sheets import BadFeed, medium_of

# What every file may take, whatever its size: seconds of computing, and bytes of memory.
LEAST_SECONDS = 10
MEMORY = 512_000_000
# A large file may take longer: the slowest format (workbooks) needs less than half of this.
SECONDS_PER_MB = 2
# All of a JSON file is held at once, and what was a byte of it is then about five.
JSON_MEMORY_PER_BYTE = 8
# How many times the seconds nothing may come back: a busy machine gives a process a part of itself.
PATIENCE = 30
MESSAGE_BYTES = 1 << 18
LARGEST_MESSAGE = 64_000_000
_SPARE_SECONDS = 5
# What Python itself announces before it does it (PEP 578), by the beginnings of its names.
_FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "pty.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.system", "os.kill", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.ch", "os.link",
    "os.symlink", "os.truncate",
)  # fmt: skip
_TO_WRITE = 3  # of the flags that a file is opened with
_ITEMS, _END, _BAD, _MEMORY, _REACHED, _BROKEN = b"iebmrx"

_FORK = multiprocessing.get_context("fork")
_dumps = json.JSONEncoder(check_circular=False).encode

Work = Callable[[], Iterator[Any]]


class TooMuch(BadFeed):
    """Reading a file took more than a file of its size may take."""


class ReachedOut(RuntimeError):
    """Reading a file tried to do something else than reading."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What reading one file may take: seconds of computing, and bytes of memory more than we have."""

    seconds: int = LEAST_SECONDS
    memory: int = MEMORY


def allowance_of(path: Path) -> Allowance:
    """Return what reading this file may take, in proportion to its size."""
    size = path.stat().st_size if path.exists() else 0
    held = size * JSON_MEMORY_PER_BYTE if medium_of(path) == "json" else 0
    return Allowance(max(LEAST_SECONDS, SECONDS_PER_MB * size // 1_000_000), MEMORY + held)


def confined(work: Work, path: Path, allowance: Allowance | None = None) -> Iterator[Any]:
    """Yield what a piece of work on a file yields, done in a process of its own.

    Args:
        work: yields what JSON can hold.
        path: the file, which refusals name.
        allowance: what it may take; else in proportion to the file's size.

    Raises:
        BadFeed: the work says so, or something in the file made it fail.
        TooMuch: it took more than it may.
    """
    allowed = allowance or allowance_of(path)
    reader, writer = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_do, args=(work, reader, writer, allowed), daemon=True)
    child.start()
    writer.close()
    try:
        yield from _received(reader, child, path, allowed)
    finally:
        child.kill()
        child.join()
        child.close()
        reader.close()


# --- here -----------------------------------------------------------------------------------


def _received(reader: Connection, child: BaseProcess, path: Path, allowed: Allowance) -> Iterator[Any]:
    while True:
        try:
            message = reader.recv_bytes(LARGEST_MESSAGE) if reader.poll(allowed.seconds * PATIENCE) else None
        except EOFError as error:  # it was stopped before it could say why
            child.join()
            slow = child.exitcode == -signal.SIGXCPU
            raise _too_slow(path, allowed) if slow else _too_big(path, allowed) from error
        except OSError as error:  # one message that is larger than any may be
            raise _too_big(path, allowed) from error
        if message is None:
            raise _too_slow(path, allowed)
        kind, content = message[0], message[1:]
        if kind == _END:
            return
        if kind != _ITEMS:
            raise _refusal(path, allowed, kind, json.loads(content))
        yield from json.loads(content)


def _refusal(path: Path, allowed: Allowance, kind: int, said: str) -> BadFeed:
    if kind == _MEMORY:
        return _too_big(path, allowed)
    if kind == _REACHED:
        return BadFeed(f"{path.name} made its reader try what no file may ({said}): it was stopped")
    return BadFeed(said if kind == _BAD else f"{path.name} cannot be read: {said}")


def _too_slow(path: Path, allowed: Allowance) -> TooMuch:
    return TooMuch(
        f"{path.name} needs more time than a file of its size may: more than {allowed.seconds} seconds"
    )


def _too_big(path: Path, allowed: Allowance) -> TooMuch:
    megabytes = allowed.memory // 1_000_000
    return TooMuch(f"{path.name} needs more memory than a file of its size may: more than {megabytes} MB")


# --- in the process -------------------------------------------------------------------------


def _do(work: Work, reader: Connection, writer: Connection, allowed: Allowance) -> None:
    """Do the work and send what it yields; say why where it cannot be done."""
    reader.close()  # else nobody tells us when the other side is gone
    try:
        _confine(allowed)
        for message in _packed(work()):
            writer.send_bytes(message)
        last = bytes([_END])
    except BrokenPipeError:
        return
    except Exception as error:  # whatever the file made the work stumble over
        last = _say(error)
    writer.send_bytes(last)


def _confine(allowed: Allowance) -> None:
    gc.freeze()  # what is of the process that we were is not ours to tidy up
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CPU, allowed.seconds, allowed.seconds + _SPARE_SECONDS)
    if held := _bytes_held():
        _limit(resource.RLIMIT_AS, held + allowed.memory)
    sys.dont_write_bytecode = True
    sys.addaudithook(_forbid)


def _limit(what: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, no higher than the one that there is."""
    most = resource.getrlimit(what)[1]
    wanted = (soft, soft if hard is None else hard)
    if most != resource.RLIM_INFINITY:
        wanted = (min(wanted[0], most), min(wanted[1], most))
    resource.setrlimit(what, wanted)


def _bytes_held() -> int:
    """Return how much address space we have; 0 where the system neither tells nor limits it."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[0]) * resource.getpagesize() if told.exists() else 0


def _forbid(event: str, told: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and told[2] & _TO_WRITE):
        raise ReachedOut(event)


def _packed(items: Iterator[Any]) -> Iterator[bytes]:
    """Yield items as messages, some hundred kilobytes each."""
    waiting: list[str] = []
    size = 0
    for item in items:
        waiting.append(_dumps(item))
        size += len(waiting[-1])
        if size >= MESSAGE_BYTES:
            yield _message(waiting)
            waiting, size = [], 0
    if waiting:
        yield _message(waiting)


def _message(items: list[str]) -> bytes:
    return b"i[" + ",".join(items).encode() + b"]"


def _say(error: Exception) -> bytes:
    """Return the message that says what went wrong, first of all what lies behind a refusal."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, MemoryError):
            return bytes([_MEMORY]) + b'""'
        if isinstance(behind, ReachedOut):
            return bytes([_REACHED]) + _dumps(str(behind)).encode()
        behind = behind.__cause__ or behind.__context__
    if isinstance(error, BadFeed):
        return bytes([_BAD]) + _dumps(str(error)).encode()
    return bytes([_BROKEN]) + _dumps(f"{type(error).__name__}: {error}"[:200]).encode()
