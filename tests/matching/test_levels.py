import pytest

from bot.answers import Learner
from bot.courses import Level
from bot.matching import levels

from .cases import context, course, said


@pytest.mark.parametrize(
    ("learner", "own"),
    [
        ({"english_level": "entry", "maths_level": "level_1"}, (0, 1)),
        ({"english_level": "level_2"}, (2, 2)),
        ({"achievements": ("gcses",)}, (1, 2)),
        ({"achievements": ("entry_level", "gcses")}, (0, 2)),
        ({"english_level": "level_1", "achievements": ("entry_level",)}, (1, 1)),
        ({"achievements": ("nothing_yet",)}, None),
        ({}, None),
    ],
)
def test_a_learners_level_is_what_they_said_else_what_they_did(learner, own):
    assert levels.own_level(Learner(**learner)) == own


@pytest.mark.parametrize(
    ("learner", "ranks"),
    [
        ({"english_level": "entry"}, (0, 1)),
        ({"english_level": "level_1"}, (0, 1, 2)),
        ({"english_level": "level_3"}, (2, 3)),
        ({"english_level": "entry", "dream_job": "a vet"}, (0, 1, 3)),
        ({"dream_job": "a vet"}, ()),
        ({}, ()),
    ],
)
def test_own_level_one_below_and_one_above_come_first_and_a_dream_keeps_level_3(learner, ranks):
    assert levels.wanted_ranks(Learner(**learner)) == ranks


@pytest.mark.parametrize(
    ("said_level", "course_level", "reasons"),
    [
        ("level_1", Level.L1, ["fits level_own"]),
        ("level_1", Level.E3, ["fits level_below"]),
        ("level_1", Level.L2, ["fits level_above"]),
        ("level_1", Level.L3, ["does_not_fit level_steps", "ask steps_to_get_there"]),
        ("entry", Level.L3, ["does_not_fit level_many_steps", "ask steps_to_get_there"]),
        ("level_3", Level.L1, ["does_not_fit level_easy"]),
        ("entry", Level.PRE_ENTRY, ["fits level_own"]),
        ("level_1", Level.UNKNOWN, ["ask level_unknown"]),
        (None, Level.L3, []),
        (None, Level.L4PLUS, ["does_not_fit level_beyond"]),
    ],
)
def test_a_level_fits_or_there_are_steps_or_it_is_asked(said_level, course_level, reasons):
    learner = Learner(english_level=said_level)
    assert said(levels.level(learner, course(level=course_level), context())) == reasons


@pytest.mark.parametrize(
    ("course_level", "facts", "reasons"),
    [
        (Level.L2, {"entry_is_flexible": "yes"}, ["fits entry_is_flexible"]),
        (Level.L2, {"interview_only": "yes"}, ["fits interview_only"]),
        (Level.L2, {"entry_is_flexible": "no"}, ["ask entry_needs"]),
        (Level.L2, {}, ["ask entry_needs"]),
        (Level.L1, {}, []),
        (Level.UNKNOWN, {}, []),
    ],
)
def test_how_to_get_in_is_said_or_asked_where_a_course_is_a_step_up(course_level, facts, reasons):
    learner = Learner(english_level="level_1")
    assert said(levels.entry(learner, course(level=course_level, facts=facts), context())) == reasons
