"""How well the match suits learners, beside search by words: ``uv run --group dev python bench/matching.py``.

Learners who do not exist, each with what a good adviser would make of every course (``tests/data/matching``),
are asked for on real courses (``../shared/data``, see ``real_catalogue``). The first five are graded:

- nDCG@5: 1 where they are the best there are, in the best order;
- acceptable: how many of the first three have a grade at all;
- against: how many of all first threes go against something that the learner said matters to them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import course_search, graded, real_catalogue
from bench.figures import table
from bench.graded import Profile
from bench.processes import NotMeasured
from bot.courses import Candidate, Point
from bot.matching import find
from bot.reference.jobs import jobs
from bot.store import Store

SETS = {"practice": "profiles.yml", "held out": "held_out.yml"}
FIRST, BEST = 3, 5

# A profile and where it lives, to the first courses.
System = Callable[[Profile, Point | None], Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Score:
    """What the first courses for one profile are worth."""

    who: str
    ndcg: float
    acceptable: int
    against: int


def ndcg(grades: Sequence[int], ideal: Sequence[int]) -> float:
    """Return the discounted gain of the first five, as a part of the best there could be.

    Args:
        grades: of what was shown, in order.
        ideal: of all there is, in any order.
    """
    best = _gain(sorted(ideal, reverse=True)[:BEST])
    return _gain(grades[:BEST]) / best if best else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


class Field:
    """All courses, and who is asked for them."""

    def __init__(self, store: Store) -> None:
        """Read every course, and write its text for those who look for words."""
        self._store = store
        self.courses = real_catalogue.everything(store)
        texts = [course_search.text(course) for course in self.courses]
        keyword, okapi = course_search.keyword_search(texts), course_search.bm25(texts)
        self.systems: dict[str, System] = {
            "Onward": self._onward,
            "keyword search (SQLite FTS5), all words": self._peer(keyword, course_search.query),
            "keyword search, subject words only": self._peer(keyword, course_search.subject_query),
            "BM25 (rank-bm25), all words": self._peer(okapi, course_search.query),
            "BM25, subject words only": self._peer(okapi, course_search.subject_query),
        }

    def score(self, system: str, profile: Profile) -> Score:
        """Return what a system's first courses for a profile are worth."""
        home = self._home(profile)
        shown = self.systems[system](profile, home)
        grades = [profile.grade(course, home) for course in shown]
        ideal = [profile.grade(course, home) for course in self.courses]
        return Score(
            profile.who, ndcg(grades, ideal), sum(grade > 0 for grade in grades[:FIRST]),
            sum(profile.contradicts(course, home) for course in shown[:FIRST]),
        )

    def shown(self, system: str, profile: Profile) -> list[tuple[int, Candidate]]:
        """Return a system's first courses for a profile, each with its grade."""
        home = self._home(profile)
        return [(profile.grade(each, home), each) for each in self.systems[system](profile, home)]

    def _home(self, profile: Profile) -> Point | None:
        with self._store.open() as session:
            return session.catalogue.place(profile.learner.home_area or "")

    def _onward(self, profile: Profile, _home: Point | None) -> list[Candidate]:
        with self._store.open() as session:
            found = find(profile.learner, session.catalogue, real_catalogue.TODAY, jobs())
        return [match.candidate for match in found[:BEST]]

    def _peer(self, search: course_search.Peer, asked: Callable[..., str]) -> System:
        def ask(profile: Profile, home: Point | None) -> list[Candidate]:
            return [self.courses[at] for at in search(asked(profile.learner), self._near(profile, home))]

        return ask

    def _near(self, profile: Profile, home: Point | None) -> list[int]:
        """Return the places of the courses within the profile's reach, or at no place, the nearest first."""
        far = [(graded.distance(course, home) or 0.0, at) for at, course in enumerate(self.courses)]
        return [at for km, at in sorted(far) if km <= profile.reach_km]


def report(field: Field, names: Sequence[str]) -> str:
    """Return the table of every system on each set of profiles."""
    head = ["", *(f"{name}: {what}" for name in names for what in ("nDCG@5", "acceptable", "against"))]
    rows = []
    for system in field.systems:
        cells = []
        for name in names:
            scores = [field.score(system, profile) for profile in graded.profiles(SETS[name])]
            cells += _cells(scores)
        rows.append([system, *cells])
    counts = ", ".join(f"{len(graded.profiles(SETS[name]))} {name}" for name in names)
    return f"{len(field.courses)} courses; profiles: {counts}.\n\n{table(head, rows)}"


def _cells(scores: Sequence[Score]) -> list[str]:
    acceptable = 100 * sum(score.acceptable for score in scores) / (FIRST * len(scores))
    mean = sum(score.ndcg for score in scores) / len(scores)
    return [f"{mean:.3f}", f"{acceptable:.0f} %", str(sum(score.against for score in scores))]


def worst(field: Field, count: int) -> str:
    """Return the practice profiles that the match suits least, with what it shows; never a held-out one."""
    found = [(field.score("Onward", each), each) for each in graded.profiles(SETS["practice"])]
    lines = []
    for score, profile in sorted(found, key=lambda pair: (-pair[0].against, pair[0].ndcg))[:count]:
        lines.append(f"{score.ndcg:.2f} {score.who}, {score.against} against")
        lines += [
            f"    {grade} {each.course.title} ({each.course.level}, {each.course.route})"
            for grade, each in field.shown("Onward", profile)
        ]
    return "\n".join(lines)


def main() -> int:
    """Print the table, and on request the practice profiles that are worst off."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--practice", action="store_true", help="leave the held-out profiles alone")
    options.add_argument("--worst", type=int, default=0, metavar="N", help="show the N worst for practice")
    asked = options.parse_args()
    names = ["practice"] if asked.practice else list(SETS)
    everyone = [profile for name in SETS.values() for profile in graded.profiles(name)]
    homes = {profile.learner.home_area or "" for profile in everyone}
    try:
        with TemporaryDirectory(prefix="onward-matching-") as folder:
            field = Field(real_catalogue.fill(Path(folder), sorted(homes)))
            print(report(field, names))
            if asked.worst:
                print(worst(field, asked.worst))
    except NotMeasured as why:
        print(f"Not measured: {why}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
