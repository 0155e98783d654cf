"""Levels as sources write them, read onto our own scale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from bot.courses import Level
from bot.reference.files import read_yaml


@lru_cache(maxsize=1000)
def from_text(text: str) -> Level | None:
    """Return the level that a cell such as "Entry Level 3", "E" or "Level 1/2" means, or None."""
    return _first("texts", text.strip())


@lru_cache(maxsize=50_000)
def from_title(title: str) -> Level:
    """Return the level that a course's title names; unknown if it names none."""
    return _first("titles", title) or Level.UNKNOWN


def _first(kind: str, text: str) -> Level | None:
    return next((level for pattern, level in _patterns()[kind] if pattern.search(text)), None)


@cache
def _patterns() -> Mapping[str, Sequence[tuple[re.Pattern[str], Level]]]:
    content = read_yaml(Path(__file__).with_name("levels.yml"))
    return {
        kind: [(re.compile(pattern, re.IGNORECASE), Level(level)) for pattern, level in content[kind]]
        for kind in ("texts", "titles")
    }
