"""How much of the world of work the list of jobs knows: ``uv run python bench/jobs.py``.

The National Careers Service's job profiles (829 titles) are read from ../shared/data where they are there. A
title is known exactly if it is one of our names for a job, and heard if our reading finds a job in it, as it
would in a learner's own words. A title that is heard leads somewhere right if one of the subject areas
belongs to one of the profile's own job categories.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.figures import table
from bot.matching.dreams import dreams
from bot.reading import stem
from bot.reference.jobs import jobs, names
from bot.reference.vocabulary import language

PROFILES = Path(__file__).parents[2] / "shared" / "data" / "careers" / "ncs_job_profiles.jsonl"

# The profiles' job categories, and the subject areas that belong to each, by our own lights; "1" is all of 1.
CATEGORY_AREAS: Mapping[str, tuple[str, ...]] = {
    "Administration": ("15", "7.3", "6.2"),
    "Animal care": ("3",),
    "Beauty and wellbeing": ("7.3", "1", "8.1"),
    "Business and finance": ("15", "11.4", "2.2"),
    "Computing, technology and digital": ("6", "2.2"),
    "Construction and trades": ("5", "4", "7.3"),
    "Creative and media": ("9", "10", "15.4"),
    "Delivery and storage": ("7.2", "4.3", "7.1"),
    "Emergency and uniform services": ("1.4", "1.2", "4.3"),
    "Engineering and maintenance": ("4", "5"),
    "Environment and land": ("3", "2.1", "5.3"),
    "Government services": ("1.4", "15", "11", "5.3"),
    "Healthcare": ("1", "2.1"),
    "Home services": ("7.3", "5", "1.5", "3.2", "4.1"),
    "Hospitality and food": ("7.4", "7.3", "8.2"),
    "Law and legal": ("15.5", "1.4"),
    "Managerial": ("15.3",),
    "Manufacturing": ("4", "9.2"),
    "Retail and sales": ("7", "15.4"),
    "Science and research": ("2", "11", "6.1", "10", "3.4"),
    "Social care": ("1",),
    "Sports and leisure": ("8", "9.1"),
    "Teaching and education": ("13", "1.5", "8.1", "9"),
    "Transport": ("4.3", "7.2", "8.2"),
    "Travel and tourism": ("8.2", "7.4", "4.3"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many titles there are, and which of them we do what with."""

    titles: int
    exact: tuple[str, ...]
    heard: tuple[str, ...]
    rightly: tuple[str, ...]

    def share(self, part: tuple[str, ...]) -> float:
        """Return how much of all titles a part is, in per cent."""
        return 100 * len(part) / self.titles


def profiles(path: Path = PROFILES) -> list[tuple[str, tuple[str, ...]]]:
    """Return the title and the categories of every job profile.

    Raises:
        FileNotFoundError: the data is not beside this checkout.
    """
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(row["title"].rstrip("*"), tuple(row["categories"])) for row in rows]


def measure(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Coverage:
    """Return what we make of each title."""
    listed = list(rows)
    ours = {_plain(name) for all_names in names().values() for name in all_names}
    areas = {title: [area for dream in dreams(title, jobs()) for area in dream.areas] for title, _ in listed}
    return Coverage(
        titles=len(listed),
        exact=tuple(title for title, _ in listed if _plain(title) in ours),
        heard=tuple(title for title, _ in listed if areas[title]),
        rightly=tuple(title for title, categories in listed if _belong(areas[title], categories)),
    )


def _plain(name: str) -> tuple[str, ...]:
    return tuple(map(stem, language().split(name)))


def _belong(areas: Iterable[str], categories: Iterable[str]) -> bool:
    wanted = tuple(area for category in categories for area in CATEGORY_AREAS[category])
    return any(area == each or area.startswith(f"{each}.") for area in areas for each in wanted)


def main() -> int:
    """Print the figures, and on request the titles that are not heard."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--missing", action="store_true", help="list the titles in which no job is heard")
    asked = options.parse_args()
    if not PROFILES.exists():
        print("The job profiles of ../shared/data are not beside this checkout.", file=sys.stderr)
        return 1
    found = measure(profiles())
    print(_markdown(found))
    if asked.missing:
        print("\n".join(title for title, _ in profiles() if title not in found.heard))
    return 0


def _markdown(found: Coverage) -> str:
    parts = (
        ("one of our names", found.exact),
        ("a job is heard in it", found.heard),
        ("… and it leads to an area of the profile's own categories", found.rightly),
    )
    known = f"{len(names())} jobs, {sum(map(len, names().values()))} names"
    rows = [[what, str(len(part)), f"{found.share(part):.1f} %"] for what, part in parts]
    return table([f"{found.titles} job profiles against {known}", "titles", "share"], rows)


if __name__ == "__main__":
    sys.exit(main())
