"""The supervisor's file: read back by the supervisor itself, whatever the folders are called."""

import shlex
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from supervisor.options import ServerOptions

from bot.commands import Refused, supervision


def read_by_supervisor(path, monkeypatch):
    options = ServerOptions()
    monkeypatch.setattr(options, "usage", pytest.fail)
    options.realize(["-c", str(path)])
    return options


@pytest.mark.parametrize("name", ["home", "a home with spaces", "100% home", "50%(x)s; home #1", "Schüler"])
def test_the_supervisor_finds_its_files_in_a_folder_of_any_name(settings, tmp_path, monkeypatch, name):
    ours = replace(settings, home=tmp_path / name)
    ours.logs.mkdir(parents=True)
    monkeypatch.chdir(ours.home)  # where the supervisor is started
    options = read_by_supervisor(supervision._write_configuration(ours), monkeypatch)
    assert options.logfile == str(ours.logs / "supervisord.log")
    programs = {group.name: group.process_configs[0] for group in options.process_group_configs}
    assert set(programs) == {"web", "rasa", "actions"}
    for process, program in programs.items():
        assert Path(program.stdout_logfile).resolve() == ours.logs / f"{process}.log"
        assert program.command.endswith(f"-m bot {process}")
        assert program.autorestart


@pytest.mark.parametrize("python", ["/opt/py thon/bin/python", "/opt/100%/python"])
def test_a_python_in_a_folder_of_any_name_is_started(settings, tmp_path, monkeypatch, python):
    monkeypatch.setattr(supervision.sys, "executable", python)
    settings.logs.mkdir(parents=True)
    monkeypatch.chdir(settings.home)
    options = read_by_supervisor(supervision._write_configuration(settings), monkeypatch)
    (program, *_) = (group.process_configs[0] for group in options.process_group_configs)
    assert shlex.split(program.command)[0] == python


def test_a_supervisor_that_ended_early_is_said_with_where_to_look(settings):
    ended = SimpleNamespace(poll=lambda: 1)
    with pytest.raises(Refused, match="ended early") as refused:
        supervision.wait_until_ready(settings, ended, supervision.time.monotonic())
    assert str(settings.logs) in str(refused.value)


def test_each_part_is_said_once_when_it_is_ready(settings, monkeypatch, capsys):
    states = iter(
        [{}, {"web": "ok", "rasa": "away"}, {"web": "ok", "rasa": "away"}, {"web": "ok", "rasa": "ok"}]
    )
    monkeypatch.setattr(supervision, "_parts", lambda _settings: next(states))
    monkeypatch.setattr(supervision.time, "sleep", lambda _seconds: None)
    running = SimpleNamespace(poll=lambda: None)
    supervision.wait_until_ready(settings, running, supervision.time.monotonic())
    said = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[-1] for line in said] == ["web is ready", "rasa is ready"]


def test_waiting_has_an_end(settings, monkeypatch):
    monkeypatch.setattr(supervision, "READY_SECONDS", 0)
    with pytest.raises(Refused, match="not everything was ready"):
        supervision.wait_until_ready(
            settings, SimpleNamespace(poll=lambda: None), supervision.time.monotonic()
        )
