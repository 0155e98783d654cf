import pytest

from bot.answers import Learner
from bot.courses import Level
from bot.matching.model import Refusal
from bot.matching.refusals import like_a_refusal

from .cases import context, course, said

REFUSED = course("no", level=Level.L2, subject_areas=("3.3",), provider="p9", km=20)


@pytest.mark.parametrize(
    ("why", "candidate", "km", "reasons"),
    [
        ("too_far", {}, 25.0, ["does_not_fit refused.too_far"]),
        ("too_far", {}, 19.0, []),
        ("too_far", {}, None, []),
        ("too_hard", {"level": Level.L3}, None, ["does_not_fit refused.too_hard"]),
        ("too_hard", {"level": Level.L1}, None, []),
        ("too_hard", {"level": Level.UNKNOWN}, None, []),
        ("not_my_thing", {"subject_areas": ("3.3",)}, None, ["does_not_fit refused.not_my_thing"]),
        ("not_my_thing", {"subject_areas": ("6.1",)}, None, []),
        ("no_support", {"provider": "p9"}, None, ["does_not_fit refused.no_support"]),
        ("no_support", {"provider": "p1"}, None, []),
        ("other", {"provider": "p9", "level": Level.L2, "subject_areas": ("3.3",)}, 30.0, []),
        ("it smells", {"provider": "p9"}, 30.0, []),
    ],
)
def test_what_is_like_a_refused_course_says_so(why, candidate, km, reasons):
    known = context(distance_km=km, refusals=(Refusal(REFUSED, why, 20.0),))
    assert said(like_a_refusal(Learner(), course(**candidate), known)) == reasons


def test_one_reason_is_enough_for_several_refusals():
    refusals = (Refusal(REFUSED, "too_far", 20.0), Refusal(REFUSED, "too_far", 10.0))
    found = like_a_refusal(Learner(), course(), context(distance_km=30.0, refusals=refusals))
    assert said(found) == ["does_not_fit refused.too_far"]
