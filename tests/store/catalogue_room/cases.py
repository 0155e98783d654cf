"""Places, courses, facts and visits to keep in a catalogue; none of them exists."""

from collections import Counter
from datetime import date, datetime

from bot import audit
from bot.courses import Course, Event, Fact, Level, Offer, Point, Provider, Source, Tri, Venue
from bot.matching import Search
from bot.store.catalogue_entries import Entry, FactAbout

TODAY = date(2026, 11, 22)
HOME = Point(51.68, -1.28)
SOURCE = Source("Made-up list", date(2026, 11, 1))


def event():
    return audit.Event(audit.SYSTEM, "catalogue.imported", "catalogue:test")


def provider(key="a", kind="fe_college", **fields):
    given = {"id": f"ukprn:{key}", "name": f"Place {key}", "kind": kind, "source": SOURCE}
    return Provider(**{**given, **fields})


def course(key, of="a", **fields):
    given = {
        "title": f"Course {key}",
        "route": "study_programme",
        "level": Level.L1,
        "subject_areas": ("5.2",),
    }
    return Course(id=key, provider_id=f"ukprn:{of}", source=SOURCE, **{**given, **fields})


def offer(key, of=None, *, km=1.0, **fields):
    """An offer this far north of home."""
    venue = Venue("Main site", "Exampleton", "OX14 1GG", Point(HOME.latitude + km / 111, HOME.longitude))
    return Offer(id=f"o-{key}", course_id=of or key, source=SOURCE, **{"venue": venue, **fields})


def fact(kind, subject_id, state=Tri.YES, name="quiet_space", value=None):
    return FactAbout(kind, subject_id, name, Fact(state, value, SOURCE))


def visit(key, **fields):
    given = {"starts": datetime(2026, 12, 1, 17), "ends": datetime(2026, 12, 1, 19), "source": SOURCE}
    named = {"id": key, "provider_id": "ukprn:a", "type": "open_day", "title": "Open day"}
    return Event(venue=Venue("Main site"), **{**named, **given, **fields})


def keep(store, *items, feed="test"):
    with store.open() as s:
        intake = s.catalogue.intake(event())
        counts = Counter(intake.save([Entry(item, feed) for item in items]))
        for (_, _, outcome), number in intake.finish(lambda: {"Farton": Point(55.0, -2.0)}).items():
            counts[outcome] += number
    return counts


def found(store, limit=200, **search):
    with store.open() as s:
        return s.catalogue.candidates(Search(TODAY, **search), limit)


def ids(candidates):
    return [each.course.id for each in candidates]
