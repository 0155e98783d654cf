"""What every route has at hand: the settings, the store, the dialogue engine."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_limiter import Limiter

from bot.settings import Settings
from bot.store import Store
from bot.web.engine import Engine

NAME = "onward"


@dataclass(frozen=True, slots=True)
class AtHand:
    """Opened once, when the application is made."""

    settings: Settings
    store: Store
    engine: Engine
    limiter: Limiter


def at_hand() -> AtHand:
    """Return what the application that is answering now was made with."""
    known: AtHand = current_app.extensions[NAME]
    return known
