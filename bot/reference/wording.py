"""The words that people read, from YAML: sentences by topic and code, questions and labels by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.questions import as_list
from bot.reference.files import read_yaml

WORDING = Path(__file__).parent / "wording"
RESPONSES = Path(__file__).parents[2] / "data" / "responses"


def say(topic: str, code: str, **values: str) -> str:
    """Return one sentence with its values put in.

    Args:
        topic: a file in ``wording/``, such as ``"gaps"``.
        code: the sentence in it.
        values: what its ``{placeholders}`` stand for.

    Raises:
        KeyError: no such topic, sentence or value.
    """
    return sentences(topic)[code].format_map(values)


@cache
def sentences(topic: str) -> Mapping[str, str]:
    """Return every sentence of one topic, by its code."""
    path = WORDING / f"{topic}.yml"
    if not path.exists():
        raise KeyError(topic)
    return {str(code): str(text) for code, text in read_yaml(path).items()}


def heading(name: str) -> str:
    """Return the few words that name an answer in a summary and at the desk."""
    return str(_asked(name)["metadata"]["heading"])


def labels(name: str) -> Mapping[str, str]:
    """Return the label of every value of a question, in the order they are shown."""
    return {_value(button): str(button["title"]) for button in _asked(name).get("buttons", ())}


def label(name: str, value: str) -> str:
    """Return one value's label; a value without one (the learner's own words, a place) is its own label."""
    return labels(name).get(value) or sentences("labels").get(value, value)


def in_words(name: str, value: str | Sequence[str]) -> str:
    """Return an answer as the learner reads it: the labels of its values."""
    return ", ".join(label(name, part) for part in as_list(value))


def _asked(name: str) -> Mapping[str, Any]:
    """Return the plain variant of a question: the one that depends on nothing."""
    slot = "sharing_about_me" if name == "sharing" else name
    variants = responses()[f"utter_ask_{slot}"]
    return next(variant for variant in variants if "condition" not in variant)


def _value(button: Mapping[str, Any]) -> str:
    """Return the value that a button stands for: its payload names one slot and one value."""
    payload = str(button["payload"]).format()  # Rasa fills {placeholders} in payloads too
    (value,) = json.loads(payload[payload.index("{") :]).values()
    return str(value)


@cache
def responses() -> Mapping[str, list[Mapping[str, Any]]]:
    """Return every response of the conversation, by its key."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for path in sorted(RESPONSES.glob("*.yml")):
        found.update(read_yaml(path).get("responses", {}))
    return found
