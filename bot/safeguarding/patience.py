"""How long a safety check may take: what is not found out in time is treated as the worst."""

from __future__ import annotations

import time

PATIENCE = 0.5  # seconds for one net; a message usually takes a few thousandths
FOREVER = float("inf")


class TooSlow(RuntimeError):
    """The time for looking was up before all was looked at."""


def deadline(patience: float = PATIENCE) -> float:
    """Return the moment, by the steady clock, until which looking may go on."""
    return time.monotonic() + patience


def keep_time(until: float) -> None:
    """Call this between two steps.

    Raises:
        TooSlow: the time is up.
    """
    if time.monotonic() > until:
        raise TooSlow
