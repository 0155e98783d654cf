"""``onward serve``: everything on one machine, with the settings of the environment."""

from __future__ import annotations

import argparse
import time
from typing import Any

from bot import settings as setting_reader
from bot.commands import home, processes, supervision, training
from bot.settings import Settings


def add_to(commands: Any) -> None:
    """Add ``onward serve``."""
    command = commands.add_parser("serve", help="run web, Rasa and action server on this machine")
    command.set_defaults(do=_serve)


def _serve(_chosen: argparse.Namespace) -> int:
    settings = processes.with_secrets(setting_reader.load())
    started = time.monotonic()
    home.make_folders(settings)
    home.check_ports(settings)
    home.prepare(settings)
    return run(
        settings,
        started,
        [f"Learner's page  {address(settings)}/chat", f"The desk        {address(settings)}/desk"],
    )


def run(settings: Settings, started: float, lines: list[str]) -> int:
    """Train what is to be trained, start everything, say where it is, and wait for the end."""
    if training.is_current(settings):
        print("The model is current.", flush=True)
    else:
        print("Training the model …", flush=True)
        training.ensure_model(settings)
    print("Starting web, Rasa and action server …", flush=True)
    with supervision.supervised(settings) as supervisor:
        try:
            supervision.wait_until_ready(settings, supervisor, started)
        except KeyboardInterrupt:
            return 130
        print("\n".join(["", *lines, "", "Ctrl-C stops everything."]), flush=True)
        return supervision.wait_for_the_end(supervisor)


def address(settings: Settings) -> str:
    """Return the web application's address."""
    return f"http://{settings.web_host}:{settings.web_port}"
