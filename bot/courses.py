"""The catalogue: providers, courses, offers and events, and where each fact came from.

Codes and lists: levels and routes are this project's own scales; sector subject areas are
Ofqual's tier 2 codes, kept as text ("1.1" and "1.10" are not the same).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0


class Tri(StrEnum):
    """What is known of something: yes, no, or nobody has said."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How hard a course is; ``rank`` orders them and unknown has none."""

    PRE_ENTRY = "pre_entry"
    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    ENTRY = "entry"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4PLUS = "L4plus"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int | None:
        """Return 0 for every entry level, 1 to 4 above it, None for unknown."""
        return _LEVEL_RANKS.get(self)


_LEVEL_RANKS = {
    Level.PRE_ENTRY: 0, Level.E1: 0, Level.E2: 0, Level.E3: 0, Level.ENTRY: 0,
    Level.L1: 1, Level.L2: 2, Level.L3: 3, Level.L4PLUS: 4,
}

# What a place may be called by the data that describes it (values of Provider.kind).
PROVIDER_KINDS = (
    "fe_college", "sixth_form_college", "school_sixth_form", "special_post16_institution",
    "special_school_sixth_form", "training_provider", "ap_with_post16", "utc_studio", "16_19_academy",
    "he_institution", "employer", "other",
)

# What a provider's name says of its kind, where no list of providers does; the first that is found in it.
_KINDS_BY_WORD = (
    (r"sixth form college", "sixth_form_college"),
    (r"\bUTC\b|university technical|studio school", "utc_studio"),
    (r"universit", "he_institution"),
    (r"special school", "special_school_sixth_form"),
    (r"school|academy|sixth form", "school_sixth_form"),
    (r"college", "fe_college"),
    (r"training|skills|apprentice", "training_provider"),
)


def kind_from_name(name: str) -> str:
    """Return the kind of provider that a name suggests: "Bath College" is a further education college."""
    found = (kind for pattern, kind in _KINDS_BY_WORD if re.search(pattern, name, re.IGNORECASE))
    return next(found, "other")


# The routes that a course may belong to (values of Course.route).
ROUTES = (
    "study_programme", "a_level", "t_level", "t_level_foundation_year", "v_level", "l2_further_study",
    "l2_occupational", "foundation_learning", "supported_internship", "pre_internship",
    "foundation_apprenticeship", "apprenticeship", "reengagement", "employment_with_training",
    "volunteering_plus_study", "adult_skills", "unknown",
)

EVENT_TYPES = (
    "open_day", "open_evening", "taster", "link_course", "tour", "meet_key_person", "sen_tour",
    "online_qa", "careers_fair",
)

SUPPORT_FEATURES = (
    "quiet_space", "small_groups", "one_to_one_support", "key_person", "mentor", "wellbeing_team",
    "counselling", "send_team", "sensory_friendly", "flexible_timetable", "phased_start", "later_start",
    "rest_breaks", "movement_breaks", "reading_writing_help", "maths_help", "assistive_tech",
    "exam_access_arrangements", "communication_support", "bsl", "personal_care", "medication_support",
    "step_free", "travel_training", "transport_help", "bursary", "free_meals", "transition_visits",
    "summer_programme", "ehcp_support", "esol_support", "lone_parent_childcare", "prayer_space",
    "behaviour_mentor", "restorative_approach",
)

# Facts about a place or an offer that learners need and hardly anybody publishes.
# Values are plain text (a class size, a sentence about behaviour, a role to ask for).
PRACTICAL_FACTS = (
    "group_size_typical", "group_size_max", "staff_ratio_note", "behaviour_expectations_plain",
    "policy_url", "send_contact", "named_contact_role", "days_per_week", "hours_per_week", "start_time",
    "entry_is_flexible", "interview_only", "nearest_stop",
)

# Facts about a course that its own source has no place for; they go before what that source says.
COURSE_RULES = ("age_min", "age_max", "ehcp_required", "roll_on")


# What no import has brought again for so long is to be checked first, where no setting says how long: lists
# that come out each month, and a few days to take them in.
CHECK_AFTER = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact came from: a name people know, its date, and a web address if there is one.

    Args:
        seen: when it last stood there, as far as we know.
        check_first: where it may no longer be so, the day up to which it is known to have been.
        gone: it stands there no longer.
    """

    name: str
    date: date
    url: str | None = None
    # What follows is ours: the same fact is the same, and is no change, whenever it was seen.
    seen: dt.date | None = field(default=None, compare=False, repr=False)
    check_first: dt.date | None = field(default=None, compare=False, repr=False)
    gone: bool = field(default=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A tri-state fact, or a value in words, with its source; unknown facts have no value."""

    state: Tri = Tri.UNKNOWN
    value: str | None = None
    source: Source | None = None


UNKNOWN_FACT = Fact()


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def km_to(self, other: Point) -> float:
        """Return the distance in kilometres along the ground, in a straight line."""
        lat1, lat2 = radians(self.latitude), radians(other.latitude)
        half = sin((lat2 - lat1) / 2) ** 2
        half += cos(lat1) * cos(lat2) * sin(radians(other.longitude - self.longitude) / 2) ** 2
        return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a course or an event happens."""

    name: str
    town: str = ""
    postcode: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """A college, sixth form, training provider or other place to learn.

    ``id`` is stable across imports: ``"ukprn:10000055"`` or ``"urn:130489"``; of those that have neither,
    ``"site:college.example"`` or ``"name:mill-lane-college"``. ``point`` is its main address.
    """

    id: str
    name: str
    kind: str
    town: str = ""
    website: str | None = None
    ukprn: str | None = None
    urn: str | None = None
    source: Source | None = None
    postcode: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught: one subject at one level by one provider.

    ``id`` is stable across imports and fits a URL: letters, digits and hyphens.
    """

    id: str
    provider_id: str
    title: str
    route: str
    level: Level
    subject_areas: tuple[str, ...] = ()
    summary: str = ""
    entry_requirements: str = ""
    age_min: int | None = None
    age_max: int | None = None
    ehcp_required: Tri = Tri.UNKNOWN
    learn_aim_ref: str | None = None
    url: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A course at a place with a start.

    ``repeats_yearly``: it starts again each year, so a start in the past means the next one is not known.
    """

    id: str
    course_id: str
    venue: Venue
    starts: date | None = None
    roll_on: bool = False
    study_mode: str | None = None  # full_time | part_time | flexible
    attendance: str | None = None  # daytime | evening | weekend | day_or_block_release
    duration: str | None = None
    cost: str | None = None
    source: Source | None = None
    repeats_yearly: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An open day, a taster or another visit. Times are local to England."""

    id: str
    provider_id: str
    type: str
    title: str
    starts: datetime
    ends: datetime
    venue: Venue
    online_url: str | None = None
    booking_url: str | None = None
    book_by: date | None = None
    audience: str | None = None
    bring_someone: Tri = Tri.UNKNOWN
    quiet_session: Tri = Tri.UNKNOWN
    step_free: Tri = Tri.UNKNOWN
    group_size: int | None = None
    contact: str | None = None
    cancelled: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One offer with all that the match needs to judge it.

    Args:
        facts: what is known of the provider, the course and the offer.
        events: the next visits.
        also: the sources that say the same of it, besides those of the course and the offer.
        unsettled: of what its sources say one thing and another: nobody knows it.
    """

    course: Course
    provider: Provider
    offer: Offer
    facts: Mapping[str, Fact] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    also: tuple[Source, ...] = ()
    unsettled: frozenset[str] = frozenset()

    def fact(self, name: str) -> Fact:
        """Return what is known of a support feature or a practical fact."""
        return self.facts.get(name, UNKNOWN_FACT)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where all of it came from, each once: the offer, the course, then what is known besides."""
        facts = (fact.source for fact in self.facts.values())
        known = (self.offer.source, self.course.source, *self.also, *facts)
        return tuple(dict.fromkeys(source for source in known if source is not None))
