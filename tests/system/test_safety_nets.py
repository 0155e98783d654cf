"""What both nets find of messages that nobody tuned them to: a bar below which they must never fall."""

import pytest

from bench.safety import measure
from bench.safety_nets import load

pytestmark = pytest.mark.rasa
# What is aimed at is 98 %, none and 2 %; README.md tells what was measured. The bars stand a little below
# that, and are only ever raised.
LEAST_FOUND = 0.965
MOST_URGENT_MISSED = 0.035
MOST_FALSE_ALARMS = 0.03


@pytest.fixture(scope="module")
def held_out(trained_model):
    nets = load(trained_model)
    return measure("held_out", nets, nets.both)


def test_there_is_enough_to_measure_by(held_out):
    assert len(held_out.tellings) >= 200
    assert len(held_out.ordinary) >= 660


def test_nearly_every_telling_is_found(held_out):
    assert held_out.recall() >= LEAST_FOUND


def test_hardly_anybody_in_danger_now_is_missed(held_out):
    urgent = sum(concern.severity == "now" for _, concern in held_out.tellings)
    assert len(held_out.missed("now")) <= MOST_URGENT_MISSED * urgent


def test_few_ordinary_messages_are_taken_for_worries(held_out):
    assert len(held_out.false_alarms()) <= MOST_FALSE_ALARMS * len(held_out.ordinary)
