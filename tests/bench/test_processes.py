"""Starting, weighing and stopping what is measured."""

import os
import sys
from pathlib import Path

import pytest

from bench.figures import Memory
from bench.processes import Command, NotMeasured, free_ports, memory_in, run, running

SMAPS = """\
55d0c0000000-7ffd00000000 ---p 00000000 00:00 0                          [rollup]
Rss:              884 kB
Pss:              385 kB
Pss_Dirty:         68 kB
Shared_Clean:     696 kB
"""
WAITS = "import time; time.sleep(60)"


def command(folder: Path, code: str, **environment: str) -> Command:
    return Command("a process", [sys.executable, "-c", code], folder, environment, folder / "log")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_memory_is_read_in_bytes_and_only_from_its_own_lines() -> None:
    assert memory_in(SMAPS) == Memory(884 * 1024, 385 * 1024)


def test_a_machine_that_does_not_tell_memory_is_not_one_without_any() -> None:
    with pytest.raises(NotMeasured, match="cannot be read"):
        memory_in("")


def test_processes_are_stopped_when_talking_to_them_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), running([command(tmp_path, WAITS)]) as pids:
        (pid,) = pids.values()
        assert is_alive(pid)
        raise ZeroDivisionError
    assert not is_alive(pid)


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match="no such model"):
        run(command(tmp_path, "raise SystemExit('no such model')"))


def test_settings_of_whoever_measures_do_not_reach_what_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONWARD_HOME", "/somewhere/else")
    code = "import os, sys; sys.exit('ONWARD_HOME' in os.environ or os.environ['OURS'] != 'given')"
    assert run(command(tmp_path, code, OURS="given")) > 0


def test_ports_are_free_and_each_another_one() -> None:
    assert len(set(free_ports(5))) == 5
