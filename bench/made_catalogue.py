"""A catalogue as large as the country's, made up from real providers and qualifications, the same each time.

Every row says that it is synthetic. Where the providers are, and what is taught at which level, is real
(``../shared/data``); who teaches what, and when, is not.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.processes import NotMeasured
from bot.courses import EVENT_TYPES, Course, Event, Fact, Level, Offer, Point, Source, Tri, Venue
from bot.importers import run
from bot.reference import levels, places, routes, subjects
from bot.store import Store, finder
from bot.store.catalogue_entries import Entry, FactAbout
from bot.store.catalogue_places import keep_gazetteer, learn_points, outcode_of
from bot.store.catalogue_rows import KINDS, to_row
from bot.store.tables.catalogue import CourseSubjectRow, ProviderRow

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SOURCE = "Synthetic catalogue for measuring"
FEED = "synthetic"
BATCH = 5000
# How many courses a place of each kind has beside the others.
SIZES = {
    "fe_college": 120, "sixth_form_college": 35, "16_19_academy": 25, "he_institution": 25,
    "school_sixth_form": 18, "utc_studio": 10, "training_provider": 12, "special_post16_institution": 6,
    "special_school_sixth_form": 4, "ap_with_post16": 3, "employer": 2, "other": 6,
}
FEATURES = ("quiet_space", "small_groups", "key_person", "phased_start", "step_free", "travel_training",
            "reading_writing_help", "sensory_friendly", "wellbeing_team", "rest_breaks")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A real provider, and where it is."""

    id: str
    kind: str
    town: str
    postcode: str
    point: Point


@dataclass(frozen=True, slots=True)
class Taught:
    """A real qualification."""

    title: str
    level: Level
    areas: tuple[str, ...]
    route: str
    summary: str


def make(store: Store, offers: int, today: date, seed: int = 7) -> None:
    """Fill an empty catalogue with so many offers, and 6 events for every 100.

    Raises:
        NotMeasured: the real lists that it is made from are not here.
    """
    if not DATA.is_dir():
        raise NotMeasured("the real providers and qualifications are not in ../shared/data")
    lists = ("england_ks5_providers_2019.csv", "course_directory_providers_2018.csv")
    run(store, "providers", [DATA / "providers" / name for name in lists], today)
    chance = random.Random(seed)
    _keep(store, _offers(_places(store), _qualifications(), offers, today, chance))
    _keep(store, _events(_places(store), offers * 6 // 100, today, chance))
    _keep(store, _facts(_places(store), today, chance))
    with Session(store.engine) as database, database.begin():
        finder.rebuild(database)
        keep_gazetteer(database, places.towns)
        learn_points(database)
    _settle(store)


def _settle(store: Store) -> None:
    """Have the database count what it holds, as it does by itself after some time."""
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _places(store: Store) -> list[Place]:
    outcodes = {row["postcode"]: row for row in _rows("geo/outcodes_gibbs_cc0.csv")}
    found = []
    with Session(store.engine) as database:
        for row in database.scalars(select(ProviderRow).order_by(ProviderRow.id)):
            centre = outcodes.get(outcode_of(row.postcode) or "")
            if row.latitude is None and centre is None:
                continue
            north = row.latitude if row.latitude is not None else float(centre["latitude"])
            east = row.longitude if row.longitude is not None else float(centre["longitude"])
            found.append(Place(row.id, row.kind, row.town, row.postcode, Point(north, east)))
    return found


def _qualifications() -> list[Taught]:
    found = []
    for row in _rows("ncs/ncs_course_text.csv"):
        title = row["QualificationCourseTitle"].strip()[:200]
        level = levels.from_text(row["NotionalNVQLevelv2"]) or levels.from_title(title)
        areas = subjects.in_title(title)
        route = routes.route_of(routes.Described(title, level, areas, study="full_time"))
        found.append(Taught(title, level, areas, route, row["CourseDescription"][:600]))
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _offers(
    taught_at: Sequence[Place], taught: Sequence[Taught], count: int, today: date, chance: random.Random
) -> Iterator[Entry]:
    """Yield courses with their offers, so many offers in all: two or three starts at one or two venues."""
    weights = [SIZES.get(place.kind, 6) for place in taught_at]
    source, made, number = Source(SOURCE, today), 0, 0
    while made < count:
        for place in chance.choices(taught_at, weights, k=1000):
            number += 1
            course = _course(f"syn-{number}", place, chance.choice(taught), source)
            yield Entry(course, FEED)
            for offer in _starts(course.id, place, today, source, chance):
                yield Entry(offer, FEED)
                made += 1
                if made == count:
                    return


def _course(course_id: str, place: Place, taught: Taught, source: Source) -> Course:
    return Course(
        course_id, place.id, taught.title, taught.route, taught.level, taught.areas, taught.summary,
        "", 16, 19 if place.kind != "training_provider" else None, Tri.UNKNOWN, None, None, source,
    )


def _starts(
    course_id: str, place: Place, today: date, source: Source, chance: random.Random
) -> Iterator[Offer]:
    venues = [Venue("Main site", place.town, place.postcode, place.point)]
    if chance.random() < 0.3:
        away = Point(place.point.latitude + chance.uniform(-0.06, 0.06),
                     place.point.longitude + chance.uniform(-0.09, 0.09))  # fmt: skip
        venues.append(Venue("Second site", place.town, "", away))
    for at, venue in enumerate(venues):
        for start in range(chance.choice((1, 2, 3))):
            yield Offer(
                f"{course_id}-{at}-{start}", course_id, venue,
                today + timedelta(days=chance.randrange(5, 600)),
                roll_on=chance.random() < 0.05, study_mode=chance.choice(("full_time", "part_time")),
                attendance="daytime", source=source,
            )


def _events(taught_at: Sequence[Place], count: int, today: date, chance: random.Random) -> Iterator[Entry]:
    source = Source(SOURCE, today)
    for number in range(count):
        place, kind = chance.choice(taught_at), chance.choice(EVENT_TYPES)
        day = today + timedelta(days=chance.randrange(1, 300))
        starts = datetime.combine(day, time(chance.randrange(9, 18)))
        yield Entry(
            Event(
                id=f"syn-event-{number}", provider_id=place.id, type=kind, title=f"Synthetic {kind}",
                starts=starts, ends=starts + timedelta(hours=2),
                venue=Venue("Main site", place.town, place.postcode, place.point), source=source,
            ),
            FEED,
        )


def _facts(taught_at: Sequence[Place], today: date, chance: random.Random) -> Iterator[Entry]:
    """Yield what a third of the places have said of their support."""
    source = Source(SOURCE, today)
    for place in taught_at:
        if chance.random() < 0.33:
            for name in chance.sample(FEATURES, 5):
                state = Tri.YES if chance.random() < 0.8 else Tri.NO
                yield Entry(FactAbout("provider", place.id, name, Fact(state, None, source)), FEED)


def _keep(store: Store, entries: Iterable[Entry]) -> None:
    """Write rows as an import does, but without asking what is there already."""
    left = iter(entries)
    while batch := list(islice(left, BATCH)):
        with Session(store.engine) as database, database.begin():
            for kind in KINDS:
                rows = [to_row(entry) for entry in batch if entry.kind == kind]
                if rows:
                    database.execute(insert(KINDS[kind].row), rows)
                if rows and kind == "course":
                    pairs = [
                        {"course_id": row["id"], "area": area}
                        for row in rows for area in row["subject_areas"] or [""]
                    ]
                    database.execute(insert(CourseSubjectRow), pairs)
