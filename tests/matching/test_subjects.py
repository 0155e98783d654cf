import pytest

from bot.answers import Learner
from bot.matching import subjects
from bot.matching.model import Dream
from bot.questions import BY_NAME

from .cases import context, course, said

VET = (Dream("vet", ("3.3",)),)


@pytest.mark.parametrize(
    ("learner", "areas"),
    [
        ({"interests": ("animals",)}, ("3.3",)),
        ({"interests": ("how_things_work", "computers_and_games")}, ("2.1", "4.1", "6.1", "6.2")),
        ({"strengths": ("technology",)}, ("6.1", "6.2")),
        ({"interests": ("animals",), "strengths": ("technology",)}, ("3.3",)),
        ({}, ()),
    ],
)
def test_what_to_look_for_comes_from_interests_and_only_without_them_from_strengths(learner, areas):
    assert subjects.wanted_areas(Learner(**learner), ()) == areas


def test_a_dream_is_looked_for_before_the_interests():
    assert subjects.wanted_areas(Learner(interests=("sport",)), VET) == ("3.3", "8.1", "1.4")


@pytest.mark.parametrize("interest", BY_NAME["interests"].values)
def test_every_interest_leads_to_subject_areas(interest):
    assert subjects.wanted_areas(Learner(interests=(interest,)), ())


@pytest.mark.parametrize(
    ("taught", "wanted", "answer"),
    [
        (("6.1",), ("6.1",), True),
        (("6",), ("6.1",), True),
        (("1.1",), ("1.10",), False),
        (("1",), ("15.1",), False),
        ((), ("6.1",), False),
        (("6.1",), (), False),
    ],
)
def test_a_course_is_about_an_area_or_about_all_of_its_tier(taught, wanted, answer):
    assert subjects.is_about(course(subject_areas=taught), wanted) is answer


@pytest.mark.parametrize(
    ("rule", "learner", "dreams", "areas", "reasons"),
    [
        (subjects.dream_job, {}, VET, ("3.3",), ["because dream"]),
        (subjects.dream_job, {}, VET, ("6.1",), []),
        (subjects.dream_job, {}, VET, (), []),
        (subjects.interests, {"interests": ("animals", "sport")}, (), ("3.3",), ["because interest"]),
        (subjects.interests, {"interests": ("sport",)}, (), ("3.3",), []),
        (subjects.interests, {"interests": ("sport",)}, (), (), []),
        (subjects.strengths, {"strengths": ("technology",)}, (), ("6.1",), ["because strength"]),
        (subjects.strengths, {"strengths": ("teamwork",)}, (), ("6.1",), []),
        (subjects.other_subject, {"interests": ("sport",)}, (), ("3.3",), ["does_not_fit subject_other"]),
        (subjects.other_subject, {"interests": ("sport",)}, (), ("8.1",), []),
        (subjects.other_subject, {"interests": ("sport",)}, (), (), ["ask subject_unknown"]),
        (subjects.other_subject, {"interests": ("sport",)}, (), ("14.1",), ["ask subject_to_choose"]),
        (subjects.other_subject, {}, VET, ("3.3",), []),
        (subjects.other_subject, {}, (), ("3.3",), []),
    ],
)
def test_subjects_speak_for_or_against_or_are_asked(rule, learner, dreams, areas, reasons):
    found = rule(Learner(**learner), course(subject_areas=areas), context(dreams=dreams))
    assert said(found) == reasons


def test_a_reason_names_the_interest_that_the_learner_picked():
    (reason,) = subjects.interests(Learner(interests=("animals",)), course(subject_areas=("3.3",)), context())
    assert reason.values == {"interest": "animals"}
