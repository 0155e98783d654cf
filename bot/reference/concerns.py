"""What to watch for in what a learner types, from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.reference.files import read_yaml
from bot.safeguarding import SEVERITIES, Watchlist
from bot.safeguarding.spelling import Spellings

CONCERNS = Path(__file__).parent / "concerns.yml"
HINTS = Path(__file__).parent / "concern_hints.yml"
ORDINARY = Path(__file__).parent / "concerns_ordinary.yml"
SPELLINGS = Path(__file__).parent / "concern_spellings.yml"


@cache
def watchlist() -> Watchlist:
    """Return the watchlist, compiled once for each process.

    Raises:
        BadPattern: a phrase cannot be read.
        KeyError: a part of the file is missing.
    """
    content = _concerns()
    return Watchlist(
        phrases={category: _phrases(entry) for category, entry in content["concerns"].items()},
        hints={category: _phrases(entry) for category, entry in read_yaml(HINTS).items()},
        ordinary=tuple(read_yaml(ORDINARY)),
        sets={name: tuple(words.split()) for name, words in content["sets"].items()},
        denials=frozenset(content["denials"].split()),
        fillers=frozenset(content["fillers"].split()),
        plainly_denied=frozenset(content["plainly_denied"].split()),
        asides=frozenset(content["asides"].split()),
        own_words=frozenset(content["own_words"].split()),
        spellings=_spellings(),
    )


@cache
def concern_names() -> Mapping[str, str]:
    """Return what the desk calls each category."""
    return {category: str(entry["name"]) for category, entry in _concerns()["concerns"].items()}


@cache
def _concerns() -> Any:
    return read_yaml(CONCERNS)


def _phrases(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {severity: tuple(entry[severity]) for severity in SEVERITIES if severity in entry}


def _spellings() -> Spellings:
    content = read_yaml(SPELLINGS)
    shorthand = {
        short: str(words) for words, shorts in content["shorthand"].items() for short in shorts.split()
    }
    return Spellings(
        emoji=content["emoji"],
        lookalikes=content["lookalikes"],
        signs={str(sign): letters for sign, letters in content["signs"].items()},
        shorthand=shorthand,
        pairs=content["pairs"],
        often_misspelt=frozenset(content["often_misspelt"].split()),
        everyday=frozenset(content["everyday"].split()),
    )
