"""What the second safety net learns from: how worries are told, and ordinary messages beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bot.reference.files import read_yaml
from bot.safeguarding import SEVERITIES, Concern

TOLD = Path(__file__).parent / "told"
ORDINARY = Path(__file__).parent / "ordinary"


def told() -> dict[str, Concern]:
    """Return each message that tells of a worry, and what it tells of.

    Raises:
        ValueError: a severity that nobody knows.
    """
    return dict(_told())


def ordinary() -> list[str]:
    """Return messages that tell of no worry."""
    return list(dict.fromkeys(text for path in sorted(ORDINARY.glob("*.yml")) for text in read_yaml(path)))


def digest() -> str:
    """Return the SHA-256 of all of them, so that who learns from them can tell when they changed."""
    found = hashlib.sha256()
    for path in sorted([*TOLD.glob("*.yml"), *ORDINARY.glob("*.yml")]):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _told() -> Iterator[tuple[str, Concern]]:
    for path in sorted(TOLD.glob("*.yml")):
        for severity, texts in read_yaml(path).items():
            concern = Concern(path.stem, SEVERITIES[SEVERITIES.index(severity)])
            yield from ((text, concern) for text in texts)
