"""A whole conversation in this process: the trained model, the real actions, a database of its own."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.assistant import rasa_process, wire
from bot.assistant.tracker_store import OnwardTrackerStore
from bot.assistant.turns import begin_turn
from bot.store import Store


class ActionsInThisProcess(EndpointConfig):
    """An action server without the server: the same executor, called directly."""

    def __init__(self, package: str) -> None:
        super().__init__("http://in.process/webhook")
        self.executor = ActionExecutor()
        self.executor.register_package(package)

    async def request(self, *_args: Any, json: dict[str, Any], **_kwargs: Any) -> Any:
        return await self.executor.run(json)


class Talk:
    """One learner talking; what the web application would send, and the turns it would get."""

    def __init__(self, agent: Agent, store: Store, conversation: str) -> None:
        self.agent, self.store, self.conversation = agent, store, conversation
        self.count = 0
        self.turn: dict[str, Any] = {}

    def say(self, message: str | None = None, **said: Any) -> dict[str, Any]:
        self.turn = asyncio.run(self._say(message, said))
        return self.turn

    async def _say(self, message: str | None, said: dict[str, Any]) -> dict[str, Any]:
        self.count += 1
        begin_turn()
        tracker = await self.agent.tracker_store.read(self.conversation)
        await self.agent.handle_message(
            UserMessage(
                wire.text_of(said, wire.asked_of(tracker), offering=wire.is_offering(tracker)),
                CollectingOutputChannel(),
                self.conversation,
                input_channel="onward",
                metadata=wire.metadata_of(message or str(self.count), tracker),
            )
        )
        return wire.turn_of(await self.agent.tracker_store.read(self.conversation))

    @property
    def question(self) -> str | None:
        """The name of what is asked now, with its section for sharing."""
        asked = self.turn["question"]
        return asked and ":".join(filter(None, (asked["name"], asked.get("section"))))

    def slots(self) -> dict[str, Any]:
        tracker = asyncio.run(self.agent.tracker_store.read(self.conversation))
        return tracker.current_slot_values()

    def plan(self) -> Any:
        with self.store.open() as s:
            return s.plans.of_conversation(self.conversation)


def load_agent(model: Path, store: Store) -> Agent:
    """The agent as our Rasa process has it; outside ``rasa run``, debug strings have to be switched off."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    rasa_process.replace_parts()
    agent = Agent.load(str(model), action_endpoint=ActionsInThisProcess("actions"))
    agent.tracker_store = OnwardTrackerStore(agent.domain, url=str(store.url))
    agent.processor.tracker_store = agent.tracker_store
    return agent
