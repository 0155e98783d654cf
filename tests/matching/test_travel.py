import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.answers import Learner
from bot.matching import travel
from bot.questions import BY_NAME

from .cases import context, course, said


@pytest.mark.parametrize(
    ("ways", "time", "km", "reasons"),
    [
        (("walk_or_wheel",), "minutes_20", 1.0, ["fits travel_near"]),
        (("walk_or_wheel",), "minutes_40", 2.0, ["fits travel_in_time"]),
        (("walk_or_wheel",), "minutes_20", 3.0, ["does_not_fit travel_too_long"]),
        (("walk_or_wheel",), None, 20.0, ["does_not_fit travel_very_long"]),
        (("walk_or_wheel", "lift"), "minutes_20", 8.0, ["fits travel_in_time"]),
        (("public_transport_alone",), "minutes_40", 8.0, ["fits travel_in_time"]),
        (("public_transport_with_help",), "minutes_20", 8.0, ["does_not_fit travel_too_long"]),
        (("need_help",), "minutes_40", 8.0, ["fits travel_in_time"]),
        ((), "longer", 25.0, ["fits travel_in_time"]),
        ((), None, 3.0, ["fits travel_near"]),
        ((), None, 12.0, ["ask travel_time"]),
        ((), None, 25.0, ["does_not_fit travel_long"]),
        ((), None, 60.0, ["does_not_fit travel_very_long"]),
        (("bike",), "minutes_20", None, ["ask travel_unknown"]),
        ((), None, None, ["ask travel_unknown"]),
    ],
)
def test_a_place_is_within_reach_or_too_far_or_asked(ways, time, km, reasons):
    learner = Learner(travel=ways, travel_time=time)
    assert said(travel.travel(learner, course(), context(distance_km=km))) == reasons


def test_a_trip_is_told_in_kilometres_minutes_and_the_learners_own_way():
    learner = Learner(travel=("public_transport_alone",), travel_time="minutes_40")
    (reason,) = travel.travel(learner, course(), context(distance_km=12.2))
    assert reason.values == {"km": "12", "minutes": "50", "way": "public_transport_alone"}


@given(km=some.floats(0, 500), more=some.floats(0, 100), way=some.sampled_from(sorted(travel.PACES)))
def test_a_longer_way_never_takes_less_time(km, more, way):
    assert travel.PACES[way].minutes(km) <= travel.PACES[way].minutes(km + more)


def test_every_way_but_asking_for_help_has_a_pace():
    assert set(travel.PACES) == set(BY_NAME["travel"].values) - {"need_help"}


def test_every_travel_time_has_a_limit():
    assert set(travel.LIMITS) == set(BY_NAME["travel_time"].values)
