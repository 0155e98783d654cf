"""``onward web``, ``onward rasa``, ``onward actions``: one process each, for a supervisor or a container."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import Any

from bot import settings as setting_reader
from bot.commands import Refused
from bot.commands.home import LOOPBACK
from bot.commands.project import ROOT
from bot.commands.training import model_path, process_environment
from bot.settings import Settings, WrongSetting
from bot.store import Store

WEB_THREADS = 16
MOST_BYTES = 1_048_576


def add_to(commands: Any) -> None:
    """Add the three processes."""
    for name, help_text, do in (
        ("web", "run the web application alone", _web),
        ("rasa", "run the conversation alone", _rasa),
        ("actions", "run the action server alone", _actions),
    ):
        commands.add_parser(name, help=help_text).set_defaults(do=do)


def _web(_chosen: argparse.Namespace) -> int:
    from waitress import serve

    from bot.reference.jobs import jobs
    from bot.web import create_app

    settings = with_secrets(setting_reader.load())
    app = create_app(settings, Store(settings.database_url, settings.check_after))
    jobs()  # so that no learner waits for it
    gc.freeze()  # all this stays: the collector would else walk it again and again, 50 ms each time
    serve(
        app,
        host=settings.web_host,
        port=settings.web_port,
        threads=WEB_THREADS,
        ident=None,
        max_request_body_size=MOST_BYTES,  # waitress reads a body whole before we can refuse it
    )
    return 0


def _rasa(_chosen: argparse.Namespace) -> int:
    settings = with_secrets(setting_reader.load())
    model = model_path(settings)
    if not model.exists():
        raise Refused(f"there is no trained model at {model}. Make one with: onward train")
    return _become(
        settings,
        "bot.assistant.rasa_process", "run",
        "--model", str(model),
        "--interface", LOOPBACK,
        "--port", str(settings.rasa_port),
        "--endpoints", str(write_endpoints(settings)),
        "--credentials", str(ROOT / "credentials.yml"),
    )  # fmt: skip


def _actions(_chosen: argparse.Namespace) -> int:
    settings = with_secrets(setting_reader.load())
    return _become(settings, "rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port))


def with_secrets(settings: Settings) -> Settings:
    """Return the settings, checked to hold the secrets that a running service needs.

    Raises:
        WrongSetting: one is missing.
    """
    for name, secret in (("ONWARD_SECRET", settings.secret), ("ONWARD_SESSION_KEY", settings.session_key)):
        if not secret:
            raise WrongSetting(
                name,
                "is not set",
                'Make one with: python -c "import secrets; print(secrets.token_urlsafe(32))"',
            )
    return settings


def write_endpoints(settings: Settings) -> Path:
    """Write Rasa's endpoints with the action server's port put in; return where."""
    text = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    path = settings.home / "endpoints.yml"
    path.write_text(text.replace(":5055/", f":{settings.actions_port}/"), encoding="utf-8")
    return path


def _become(settings: Settings, module: str, *arguments: str) -> int:
    """Turn this process into another one, so that a supervisor's signals reach it directly."""
    os.chdir(ROOT)
    os.execve(sys.executable, [sys.executable, "-m", module, *arguments], process_environment(settings))  # noqa: S606
