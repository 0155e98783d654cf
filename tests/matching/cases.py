"""Learners, courses and places to try the matching on; none of them exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.answers import Learner
from bot.courses import Candidate, Course, Event, Fact, Level, Offer, Point, Provider, Source, Tri, Venue
from bot.matching import Jobs
from bot.matching.model import Context, Reason
from bot.matching.supports import wants
from bot.reading import Language, Lexicon, Meaning, Phrases, Reader

TODAY = date(2026, 11, 23)
HOME = Point(51.5, -1.0)
KM_PER_DEGREE = 111.195
SOURCE = Source("Made-up directory", date(2026, 9, 1), "https://example.org/courses")
AREAS = {"vet": ("3.3",), "vet nurse": ("3.3",), "game designer": ("6.1", "9.2"), "chef": ("7.4",)}
LANGUAGE = Language(dropped=frozenset({"a"}), meanings={Meaning.WANT: ("want",), Meaning.NOT: ("not",)})
JOBS = Jobs(AREAS, Reader(Phrases({job: (job,) for job in AREAS}), LANGUAGE, Lexicon(("want", "not"))))


def at(km: float) -> Point:
    return Point(HOME.latitude + km / KM_PER_DEGREE, HOME.longitude)


def facts(states: Mapping[str, Any]) -> dict[str, Fact]:
    """Facts from ``{"quiet_space": "yes", "group_size_typical": "6"}``: what is no state is a value."""
    return {
        name: Fact(Tri(said), None, SOURCE) if said in tuple(Tri) else Fact(Tri.YES, said, SOURCE)
        for name, said in states.items()
    }


def course(id: str = "c1", **changes: Any) -> Candidate:
    """One offer: fields of the course by name, and what is not the course's own."""
    provider, km = changes.pop("provider", "p1"), changes.pop("km", None)
    kind, town = changes.pop("kind", "fe_college"), changes.pop("town", "Wrenbury")
    offer = {name: changes.pop(name) for name in ("starts", "roll_on", "cost") if name in changes}
    known, events = facts(changes.pop("facts", {})), tuple(changes.pop("events", ()))
    offer_id = changes.pop("offer", f"{id}-offer")
    usual = {"title": f"Course {id}", "route": "study_programme", "level": Level.L1, "source": SOURCE}
    venue = Venue(f"Campus of {provider}", "", "", None if km is None else at(km))
    return Candidate(
        course=Course(id=id, provider_id=provider, **{**usual, **changes}),
        provider=Provider(id=provider, name=f"Provider {provider}", kind=kind, town=town),
        offer=Offer(id=offer_id, course_id=id, venue=venue, **offer),
        facts=known,
        events=events,
    )


def event(id: str = "e1", days: int = 7, **changes: Any) -> Event:
    """An open day so many days from today."""
    starts = datetime(TODAY.year, TODAY.month, TODAY.day, 10) + timedelta(days=days)
    fields = {
        "provider_id": "p1", "type": "open_day", "title": "Open day", "starts": starts,
        "ends": starts + timedelta(hours=2), "venue": Venue("Main hall", "Wrenbury"), **changes,
    }
    return Event(id=id, **fields)


def context(**changes: Any) -> Context:
    return Context(TODAY, **changes)


def wanting(learner: Learner) -> Context:
    """What the learner's answers call for, as ``rank`` works it out."""
    return context(wants=wants(learner))


def said(reasons: Iterable[Reason]) -> list[str]:
    """Reasons as ``"because interest"``, for tables."""
    return [f"{reason.bearing} {reason.code}" for reason in reasons]
