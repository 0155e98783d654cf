"""Our Rasa process: plain ``rasa run`` with four small replacements, each with a test.

1. The schema that checks every answer of the action server is compiled once, not checked against its own
   schema at each turn (two thirds of a stock turn's time).
2. An action that fails fails its turn (``bot/assistant/turns.py``); stock Rasa speaks the next line.
3. The tracker store is not wrapped in one that falls back to memory.
4. The action server is sent what our actions read: slots, the latest message, the forms. Stock Rasa sends the
   whole history and the whole domain at each call, which makes a turn dearer the longer a conversation lasts.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

import rasa
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.assistant.turns import current_turn

_run_stock_action = RemoteAction.run


@cache
def _answer_validator() -> Any:
    """Return the validator of what an action server answers, made of Rasa's own schema."""
    from jsonschema.validators import validator_for

    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    _answer_validator().validate(result)
    return True


async def _run_or_fail_the_turn(self: RemoteAction, *args: Any, **kwargs: Any) -> Any:
    try:
        return await _run_stock_action(self, *args, **kwargs)
    except ActionExecutionRejection:
        raise
    except Exception as failure:
        current_turn().failure = failure
        raise


def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    state = tracker.current_state(EventVerbosity.NONE)
    return {
        "next_action": self.name(),
        "sender_id": tracker.sender_id,
        "tracker": {**state, "events": []},
        "domain": {"forms": domain.forms},
        "version": rasa.__version__,
    }


def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    if store is None:
        return InMemoryTrackerStore(domain)
    store.domain = domain
    return store


def replace_parts() -> None:
    """Put the four replacements in place."""
    RemoteAction._validate_action_result = _validate_action_result
    RemoteAction.run = _run_or_fail_the_turn
    RemoteAction._action_call_format = _action_call_format
    Agent._create_tracker_store = staticmethod(_create_tracker_store)


def main() -> None:
    """Run Rasa with the arguments of the command line."""
    replace_parts()
    from rasa.__main__ import main as rasa_main

    sys.argv[0] = "rasa"
    rasa_main()


if __name__ == "__main__":
    main()
