"""What tests of the command line share: a home of their own, free ports, and a way to call it."""

import socket
from contextlib import ExitStack, closing

import pytest

from bot import settings as setting_reader
from bot.__main__ import main


@pytest.fixture
def free_ports():
    """Three ports that nobody listens on."""
    with ExitStack() as held:
        probes = [held.enter_context(closing(socket.socket())) for _ in range(3)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


@pytest.fixture
def environment(tmp_path, monkeypatch, free_ports):
    """Settings of our own, read by every command of this test."""
    monkeypatch.chdir(tmp_path)
    for name in setting_reader.load({}).as_environment():
        monkeypatch.delenv(name, raising=False)
    ports = zip(
        ("ONWARD_WEB_PORT", "ONWARD_RASA_PORT", "ONWARD_ACTIONS_PORT"), map(str, free_ports), strict=True
    )
    ours = {"ONWARD_HOME": str(tmp_path / "home"), **dict(ports)}
    for name, value in ours.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.fixture
def settings(environment):
    return setting_reader.load()


@pytest.fixture
def onward(environment, capsys):
    """Call the command line; return its exit code, what it said, and what it complained of."""

    def call(*arguments):
        capsys.readouterr()
        try:
            code = main(list(map(str, arguments)))
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
