"""``onward serve``: everything on one machine, with the settings of the environment."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
    home.prepare(settings).close()
    return run(settings, started, lambda: addresses(settings))


def run(settings: Settings, started: float, set_up: Callable[[], list[str]]) -> int:
    """Train what is to be trained, start everything, say where it is, and wait for the end.

    Args:
        settings: for all processes.
        started: when the command began, for the times that it prints.
        set_up: what else is to be done before anybody comes, beside the rest; returns lines to print.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        lines = beside.submit(set_up)
        _train(settings)
        print("Starting web, Rasa and action server …", flush=True)
        with supervision.supervised(settings) as supervisor:
            try:
                supervision.wait_until_ready(settings, supervisor, started)
                print("\n".join(["", *lines.result(), "", "Ctrl-C stops everything."]), flush=True)
            except KeyboardInterrupt:
                return 130
            return supervision.wait_for_the_end(supervisor)


def addresses(settings: Settings) -> list[str]:
    """Return where learners and advisers go."""
    base = f"http://{settings.web_host}:{settings.web_port}"
    return [f"Learner's page   {base}/chat", f"The desk         {base}/desk"]


def _train(settings: Settings) -> None:
    if training.is_current(settings):
        print("The model is current.", flush=True)
        return
    print("Training the model …", flush=True)
    training.ensure_model(settings)
