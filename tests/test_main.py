"""The command line itself: what it offers, and what it makes of anything else."""

import subprocess
import sys

import pytest

from bot.__main__ import main


def test_a_wrong_command_is_refused_with_those_that_there_are():
    command = [sys.executable, "-m", "bot", "dance"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "usage: onward" in done.stderr


def test_no_command_is_refused_too(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "usage: onward" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["demo", "serve", "import", "train", "setting", "adviser", "web", "rasa", "actions"]
)
def test_help_names_every_command(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert f"\n    {name} " in capsys.readouterr().out
