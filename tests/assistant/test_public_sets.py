"""The pipeline on a public set, ten utterances an intent: what it understands, and what it refuses."""

import pytest

from bench.intents import sets, systems
from bench.intents.scores import accuracy, refused

pytestmark = pytest.mark.rasa
LEAST_RIGHT = {"clean": 0.96, "10 %": 0.95, "30 %": 0.94, "children's": 0.89}
LEAST_REFUSED = 0.88  # of what is out of scope, where 95 % of the rest are accepted


@pytest.fixture(scope="module")
def quick(real_data):
    return sets.quick()[0]


@pytest.fixture(scope="module")
def answered(quick, tmp_path_factory):
    """What was made of every message, asked once."""
    asked = {**quick.tests, "out of scope": quick.out_of_scope["clean"]}
    return systems.ours().ask(quick.train, asked, tmp_path_factory.mktemp("public") / "ours").predictions


@pytest.mark.parametrize("noise", LEAST_RIGHT)
def test_most_messages_are_understood_however_they_are_spelt(quick, answered, noise):
    right = accuracy(answered[noise], [row["intent"] for row in quick.tests[noise]])
    assert right >= LEAST_RIGHT[noise]


def test_what_belongs_to_no_intent_can_be_told_from_what_does(answered):
    assert refused(answered["clean"], answered["out of scope"]) >= LEAST_REFUSED
