"""Starting, waiting for, weighing and stopping the processes that are measured."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Memory

STOP_SECONDS = 10
LAST_WORDS = 1500
_NOT_HANDED_ON = re.compile(r"ONWARD_|RASA_|VIRTUAL_ENV$|PYTHONPATH$|PYTHONDONTWRITEBYTECODE$")
_SMAPS_LINE = re.compile(r"^(Rss|Pss):\s+(\d+) kB$", re.MULTILINE)


class NotMeasured(RuntimeError):
    """Something could not be installed, trained, started or talked to; the message says what, and why."""


@dataclass(frozen=True, slots=True)
class Command:
    """One process to run, with what its environment has besides ours."""

    name: str
    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    log: Path


def run(command: Command) -> float:
    """Run a command to its end; return the seconds it took.

    Raises:
        NotMeasured: it failed.
    """
    started = time.monotonic()
    with _started(command) as process:
        if process.wait() != 0:
            raise NotMeasured(f"{command.name} failed. Its last words:\n{last_words(command.log)}")
    return time.monotonic() - started


@contextmanager
def running(commands: Sequence[Command]) -> Iterator[dict[str, int]]:
    """Start processes side by side and yield their ids by name; stop them all, whatever happens."""
    with ExitStack() as stack:
        yield {command.name: stack.enter_context(_started(command)).pid for command in commands}


def wait_until(ready: Callable[[], bool], commands: Sequence[Command], limit: float) -> None:
    """Wait until something is so, asking twenty times a second.

    Raises:
        NotMeasured: it was not so within the limit, in seconds.
    """
    until = time.monotonic() + limit
    while not ready():
        if time.monotonic() > until:
            words = "\n".join(f"{each.name}: {last_words(each.log)}" for each in commands)
            raise NotMeasured(f"not ready after {limit:.0f} s. The last words of each process:\n{words}")
        time.sleep(0.05)


def free_ports(number: int) -> list[int]:
    """Return ports of the loopback address that nobody listens on now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(closing(socket.socket())) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def memory_of(pid: int) -> Memory:
    """Return what a process and those it started hold now.

    Raises:
        NotMeasured: this machine has no ``/proc`` that says.
    """
    held = [memory_in(_read(Path(f"/proc/{each}/smaps_rollup"))) for each in _family(pid)]
    return Memory(sum(each.rss for each in held), sum(each.pss for each in held))


def memory_in(smaps: str) -> Memory:
    """Return the memory that the text of ``/proc/<pid>/smaps_rollup`` tells of, in bytes.

    Raises:
        NotMeasured: it tells of none.
    """
    kilobytes = {name: int(number) for name, number in _SMAPS_LINE.findall(smaps)}
    if kilobytes.keys() != {"Rss", "Pss"}:
        raise NotMeasured("the memory of a process cannot be read on this machine")
    return Memory(kilobytes["Rss"] * 1024, kilobytes["Pss"] * 1024)


def last_words(log: Path) -> str:
    """Return the end of a log, where the reason usually stands."""
    return log.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:] if log.exists() else ""


@contextmanager
def _started(command: Command) -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: value for name, value in os.environ.items() if not _NOT_HANDED_ON.match(name)}
    with command.log.open("ab") as log:
        process = subprocess.Popen(
            list(command.arguments),
            cwd=command.folder,
            env={**kept, "RASA_TELEMETRY_ENABLED": "false", **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it and all that it started to end, then make sure."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(STOP_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(children).split():
            yield from _family(int(child))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
