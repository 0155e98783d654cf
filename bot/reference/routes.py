"""Which route a course belongs to, by the rules of ``routes.yml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.courses import Level
from bot.reference.files import read_yaml


@dataclass(frozen=True, slots=True)
class Described:
    """What a source says of a course that tells its route; ``type`` is the course directory's COURSE_TYPE."""

    title: str
    level: Level = Level.UNKNOWN
    areas: tuple[str, ...] = ()
    type: int | None = None
    study: str | None = None
    attends: str | None = None


# One small test for each thing that a rule may name.
_TESTS: Mapping[str, Callable[[Described, Any], bool]] = {
    "title": lambda course, pattern: re.search(pattern, course.title, re.IGNORECASE) is not None,
    "type": lambda course, types: course.type in types,
    "levels": lambda course, levels: course.level.value in levels,
    "areas": lambda course, areas: not set(areas).isdisjoint(course.areas),
    "study": lambda course, modes: course.study in modes,
    "attends": lambda course, patterns: course.attends in patterns,
}


@lru_cache(maxsize=50_000)
def route_of(course: Described) -> str:
    """Return the route of the first rule that holds, or ``"unknown"``."""
    return next((str(rule["route"]) for rule in _content()["rules"] if _holds(rule, course)), "unknown")


def venue_name(code: str) -> str:
    """Return what a place without an address is called, by its code in ``venues``."""
    return str(_content()["venues"][code])


def _holds(rule: Mapping[str, Any], course: Described) -> bool:
    return all(_TESTS[name](course, wanted) for name, wanted in rule.items() if name != "route")


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_yaml(Path(__file__).with_name("routes.yml"))
    return content
