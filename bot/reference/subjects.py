"""Sector subject areas: their codes, and the lists and words that lead to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.reference.files import read_yaml

Areas = tuple[str, ...]


def normalise(code: str) -> str | None:
    """Return an area's code as we write it: "1.10", "01.1" and "1.1" are ``"1.1"``, "5.00" is ``"5"``.

    None for a code that is no area, such as LARS's "-2.00" (not applicable).
    """
    found = re.fullmatch(r"0?(\d{1,2})(?:\.(\d)0?)?", code.strip())
    if found is None:
        return None
    tier1, tier2 = found.groups()
    area = tier1 if tier2 in (None, "0") else f"{tier1}.{tier2}"
    return area if area in labels() else None


def labels() -> Mapping[str, str]:
    """Return the label of every area, tier 1 and tier 2."""
    areas: Mapping[str, str] = _content()["areas"]
    return areas


def labelled(label: str) -> str | None:
    """Return the area of this name: ours, or the one that lists before 2020 have; None where none has it."""
    return _by_label().get(_bare(label))


def of_sector(code: str) -> Areas:
    """Return the areas of a course directory sector; none for a code that is not in the list."""
    return tuple(_content()["sectors"].get(code.strip().upper(), ()))


def of_occupational_routes(names: Sequence[str]) -> Areas:
    """Return the areas of an apprenticeship's routes, such as "Care services"."""
    known = _content()["occupational_routes"]
    return tuple(dict.fromkeys(area for name in names for area in known.get(name.strip(), ())))


def of_t_level(name: str) -> Areas:
    """Return the areas of a T Level, by its name."""
    rows = _content()["t_levels"]
    return next((tuple(areas) for pattern, areas in rows if re.search(pattern, name, re.IGNORECASE)), ())


@lru_cache(maxsize=50_000)
def in_title(title: str) -> Areas:
    """Return every area whose words are in a course's title."""
    return tuple(area for area, pattern in _keywords().items() if pattern.search(title))


@cache
def _by_label() -> Mapping[str, str]:
    return {_bare(label): code for code, label in [*labels().items(), *_content()["former_labels"].items()]}


def _bare(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", label.casefold().replace("&", " and ")).strip()


@cache
def _keywords() -> Mapping[str, re.Pattern[str]]:
    return {
        area: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for area, words in _content()["keywords"].items()
    }


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_yaml(Path(__file__).with_name("subjects.yml"))
    return content
