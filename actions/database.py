"""The action server's way to the database: opened once, at its first use."""

from __future__ import annotations

from functools import cache

from bot import settings
from bot.store import Store


@cache
def store() -> Store:
    """Return the database that the settings name."""
    known = settings.load()
    return Store(known.database_url, known.check_after)
