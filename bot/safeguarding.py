"""A worry that must not be missed: find it in what was typed, and choose the help that goes with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """Something a learner wrote that an adult must hear of.

    ``category`` is a key of ``bot/reference/concerns.yml``; ``severity`` is ``"now"``, ``"soon"`` or ``"watch"``.
    """

    category: str
    severity: str
