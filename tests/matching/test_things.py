"""What learners name, pick and turn down, more closely than subject areas tell it."""

import pytest

from bot.answers import Learner
from bot.matching import subjects
from bot.matching.dreams import dreams
from bot.matching.ranking import rank
from bot.matching.things import tastes
from bot.reference.jobs import jobs
from bot.reference.things import listed

from .cases import HOME, TODAY, context, course, said


def tastes_of(**answers):
    learner = Learner(**answers)
    return tastes(learner, dreams(learner.dream_job, jobs()), jobs().things)


def names(things):
    return [thing.name for thing in things]


@pytest.mark.parametrize(
    ("words", "named", "disliked"),
    [
        ("messing about with cars", ["cars"], []),
        ("like a vet", ["animals"], []),
        ("nails", ["nails"], []),
        ("gamer", ["games"], []),
        ("something with kids", ["children"], []),
        ("i wana be a mecanic", ["cars"], []),
        ("catch criminals", ["police and army", "law"], []),
        ("i like making cakes", ["cooking"], []),
        ("not care work", [], ["care"]),
        ("office work but no more maths", ["office work"], ["maths"]),
        ("i hate maths", [], ["maths"]),
        ("hairdresser not beauty", ["hair"], ["beauty"]),
        ("anything but office work", [], ["office work"]),
        ("sound engineer", ["music"], []),  # no engineering is in it
        ("", [], []),
        (None, [], []),
    ],
)
def test_what_is_named_and_what_is_turned_down_is_heard_in_the_learners_own_words(words, named, disliked):
    found = tastes_of(dream_job=words)
    assert (names(found.named), names(found.disliked)) == (named, disliked)


def test_what_the_cards_stand_for_is_picked_unless_it_is_turned_down():
    picked = names(tastes_of(interests=("food_hair_serving",), dream_job="nothing with food").picked)
    assert "hair" in picked and "cooking" not in picked


@pytest.mark.parametrize(
    ("title", "answers", "reasons"),
    [
        ("Certificate in Nail Treatments", {"dream_job": "nails"}, ["because named"]),
        ("Diploma in Barbering", {"dream_job": "nails"}, []),
        ("Diploma in Animal Care", {"interests": ("animals",)}, ["fits about"]),
        ("Diploma in Animal Care", {}, []),
    ],
)
def test_a_title_that_names_just_what_they_said_is_told(title, answers, reasons):
    found = subjects.named_things(Learner(), course(title=title), context(tastes=tastes_of(**answers)))
    assert said(found) == reasons


@pytest.mark.parametrize(
    ("title", "reasons"),
    [
        ("Diploma in Adult Care", ["does_not_fit disliked"]),
        ("Diploma in Animal Care", []),
        ("Diploma in Hairdressing", []),
    ],
)
def test_what_was_turned_down_speaks_against_a_course_that_is_called_so(title, reasons):
    found = subjects.disliked_things(
        Learner(), course(title=title), context(tastes=tastes_of(dream_job="not care work"))
    )
    assert said(found) == reasons


def test_what_was_turned_down_comes_last_and_is_not_hidden():
    learner = Learner(interests=("helping_people",), dream_job="not care work")
    care = course("care", title="Diploma in Social Care", subject_areas=("1.3",), km=1)
    far = course("far", title="Diploma in Playwork", subject_areas=("1.5",), km=12)
    other = course("other", title="Diploma in Bakery", subject_areas=("7.4",), km=12)
    matches = rank(learner, [care, other, far], TODAY, HOME, jobs())
    assert [match.candidate.course.id for match in matches] == ["far", "other", "care"]


@pytest.mark.parametrize(
    ("answers", "areas"),
    [
        ({"interests": ("helping_people",), "dream_job": "not care work"}, ("1.5", "13.2")),
        ({"interests": ("animals",), "dream_job": "i hate animals"}, ("3.3",)),  # else nothing would be left
        ({"dream_job": "catch criminals"}, ("1.4", "15.5")),
    ],
)
def test_areas_that_were_turned_down_are_not_looked_for(answers, areas):
    learner = Learner(**answers)
    dreamed = dreams(learner.dream_job, jobs())
    assert subjects.wanted_areas(learner, dreamed, tastes(learner, dreamed, jobs().things)) == areas


@pytest.mark.parametrize(
    ("title", "reasons"),
    [
        ("Award in Employability Skills", ["ask subject_to_choose"]),
        ("Functional Skills in Mathematics", ["does_not_fit subject_other"]),
        ("Award in ESOL Skills for Life", ["does_not_fit subject_other"]),
    ],
)
def test_a_subject_that_everybody_needs_is_no_way_to_what_they_like(title, reasons):
    known = context(tastes=tastes_of(interests=("animals",)))
    learner = Learner(interests=("animals",))
    taught = course(title=title, subject_areas=("14.1",))
    assert said(subjects.other_subject(learner, taught, known)) == reasons


def test_every_card_stands_for_something():
    cards = {card for thing in listed().values() for card in thing.cards}
    assert cards == set(subjects.INTEREST_AREAS)


def test_every_thing_has_areas_of_the_cards_that_stand_for_it():
    for thing in listed().values():
        for card in thing.cards:
            assert set(thing.areas) & set(subjects.INTEREST_AREAS[card]), (thing.name, card)
