"""The learners who are played through the whole system: what is so of each, and how each of them says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.questions import BY_NAME, NOT_SURE, SKIPPED, STEPS, Kind, as_list, section_of_slot

FILE = Path(__file__).with_name("personas.yml")
TAPPED, TYPED, MISSPELT = "tapped", "typed well", "typed badly"
MODES = (TAPPED, TYPED, MISSPELT)
_FIELDS = {TAPPED: "typed", TYPED: "typed", MISSPELT: "misspelt"}  # what has no buttons is typed

Value = str | tuple[str, ...]


class NotAPersona(ValueError):
    """A persona says something that no learner can answer; the message says what."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One learner.

    Args:
        id: what they are called in a report.
        path: ``full`` or ``quick``.
        turns: by slot, what is so (``value``) and how it is said (``typed``, ``misspelt``).
        asides: by slot, what they say first when that is asked: a question of their own.
        corrects: an earlier answer that they change when a later question is asked.
    """

    id: str
    path: str
    turns: Mapping[str, Mapping[str, Any]]
    asides: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrects: Mapping[str, Any] | None = None
    together: Mapping[str, list[str]] = field(default_factory=dict)

    def said(self, slot: str, mode: str) -> str:
        """Return how they type the answer."""
        return str(self.turns[slot][_FIELDS[mode]])

    def aside(self, slot: str, mode: str) -> str:
        """Return the question of their own that they ask first."""
        return self.asides[slot][_FIELDS[mode]]

    def correction(self, mode: str) -> str:
        """Return how they change an earlier answer."""
        assert self.corrects is not None
        return str(self.corrects[_FIELDS[mode]])

    def facts(self, mode: str) -> dict[str, Value]:
        """Return what the plan has to say in the end, by slot; what is skipped is not in it."""
        facts = {slot: _value(slot, turn, self.said(slot, mode)) for slot, turn in self.turns.items()}
        changed = self.corrects["changes"] if self.corrects else {}
        facts.update({slot: comparable(value) for slot, value in changed.items()})
        return {slot: value for slot, value in facts.items() if value != SKIPPED and slot not in STEPS}


def read(path: Path = FILE) -> list[Persona]:
    """Return all personas.

    Raises:
        NotAPersona: one has a value that its question does not have.
    """
    personas = [Persona(**each) for each in yaml.safe_load(path.read_text(encoding="utf-8"))]
    for persona in personas:
        for slot, turn in persona.turns.items():
            _check(persona, slot, turn)
    return personas


def _check(persona: Persona, slot: str, turn: Mapping[str, Any]) -> None:
    question = BY_NAME.get("sharing" if section_of_slot(slot) else slot)
    if question is None and slot not in STEPS:
        raise NotAPersona(f"{persona.id}: there is no question {slot!r}")
    values = STEPS[slot] if question is None else question.values
    strange = set(as_list(turn["value"])) - {*values, NOT_SURE, SKIPPED} if values else set()
    if strange:
        raise NotAPersona(f"{persona.id}: {slot} has no value {sorted(strange)}")


def _value(slot: str, turn: Mapping[str, Any], said: str) -> Value:
    own_words = slot in BY_NAME and BY_NAME[slot].kind is Kind.WORDS
    return said if own_words and turn["value"] is None else comparable(turn["value"])


def comparable(value: Any) -> Value:
    """Return a value that compares as equal whatever the order of its parts."""
    return tuple(sorted(value)) if isinstance(value, (list, tuple)) else str(value)
