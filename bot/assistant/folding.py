"""A conversation folded up: where it stands now in place of how it came there.

Rasa goes through every event of a tracker again at each prediction and each call of an action, so that a turn
costs the more the longer a conversation lasts. What follows next depends on where it stands alone: the slots,
the sitting that asks, and what was done last.
"""

from __future__ import annotations

from collections.abc import Iterator

from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    LoopInterrupted,
    SlotSet,
)
from rasa.shared.core.trackers import DialogueStateTracker


def folded(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    """Return a tracker that stands where this one stands, between two turns, with few events."""
    return DialogueStateTracker.from_events(
        tracker.sender_id, list(_where_it_stands(tracker)), domain.slots, domain=domain
    )


def _where_it_stands(tracker: DialogueStateTracker) -> Iterator[Event]:
    """Give what sets the slots and the loop, and that the learner's words are waited for."""
    for name, slot in tracker.slots.items():
        if name != REQUESTED_SLOT and slot.value != slot.initial_value:
            yield SlotSet(name, slot.value)
    loop = tracker.active_loop
    if loop is not None:
        yield ActiveLoop(loop.name)
    yield SlotSet(REQUESTED_SLOT, tracker.get_slot(REQUESTED_SLOT))
    if loop is not None and loop.is_interrupted:
        yield LoopInterrupted(is_interrupted=True)
    if loop is not None and loop.rejected:
        yield ActionExecutionRejected(loop.name)
    yield ActionExecuted(ACTION_LISTEN_NAME)
