"""The four replacements in our Rasa process: each does what it is for, and else what stock Rasa does."""

import asyncio

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.assistant import rasa_process
from bot.assistant.turns import begin_turn, current_turn

DOMAIN = Domain.from_yaml(
    """
    slots: {colour: {type: any, influence_conversation: false, mappings: [{type: custom}]}}
    forms: {colour_form: {required_slots: [colour], ignored_intents: [stop]}}
    """
)
stock_validation = RemoteAction._validate_action_result


@pytest.fixture(autouse=True)
def replaced(monkeypatch):
    """Put the replacements in place for one test."""
    for name in ("_validate_action_result", "run", "_action_call_format"):
        monkeypatch.setattr(RemoteAction, name, getattr(RemoteAction, name))
    monkeypatch.setattr(Agent, "_create_tracker_store", staticmethod(Agent._create_tracker_store))
    rasa_process.replace_parts()


def action(endpoint=None):
    return RemoteAction("action_paint", endpoint or EndpointConfig("http://127.0.0.1:9/webhook"))


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "colour", "value": "red"}], "responses": [{"text": "hi"}]},
        {"events": [{"name": "colour"}], "responses": []},
        {"events": "none"},
        [],
    ],
)
def test_an_answer_is_judged_as_stock_rasa_judges_it(answer):
    def verdict(validate):
        try:
            return validate(action(), answer)
        except ValidationError:
            return False

    assert verdict(RemoteAction._validate_action_result) == verdict(stock_validation)


def test_the_schema_is_compiled_once():
    first = rasa_process._answer_validator()
    action()._validate_action_result({"events": [], "responses": []})
    assert rasa_process._answer_validator() is first


class Answering(EndpointConfig):
    def __init__(self, outcome):
        super().__init__("http://in.process/webhook")
        self.outcome, self.asked = outcome, None

    async def request(self, *_args, json=None, **_kwargs):
        self.asked = json
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def run(endpoint):
    tracker = DialogueStateTracker.from_events(
        "c1",
        [ActionExecuted("action_listen"), UserUttered("red", {"name": "inform"}), SlotSet("colour", "red")],
        DOMAIN.slots,
        domain=DOMAIN,
    )
    return asyncio.run(action(endpoint).run(None, None, tracker, DOMAIN))


@pytest.mark.parametrize("fault", [ConnectionError("away"), ValueError("nonsense")])
def test_an_action_that_fails_fails_its_turn(fault):
    async def take_turn():
        turn = begin_turn()
        tracker = DialogueStateTracker("c1", DOMAIN.slots)
        with pytest.raises(type(fault)):
            await action(Answering(fault)).run(None, None, tracker, DOMAIN)
        return turn.failure

    assert asyncio.run(take_turn()) is fault


def test_an_action_that_declines_does_not_fail_its_turn():
    async def take_turn():
        turn = begin_turn()
        tracker = DialogueStateTracker("c1", DOMAIN.slots)
        with pytest.raises(ActionExecutionRejection):
            await action(Answering(ActionExecutionRejection("action_paint"))).run(None, None, tracker, DOMAIN)
        return turn.failure

    assert asyncio.run(take_turn()) is None


def test_outside_a_turn_nothing_is_noted_against_the_next_one():
    current_turn().failure = ValueError()
    assert current_turn().failure is None


def test_an_action_is_sent_what_ours_read_and_no_history():
    endpoint = Answering({"events": [], "responses": []})
    run(endpoint)
    assert endpoint.asked["tracker"]["slots"]["colour"] == "red"
    assert endpoint.asked["tracker"]["latest_message"]["text"] == "red"
    assert endpoint.asked["tracker"]["events"] == []
    assert endpoint.asked["domain"] == {"forms": DOMAIN.forms}
    assert endpoint.asked["next_action"] == "action_paint"


def test_a_tracker_store_is_used_as_it_is_and_never_backed_by_memory():
    store = InMemoryTrackerStore(DOMAIN)
    assert Agent._create_tracker_store(store, DOMAIN) is store
    assert isinstance(Agent._create_tracker_store(None, DOMAIN), InMemoryTrackerStore)
