"""Whether the turn that is being taken still works: a part that fails fails the whole turn.

Rasa goes on when an action or a database fails, and speaks the next line. Here the failure is noted,
nothing of the turn is stored, and the channel says so; the same message can then be sent again.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


class TurnFailed(RuntimeError):
    """A part of the turn did not work; nothing of it was kept."""


@dataclass
class CurrentTurn:
    """The turn of this task, and what failed in it."""

    failure: Exception | None = None


_CURRENT: ContextVar[CurrentTurn | None] = ContextVar("current_turn", default=None)


def begin_turn() -> CurrentTurn:
    """Start to take note of failures, in this task and in what it calls."""
    turn = CurrentTurn()
    _CURRENT.set(turn)
    return turn


def current_turn() -> CurrentTurn:
    """Return the turn of this task; outside one, a turn that nobody looks at."""
    return _CURRENT.get() or CurrentTurn()
