"""One process each: what it needs is checked before it starts, and said in one line."""

import pytest

from bot.commands import processes, training
from bot.commands.project import ROOT

SECRETS = {"ONWARD_SECRET": "s" * 32, "ONWARD_SESSION_KEY": "k" * 32}


@pytest.fixture
def started(environment):
    """The processes that this one would have become."""
    became = []
    environment.setattr(
        processes.os, "execve", lambda _program, command, given: became.append((command, given))
    )
    environment.setattr(processes.os, "chdir", became.append)
    return became


@pytest.fixture
def with_secrets(environment):
    for name, value in SECRETS.items():
        environment.setenv(name, value)


@pytest.mark.parametrize("missing", SECRETS)
@pytest.mark.parametrize("command", ["web", "rasa", "actions", "serve"])
def test_a_process_without_a_secret_does_not_start(onward, environment, started, command, missing):
    for name in set(SECRETS) - {missing}:
        environment.setenv(name, SECRETS[name])
    code, said, complained = onward(command)
    assert (code, said, started) == (1, "", [])
    assert complained.startswith(f"onward: {missing} is not set. Make one with: ")
    assert complained.count("\n") == 1


def test_rasa_without_a_model_says_how_to_make_one(onward, started, with_secrets):
    code, _, complained = onward("rasa")
    assert (code, started) == (1, [])
    assert complained.startswith("onward: there is no trained model at ")
    assert complained.endswith("Make one with: onward train\n")
    assert complained.count("\n") == 1


def test_rasa_listens_on_this_machine_only_with_our_action_server(onward, started, with_secrets, settings):
    settings.models.mkdir(parents=True)
    training.model_path(settings).write_bytes(b"a model")
    onward("rasa")
    folder, (command, given) = started
    assert folder == ROOT
    assert command[command.index("--interface") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == str(settings.rasa_port)
    assert given.items() >= SECRETS.items()
    endpoints = (settings.home / "endpoints.yml").read_text()
    assert f":{settings.actions_port}/" in endpoints
    assert ":5055/" not in endpoints


def test_the_action_server_listens_on_this_machine_only(onward, started, with_secrets, settings):
    onward("actions")
    command, given = started[-1]
    assert command[-4:] == ["--actions", "actions", "--port", str(settings.actions_port)]
    assert given["SANIC_HOST"] == "127.0.0.1"
