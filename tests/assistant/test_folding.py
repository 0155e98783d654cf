"""A conversation folded up: it stands where it stood."""

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    LoopInterrupted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant.folding import folded

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [inform]
slots:
  colour: {type: any, influence_conversation: false, mappings: [{type: custom}]}
  size: {type: any, influence_conversation: false, mappings: [{type: custom}]}
forms: {form: {required_slots: [colour, size]}}
"""
)
ASKED = [ActionExecuted("form"), ActiveLoop("form"), SlotSet("requested_slot", "size")]
LISTEN = ActionExecuted("action_listen")


@pytest.mark.parametrize(
    "events",
    [
        [LISTEN],
        [LISTEN, UserUttered("red"), SlotSet("colour", ["red", "blue"]), *ASKED, LISTEN],
        [LISTEN, UserUttered("red"), *ASKED, SlotSet("colour", "red"), AllSlotsReset(), LISTEN],
        [LISTEN, *ASKED, LISTEN, UserUttered("why"), ActionExecutionRejected("form"), LISTEN],
        [LISTEN, *ASKED, LISTEN, UserUttered("why"), LoopInterrupted(True), LISTEN],
        [LISTEN, *ASKED, ActiveLoop(None), SlotSet("requested_slot", None), LISTEN],
    ],
)
def test_it_stands_where_it_stood(events):
    tracker = DialogueStateTracker.from_events("c1", events, DOMAIN.slots, domain=DOMAIN)
    there = folded(tracker, DOMAIN)
    assert there.sender_id == "c1"
    assert there.current_slot_values() == tracker.current_slot_values()
    assert there.active_loop_name == tracker.active_loop_name
    assert there.latest_action_name == "action_listen"
    assert there.followup_action is None
    for mark in ("rejected", "is_interrupted") if tracker.active_loop else ():
        assert getattr(there.active_loop, mark) == getattr(tracker.active_loop, mark)


def test_folding_again_adds_nothing():
    events = [LISTEN, UserUttered("red"), SlotSet("colour", "red"), *ASKED, LISTEN]
    tracker = DialogueStateTracker.from_events("c1", events, DOMAIN.slots, domain=DOMAIN)
    once = folded(tracker, DOMAIN)
    assert list(folded(once, DOMAIN).events) == list(once.events)
