"""How fast a whole country's course directory is taken in: ``uv run python bench/importing.py``.

The file is made from real providers and qualifications of ../shared/data, in the columns of the directory's
open-data reports: the same for one seed. Who teaches what, and when, is made up. It is taken in three times,
by a process of its own each time: into an empty catalogue, again where nothing changed, and where every row
has a new date. Printed are the seconds, the rows a second, and the most memory (RSS) that the process and the
one that reads for it had.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bench.figures import table
from bench.processes import NotMeasured

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TODAY = date(2026, 11, 22)
PROVIDERS = 3000

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Taking:
    """One import: how long it took, and the most memory that its two processes had."""

    rows: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int


# --- the files ------------------------------------------------------------------------------


def make(folder: Path, rows: int, seed: int = 7, updated: str = "2026-11-01") -> Sequence[Path]:
    """Write a providers report and a courses report with so many rows; return where they are.

    Args:
        folder: where to.
        rows: of the courses report.
        seed: what chance begins with.
        updated: the day that every row says it was changed.

    Raises:
        NotMeasured: the real lists are not here.
    """
    if not DATA.is_dir():
        raise NotMeasured("the real providers and qualifications are not in ../shared/data")
    chance = random.Random(seed)
    outcodes = {row["postcode"]: row for row in _read("geo/outcodes_gibbs_cc0.csv")}
    listed = [row for row in _read("providers/course_directory_providers_2018.csv")
              if row["POSTCODE"].partition(" ")[0] in outcodes and row["UKPRN"].startswith("1")]
    places = list({row["UKPRN"]: row for row in chance.sample(listed, min(PROVIDERS, len(listed)))}.values())
    providers = folder / "providers_2026-11-01.csv"
    courses = folder / "courses_2026-11-01.csv"
    _write(providers, (_provider(row) for row in places))
    runs = _runs(places, _read("ncs/ncs_course_text.csv"), outcodes, chance)
    _write(courses, (row | {"UPDATED_DATE": updated} for row in islice(runs, rows)))
    return (providers, courses)


def _read(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Iterator[Row]) -> None:
    first = next(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first))
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)


def _provider(row: Row) -> Row:
    return {
        "PROVIDER_UKPRN": row["UKPRN"], "PROVIDER_NAME": row["PROVIDER_NAME"], "TRADING_NAME": "",
        "CONTACT_TOWN": row["TOWN"], "CONTACT_POSTCODE": row["POSTCODE"], "CONTACT_WEBSITE": row["WEBSITE"],
    }


def _runs(
    places: Sequence[Row], taught: Sequence[Row], outcodes: Mapping[str, Row], chance: random.Random
) -> Iterator[Row]:
    """Yield runs without end: each course has one to four."""
    number = 0
    while True:
        number += 1
        place, course = chance.choice(places), chance.choice(taught)
        for run in range(chance.randint(1, 4)):
            yield _run(number, run, place, course, outcodes[place["POSTCODE"].partition(" ")[0]], chance)


def _run(number: int, run: int, place: Row, course: Row, where: Row, chance: random.Random) -> Row:
    return {
        "PROVIDER_UKPRN": place["UKPRN"], "COURSE_ID": f"00000000-0000-4000-8000-{number:012}",
        "COURSE_RUN_ID": f"00000000-0000-4000-9{run:03}-{number:012}", "LEARN_AIM_REF": course["LearnAimRef"],
        "COURSE_NAME": course["QualificationCourseTitle"][:255],
        "WHO_THIS_COURSE_IS_FOR": course["CourseDescription"][:2000], "DELIVER_MODE": "1",
        "STUDY_MODE": chance.choice("12"), "ATTENDANCE_PATTERN": chance.choice("12"),
        "FLEXIBLE_STARTDATE": "false",
        "STARTDATE": (TODAY + timedelta(days=chance.randrange(5, 600))).isoformat(),
        "DURATION_UNIT": "3", "DURATION_VALUE": str(chance.randint(1, 24)), "COST": "0",
        "COST_DESCRIPTION": "", "NATIONAL": "", "LOCATION_NAME": "Main site",
        "LOCATION_TOWN": place["TOWN"], "LOCATION_POSTCODE": place["POSTCODE"],
        "LOCATION_LATITUDE": where["latitude"], "LOCATION_LONGITUDE": where["longitude"],
        "COURSE_URL": "https://example.org/course", "UPDATED_DATE": "",
        "ENTRY_REQUIREMENTS": course["EntryRequirements"][:500],
        "HOW_YOU_WILL_BE_ASSESSED": course["HowYoullBeAssessed"][:500],
        "COURSE_TYPE": "", "SECTOR": "", "EDUCATION_LEVEL": "",
    }


# --- taking them in -------------------------------------------------------------------------


def take_in(database: str, files: Sequence[Path]) -> Taking:
    """Take files in, in a process of its own.

    Raises:
        NotMeasured: it failed.
    """
    command = [sys.executable, "-m", "bench.importing", "--child", database, *map(str, files)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if ended.returncode != 0:
        raise NotMeasured("the import failed: what it said is above")
    return Taking(**json.loads(ended.stdout.splitlines()[-1]))


def _child(database: str, files: Sequence[str]) -> None:
    from bot.importers import run
    from bot.store import Store
    from bot.store.migrate import migrate

    store = Store(database)
    migrate(store)
    started = time.monotonic()
    reports = run(store, "course-directory", files, TODAY)
    seconds = time.monotonic() - started
    for report in reports:
        print(f"{report.file}: {dict(report.tallies)}, {report.refused} refused", file=sys.stderr)
    # The file is read by a process of its own: what both have at their most, though they share some of it.
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({
        "rows": sum(report.rows for report in reports), "seconds": seconds,
        "cpu_seconds": sum(each.ru_utime + each.ru_stime for each in used),
        "peak_bytes": sum(each.ru_maxrss for each in used) * 1024,
    }))


def main() -> int:
    """Make the files, take them in three times, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", help="an empty one; else a SQLite file that is thrown away")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        _child(chosen.child[0], chosen.child[1:])
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = make(folder, chosen.rows, chosen.seed)
        database = chosen.database or f"sqlite:///{folder}/onward.db"
        takings = [take_in(database, files) for _ in range(2)]
        takings.append(take_in(database, make(folder, chosen.rows, chosen.seed, "2026-11-08")))
        size = sum(path.stat().st_size for path in files)
    print(f"{size / 1e6:.0f} MB, seed {chosen.seed}, {os.cpu_count()} cores")
    names = ("into an empty catalogue", "again, nothing changed", "every row changed")
    shown = [
        [name, f"{each.rows:,}", f"{each.seconds:.1f}", f"{each.cpu_seconds:.1f}",
         f"{each.rows / each.seconds:,.0f}", f"{each.peak_bytes / 1e6:.0f} MB"]
        for name, each in zip(names, takings, strict=True)
    ]
    print(table(["", "rows", "seconds", "of them computing", "rows a second", "most memory"], shown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
