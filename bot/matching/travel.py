"""How far a place is, and about how long the trip takes in the way that the learner travels.

Times are rough: straight lines made a third longer, at a usual speed from door to door. They are
always said as "about".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from bot.answers import Learner
from bot.courses import Candidate
from bot.matching.model import Context, Reason, ask, does_not_fit, fits

ROADS_ARE_LONGER = 1.3
NEAR_KM = 5.0
NEXT_DOOR_KM = 1.5
VERY_LONG_MINUTES = 120
USUAL_LIMIT_MINUTES = 60
ROUNDED_TO_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a way of travel is on the road, and the minutes it costs before and after."""

    km_per_hour: float
    waiting_minutes: int = 0

    def minutes(self, km: float) -> int:
        """Return about how long the trip takes, in minutes, rounded up to five."""
        exact = km * ROADS_ARE_LONGER / self.km_per_hour * 60 + self.waiting_minutes
        return max(ROUNDED_TO_MINUTES, ceil(exact / ROUNDED_TO_MINUTES) * ROUNDED_TO_MINUTES)


_BUS = Pace(24, 10)
PACES: Mapping[str, Pace] = {
    "walk_or_wheel": Pace(4.5),
    "bike": Pace(14),
    "public_transport_alone": _BUS,
    "public_transport_with_help": _BUS,
    "lift": Pace(38),
    "taxi_or_minibus": Pace(38, 5),
}
# Where the learner said how long is all right, but not how they travel.
USUAL_WAY = "public_transport_alone"
LIMITS: Mapping[str, int] = {
    "minutes_20": 20, "minutes_40": 40, "minutes_60": 60, "longer": VERY_LONG_MINUTES,
}


def quickest(learner: Learner, km: float) -> tuple[str, int]:
    """Return the quickest of the learner's ways, and about how many minutes it takes."""
    ways = [way for way in learner.travel if way in PACES] or [USUAL_WAY]
    way = min(ways, key=lambda name: PACES[name].minutes(km))
    return way, PACES[way].minutes(km)


def travel(learner: Learner, _candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The place is within the learner's time, or it is not, or nobody can tell."""
    km = context.distance_km
    if km is None:
        yield ask("travel_unknown")
    elif km <= (NEXT_DOOR_KM if _said_how(learner) else NEAR_KM):
        yield fits("travel_near", km=_whole(km))
    elif _said_how(learner):
        yield _by_time(learner, km)
    else:
        yield _by_usual_way(km)


def _by_usual_way(km: float) -> Reason:
    """Return what speaks against a trip that is long for most, where nobody said what is long for them."""
    minutes = PACES[USUAL_WAY].minutes(km)
    if minutes > VERY_LONG_MINUTES:
        return does_not_fit("travel_very_long", km=_whole(km))
    return does_not_fit("travel_long") if minutes > USUAL_LIMIT_MINUTES else ask("travel_time", km=_whole(km))


def _said_how(learner: Learner) -> bool:
    return bool(learner.travel or learner.travel_time)


def _by_time(learner: Learner, km: float) -> Reason:
    way, minutes = quickest(learner, km)
    trip = {"km": _whole(km), "minutes": str(minutes), "way": way}
    if minutes <= LIMITS.get(learner.travel_time or "", USUAL_LIMIT_MINUTES):
        return fits("travel_in_time", **trip)
    if minutes > VERY_LONG_MINUTES:
        return does_not_fit("travel_very_long", km=trip["km"])
    return does_not_fit("travel_too_long", **trip)


def _whole(km: float) -> str:
    """Return whole kilometres as a learner reads them; never nought."""
    return str(max(1, round(km)))
