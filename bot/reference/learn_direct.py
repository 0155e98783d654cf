"""Learn Direct subject codes (LDCS), as course feeds give them, and the areas that they are within."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.reference.files import read_yaml

Areas = tuple[str, ...]
# Feeds cut names short; so much of one is still no other.
_ENOUGH_OF_A_NAME = 20


def of_code(code: str) -> Areas:
    """Return the areas of a code such as "KC.3": those of its first two letters; none where no area fits."""
    return tuple(_content()["codes"].get(code.strip()[:2].upper(), ()))


@lru_cache(maxsize=1000)
def of_class(name: str) -> Areas:
    """Return the areas of a broad class, by its letter or its name, which may be cut short."""
    classes = _content()["classes"]
    if name.strip() in classes:
        return tuple(classes[name.strip()]["areas"])
    bare = _bare(name)
    for each in classes.values():
        for known in map(_bare, each["names"]):
            if bare == known or (len(bare) >= _ENOUGH_OF_A_NAME and known.startswith(bare)):
                return tuple(each["areas"])
    return ()


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("&", "and"))


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_yaml(Path(__file__).with_name("learn_direct.yml"))
    return content
