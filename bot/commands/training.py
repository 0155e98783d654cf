"""``onward train``: the model, trained anew only where what it is trained on has changed."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot import settings as setting_reader
from bot.commands import Refused
from bot.commands.home import make_folders
from bot.commands.project import CONVERSATION, ROOT
from bot.settings import Settings

NAME = "onward"
LEARNED_FROM = (*CONVERSATION, "bot/assistant", "bot/reading", "bot/safeguarding", "bot/reference")
SUFFIXES = {".yml", ".py"}


def add_to(commands: Any) -> None:
    """Add ``onward train``."""
    command = commands.add_parser("train", help="train the model, if its training data changed")
    command.add_argument("--force", action="store_true", help="train even if nothing changed")
    command.set_defaults(do=_train)


def _train(chosen: argparse.Namespace) -> int:
    settings = setting_reader.load()
    make_folders(settings)
    print("The model is trained." if ensure_model(settings, force=chosen.force) else "Nothing changed.")
    return 0


def model_path(settings: Settings) -> Path:
    """Return where the trained model is kept."""
    return settings.models / f"{NAME}.tar.gz"


def is_current(settings: Settings) -> bool:
    """Return whether the model there is the one that today's training data would give."""
    kept = _fingerprint_path(settings)
    return model_path(settings).exists() and kept.exists() and kept.read_text() == fingerprint()


def ensure_model(settings: Settings, force: bool = False) -> bool:
    """Train the model unless it is current; return whether it was trained.

    Raises:
        Refused: Rasa could not train it; its own words are in the log.
    """
    if not force and is_current(settings):
        return False
    log = settings.logs / "train.log"
    with log.open("wb") as output:
        done = subprocess.run(
            _train_command(settings),
            cwd=ROOT,
            env=process_environment(settings),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0 or not model_path(settings).exists():
        raise Refused(f"the model could not be trained. Rasa's reasons are in {log}.")
    _fingerprint_path(settings).write_text(fingerprint())
    return True


def fingerprint() -> str:
    """Return the SHA-256 of everything the model learns from, and of the Rasa that trains it."""
    digest = hashlib.sha256(version("rasa").encode())
    for path in _files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def process_environment(settings: Settings) -> dict[str, str]:
    """Return the environment of a Rasa process of ours: our settings, no telemetry, its cache in our home."""
    return {
        **setting_reader.environment(),
        **settings.as_environment(),
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "INFO",  # below it, Rasa writes what learners said
        "RASA_CACHE_DIRECTORY": str(settings.home / "cache"),
        "SANIC_HOST": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }


def _train_command(settings: Settings) -> list[str]:
    return [
        sys.executable, "-m", "rasa", "train",
        "--fixed-model-name", NAME, "--out", str(settings.models), "--quiet",
    ]  # fmt: skip


def _files() -> Iterator[Path]:
    for name in LEARNED_FROM:
        path = ROOT / name
        if path.is_file():
            yield path
        yield from (found for found in sorted(path.rglob("*")) if found.suffix in SUFFIXES)


def _fingerprint_path(settings: Settings) -> Path:
    return settings.models / f"{NAME}.sha256"
