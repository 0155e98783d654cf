"""Reads messages with the project's own model, as the running system does: knowing what was asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from bot import questions
from bot import settings as setting_reader
from bot.commands import home, training
from bot.questions import Kind


@dataclass(frozen=True, slots=True)
class Read:
    """What the pipeline made of one message: intent, values by slot, and a value in doubt."""

    intent: str | None
    values: dict[str, Any]
    doubtful: Any = None


def read_all(messages: Sequence[Mapping[str, Any]], folder: Path) -> list[Read]:
    """Train the project's model where it is not current, and read each message."""
    from rasa.core.agent import Agent

    settings = setting_reader.load({"ONWARD_HOME": str(folder / "home")})
    home.make_folders(settings)
    training.ensure_model(settings)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    agent = Agent.load(str(training.model_path(settings)))
    return asyncio.run(_read_all(agent, messages))


async def _read_all(agent: Any, messages: Sequence[Mapping[str, Any]]) -> list[Read]:
    from rasa.core.channels.channel import UserMessage

    found = []
    for message in messages:
        said = UserMessage(message["said"], metadata={"asked": message.get("asked")})
        found.append(_as_read(await agent.processor.parse_message(said)))
    return found


def _as_read(parsed: Mapping[str, Any]) -> Read:
    values: dict[str, list[Any]] = {}
    doubtful = None
    for entity in parsed["entities"]:
        if entity["entity"] == "doubtful":
            doubtful = entity["value"]
        else:
            values.setdefault(entity["entity"], []).append(entity["value"])
    said = {slot: _one_or_some(slot, parts) for slot, parts in values.items()}
    return Read(parsed["intent"]["name"], said, doubtful)


def _one_or_some(slot: str, said: list[Any]) -> Any:
    several = slot in questions.BY_NAME and questions.BY_NAME[slot].kind is Kind.SOME
    return _in_order(slot, said) if several and said != [questions.NOT_SURE] else said[0]


def _in_order(slot: str, said: list[Any]) -> list[Any]:
    order = questions.BY_NAME[slot].values
    return sorted(said, key=lambda value: order.index(value) if value in order else len(order))
