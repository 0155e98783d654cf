"""The same learner, tapping, typing well and typing badly: the same plan."""

import pytest

from bench.personas import MODES, read
from bench.playing import Player, kept
from bot.questions import BY_NAME, Kind

pytestmark = pytest.mark.rasa
PERSONAS = {persona.id: persona for persona in read()}
PATHS = ("full", "quick")
EACH = 3  # personas of each path; bench/conversation.py plays them all
PLAYED = [id for path in PATHS for id in [each for each in PERSONAS if PERSONAS[each].path == path][:EACH]]


class Door:
    """A learner's own way in, as the players of the bench use it."""

    def __init__(self, learner):
        self.learner = learner

    def say(self, said):
        return self.learner.say(**said), 0.0


def plan(running, persona, mode):
    """What the plan holds in the end, but for their own words; and what was asked again on the way."""
    learner = running.learner()
    played = Player(persona, mode, Door(learner)).play(learner.turn)
    values = kept(learner.get("/plan"))
    return {slot: value for slot, value in values.items() if not takes_own_words(slot)}, played.notes


def takes_own_words(slot):
    return slot in BY_NAME and BY_NAME[slot].kind is Kind.WORDS


def test_there_are_personas_of_both_paths():
    assert len(PLAYED) == EACH * len(PATHS)


@pytest.mark.parametrize("name", PLAYED)
def test_the_plan_is_the_same_however_it_was_told(running, name):
    persona = PERSONAS[name]
    (tapped, _), (typed, well), (misspelt, badly) = (plan(running, persona, mode) for mode in MODES)
    assert tapped, "nothing was kept"
    assert typed == tapped, well
    assert misspelt == tapped, badly
