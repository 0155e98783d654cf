"""Running all three processes under one supervisor, which starts again what dies.

The supervisor is ``supervisor`` (supervisord.org): kept, pure Python, and it restarts a process within a
second, which honcho does not. It reads one file, written here.
"""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests

from bot.commands import Refused
from bot.commands.project import ROOT
from bot.commands.training import process_environment
from bot.settings import Settings

PROCESSES = ("web", "rasa", "actions")
READY_SECONDS = 120
STOP_SECONDS = 15


@contextmanager
def supervised(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Start the processes; stop them all at the end, however it comes."""
    configuration = _write_configuration(settings)
    with (settings.logs / "supervisor.log").open("ab") as log:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(configuration)],
            cwd=settings.home,
            env=process_environment(settings),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone, and we stop it in order
        )
    try:
        yield supervisor
    finally:
        _stop(supervisor)


def wait_until_ready(settings: Settings, supervisor: subprocess.Popen[bytes], started: float) -> None:
    """Wait until every part is ready, saying so as each one comes.

    Args:
        settings: where the parts are.
        supervisor: what started them just now.
        started: when the command began, for the times that are printed.

    Raises:
        Refused: the supervisor ended, or it took too long.
    """
    seen: set[str] = set()
    limit = time.monotonic() + READY_SECONDS
    while time.monotonic() < limit:
        if supervisor.poll() is not None:
            raise Refused(f"the processes ended early. Their last words are in {settings.logs}.")
        parts = _parts(settings)
        for name in sorted(set(_ready(parts)) - seen):
            seen.add(name)
            print(f"  {time.monotonic() - started:5.1f} s  {name} is ready", flush=True)
        if parts and seen == set(parts):
            return
        time.sleep(0.2)
    raise Refused(f"not everything was ready after {READY_SECONDS} s. See {settings.logs}.")


def wait_for_the_end(supervisor: subprocess.Popen[bytes]) -> int:
    """Wait until somebody stops us."""
    try:
        return supervisor.wait()
    except KeyboardInterrupt:
        print("\nStopping. Answers that were kept are safe.", flush=True)
        return 0


def _parts(settings: Settings) -> Mapping[str, str]:
    url = f"http://{settings.web_host}:{settings.web_port}/api/v1/health/ready"
    try:
        parts: Mapping[str, str] = requests.get(url, timeout=3).json()["parts"]
    except (requests.RequestException, ValueError, KeyError):
        return {}
    return parts


def _ready(parts: Mapping[str, str]) -> Iterator[str]:
    return (name for name, state in parts.items() if state == "ok")


def _stop(supervisor: subprocess.Popen[bytes]) -> None:
    supervisor.terminate()
    try:
        supervisor.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        supervisor.kill()


def _write_configuration(settings: Settings) -> Path:
    file = configparser.RawConfigParser()
    # Its own files are named from the home folder, where it is started: whatever that is called is not read.
    file["supervisord"] = {
        "logfile": "logs/supervisord.log",
        "pidfile": "supervisord.pid",
        "childlogdir": "logs",
        "user": "root" if _is_root() else "",
    }
    if not file["supervisord"]["user"]:
        del file["supervisord"]["user"]
    for name in PROCESSES:
        file[f"program:{name}"] = _program(name)
    path = settings.home / "supervisord.conf"
    with path.open("w", encoding="utf-8") as output:
        file.write(output)
    return path


def _program(name: str) -> dict[str, str]:
    return {
        "command": f"{_plain(shlex.quote(sys.executable))} -m bot {name}",
        "directory": _plain(str(ROOT)),
        "autorestart": "true",
        "startsecs": "1",
        "startretries": "20",
        "stopasgroup": "true",
        "killasgroup": "true",
        "stopwaitsecs": "3",
        "redirect_stderr": "true",
        "stdout_logfile": f"logs/{name}.log",
        "stdout_logfile_maxbytes": "5MB",
        "stdout_logfile_backups": "2",
    }


def _plain(text: str) -> str:
    """Return a text as the supervisor's file takes it, where a percent sign stands for something else."""
    return text.replace("%", "%%")


def _is_root() -> bool:
    import os

    return hasattr(os, "geteuid") and os.geteuid() == 0
