"""A catalogue of real courses to measure the match on: whom it suits is for others to say (``graded``).

Real are T Levels and where they are taught, apprenticeship standards, all courses of one college, and the
qualifications and the places that the rest is put together from: which college teaches which qualification,
who has supported internships, and what support a place has, a fixed rule decides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from zlib import crc32

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.processes import NotMeasured
from bot import audit
from bot.courses import Candidate, Course, Fact, Level, Offer, Point, Provider, Source, Tri, Venue
from bot.importers import run
from bot.reference import levels, places, routes, subjects
from bot.store import Store
from bot.store.catalogue_entries import Entry, FactAbout
from bot.store.migrate import migrate
from bot.store.tables.catalogue import CourseRow

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TODAY = date(2026, 11, 23)
SOURCE = Source("Put together for measuring", TODAY)
STARTS = date(2027, 9, 6)
FEED = "measuring"
AROUND_KM = 25.0
YEARS_LATER = 15  # what the college's feed of 2012 is put off by
# One in so many qualifications is taught at a place of each kind; others teach none.
ONE_IN = {"fe_college": 6, "sixth_form_college": 12, "school_sixth_form": 60, "training_provider": 40}
INTERNSHIPS_ONE_IN = 2
SUPPORT = ("quiet_space", "small_groups", "step_free", "flexible_timetable", "phased_start", "key_person",
           "reading_writing_help", "wellbeing_team", "transition_visits", "rest_breaks")  # fmt: skip
STATES = (Tri.YES, Tri.YES, Tri.NO)  # of the first three of every six places; of the others it is not known


def fill(folder: Path, towns: Iterable[str]) -> Store:
    """Return a store in a folder, filled with all courses; colleges are those around these towns.

    Raises:
        NotMeasured: the real data is not here.
    """
    if not DATA.is_dir():
        raise NotMeasured("the real courses and places are not in ../shared/data")
    store = Store(f"sqlite:///{folder}/matching.db")
    migrate(store)
    run(store, "t-levels", [DATA / "t_levels_2021"], TODAY)
    run(store, "apprenticeships", [DATA / "apprenticeships" / "apprenticeship_standards_stax2020.csv"], TODAY)
    run(store, "xcri", [_as_of_now(DATA / "xcri" / "adam_smith_charset_issue.xml", folder)], TODAY)
    with store.open() as session:
        homes = [point for town in towns if (point := session.catalogue.place(town))]
        intake = session.catalogue.intake(audit.Event(audit.SYSTEM, "catalogue.imported", FEED))
        intake.save(list(_entries(_colleges(homes))))
        intake.finish(places.towns)
    return store


def everything(store: Store) -> list[Candidate]:
    """Return every course of the catalogue, each with its next offer."""
    with store.open() as session, Session(store.engine) as database:
        ids = database.scalars(select(CourseRow.id).order_by(CourseRow.id)).all()
        found = (session.catalogue.candidate(course_id, TODAY) for course_id in ids)
        return [candidate for candidate in found if candidate is not None]


def _as_of_now(feed: Path, folder: Path) -> Path:
    """Return a copy of a feed in which the years are those to come: what has begun is offered to nobody."""
    copy = folder / feed.name
    later = re.compile(rb"\b(201\d)(?=-\d\d-)")
    copy.write_bytes(later.sub(lambda year: b"%d" % (int(year[1]) + YEARS_LATER), feed.read_bytes()))
    return copy


def _colleges(homes: Sequence[Point]) -> Iterator[Provider]:
    for row in _rows("providers/england_ks5_providers_2019.csv"):
        if not row["LATITUDE"] or not row["LONGITUDE"]:
            continue
        point = Point(float(row["LATITUDE"]), float(row["LONGITUDE"]))
        if any(home.km_to(point) <= AROUND_KM for home in homes):
            kind = _kind(row["SCHNAME"], row["SCHTYPE"])
            yield Provider(f"urn:{row['URN']}", row["SCHNAME"], kind, row["TOWN"], urn=row["URN"],
                           source=SOURCE, postcode=row["PCODE"], point=point)  # fmt: skip


def _kind(name: str, kind: str) -> str:
    if "sixth form" in name.casefold():
        return "sixth_form_college"
    return "fe_college" if kind == "College" else "school_sixth_form"


def _entries(colleges: Iterable[Provider]) -> Iterator[Entry]:
    taught = list(_qualifications())
    for college in colleges:
        yield Entry(college, FEED)
        yield from (Entry(about, FEED) for about in _support(college))
        for ref, title, level, summary in taught:
            if _draw(college.id, ref) % ONE_IN[college.kind] == 0 and _may_teach(college, title):
                yield from _course(college, ref, title, level, summary)
        if college.kind == "fe_college" and _draw(college.id, "internship") % INTERNSHIPS_ONE_IN == 0:
            yield from _course(college, "internship", "Supported internship", Level.UNKNOWN, "")


def _may_teach(college: Provider, title: str) -> bool:
    """Schools and sixth forms teach A levels, and little else."""
    return college.kind == "fe_college" or "GCE" in title or "National" in title


def _support(college: Provider) -> Iterator[FactAbout]:
    for name in SUPPORT:
        drawn = _draw(college.id, name) % (2 * len(STATES))
        if drawn < len(STATES):
            yield FactAbout("provider", college.id, name, Fact(STATES[drawn], None, SOURCE))


def _course(college: Provider, ref: str, title: str, level: Level, summary: str) -> Iterator[Entry]:
    areas = subjects.in_title(title)
    route = routes.route_of(routes.Described(title, level, areas, study="full_time"))
    course = Course(f"m-{college.urn}-{ref}".lower(), college.id, title, route, level, areas, summary,
                    age_min=16, source=SOURCE)  # fmt: skip
    venue = Venue(college.name, college.town, college.postcode, college.point)
    yield Entry(course, FEED)
    offer = Offer(f"{course.id}-27", course.id, venue, STARTS, study_mode="full_time", source=SOURCE)
    yield Entry(offer, FEED)


def _qualifications() -> Iterator[tuple[str, str, Level, str]]:
    for row in _rows("ncs/ncs_course_text.csv"):
        title = row["QualificationCourseTitle"].strip()[:200]
        level = levels.from_text(row["NotionalNVQLevelv2"].strip(" ()")) or levels.from_title(title)
        yield row["LearnAimRef"], title, level, row["CourseDescription"][:600]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _draw(*words: str) -> int:
    return crc32("/".join(words).encode())
