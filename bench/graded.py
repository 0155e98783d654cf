"""Learners with what a good adviser would make of each course: ``tests/data/matching``.

A grade is computed from rules, so that no course of the real data is copied: 3 is just what they asked,
2 good, 1 acceptable, 0 neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.answers import Learner
from bot.courses import Candidate, Point, Tri

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "matching"
GRADES = (3, 2, 1)
REACH_KM = 20.0


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a profile takes in; what is empty does not narrow it."""

    topics: frozenset[str]
    levels: frozenset[str]
    routes: frozenset[str]

    def takes_in(self, candidate: Candidate) -> bool:
        """Return whether a course is of these topics, levels and routes."""
        course = candidate.course
        return (
            (not self.topics or not self.topics.isdisjoint(topics_of(course.title)))
            and (not self.levels or str(course.level) in self.levels)
            and (not self.routes or course.route in self.routes)
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """One learner.

    Args:
        who: in a few words.
        learner: what they told us.
        lines: the lines of each grade.
        reach_km: how far is still good.
        against: what goes against what matters to them: topics, and what a place is known to lack.
        beyond_km: farther off than this goes against it too.
    """

    who: str
    learner: Learner
    lines: Mapping[int, Sequence[Line]]
    reach_km: float = REACH_KM
    against: Line | None = None
    lacks: tuple[str, ...] = ()
    beyond_km: float | None = None
    says: Mapping[str, Any] = field(default_factory=dict)

    def grade(self, candidate: Candidate, home: Point | None) -> int:
        """Return the grade of a course, from 0 to 3; what goes against what matters is 0."""
        if self.contradicts(candidate, home):
            return 0
        best = next((grade for grade in GRADES if self._has(grade, candidate)), 0)
        km = distance(candidate, home)
        if km is None or km <= self.reach_km:
            return best
        return min(best, 1) if km <= 2 * self.reach_km else 0

    def contradicts(self, candidate: Candidate, home: Point | None) -> bool:
        """Return whether a course goes against what matters to them; what is not known never does."""
        km = distance(candidate, home)
        too_far = self.beyond_km is not None and km is not None and km > self.beyond_km
        lacks = any(candidate.fact(name).state is Tri.NO for name in self.lacks)
        return too_far or lacks or (self.against is not None and self.against.takes_in(candidate))

    def _has(self, grade: int, candidate: Candidate) -> bool:
        return any(line.takes_in(candidate) for line in self.lines.get(grade, ()))


def distance(candidate: Candidate, home: Point | None) -> float | None:
    """Return how far a course is in kilometres, or None where that is not known."""
    point = candidate.offer.venue.point
    return home.km_to(point) if home is not None and point is not None else None


def profiles(name: str) -> list[Profile]:
    """Return the profiles of ``profiles.yml`` or ``held_out.yml``."""
    return [_profile(row) for row in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))]


@lru_cache(maxsize=20_000)
def topics_of(title: str) -> frozenset[str]:
    """Return every topic whose words are in a title."""
    return frozenset(
        topic for topic, pattern in _known()["topics"].items() if re.search(pattern, title, re.IGNORECASE)
    )


def _profile(row: Mapping[Any, Any]) -> Profile:
    against = row.get("against", {})
    narrows = {name: against[name] for name in ("about", "at", "by") if name in against}
    return Profile(
        who=row["who"], learner=Learner.from_values(row["says"]), says=row["says"],
        lines={grade: [_line(text) for text in row.get(grade, ())] for grade in GRADES},
        reach_km=row.get("reach_km", REACH_KM),
        against=_narrowed(narrows) if narrows else None,
        lacks=tuple(against.get("lacks", ())), beyond_km=against.get("beyond_km"),
    )


def _line(text: str) -> Line:
    """Read "animals at E L1 by classroom"."""
    found = re.fullmatch(r"(?P<about>.*?)(?: at (?P<at>.*?))?(?: by (?P<by>.*))?", text)
    parts = found.groupdict() if found else {}
    return _narrowed({name: words.split() for name, words in parts.items() if words})


def _narrowed(by: Mapping[str, Sequence[str]]) -> Line:
    known = _known()
    topics = frozenset(by.get("about", ()))
    if strange := topics - set(known["topics"]):
        raise ValueError(f"no such topic: {', '.join(sorted(strange))}")
    return Line(
        topics,
        frozenset(level for name in by.get("at", ()) for level in known["levels"][name]),
        frozenset(route for name in by.get("by", ()) for route in known["routes"][name]),
    )


@cache
def _known() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load((FOLDER / "topics.yml").read_text(encoding="utf-8"))
    return content
