"""Plays one persona through a conversation, by tapping or by typing, and says what the plan holds then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bench.onward_system import Door, Reply
from bench.personas import TAPPED, Persona, Value, comparable
from bench.processes import NotMeasured
from bot.questions import STEPS, as_list, sharing_slot
from bot.reference import wording

MOST_TURNS = 90
MOST_TRIES = 2  # of typing an answer before it is tapped; after one more, it is skipped
OFFER_ANSWERS = {"yes", "no"}  # to "Did you mean …?"
STEP_ANSWERS = {"heard_right": "yes", "keep_plan": "agreed", "carry_on": "yes", "after_help": "go_on"}


@dataclass(slots=True)
class Played:
    """What came of one conversation.

    Args:
        turns: answers given, steps and sharing included.
        asides: what the learner said besides: questions of their own, corrections.
        again: questions that came again after an answer.
        offered: answers that were offered as "Did you mean …?".
        plan: the values kept, by slot.
        notes: what went wrong, in words.
    """

    turns: int = 0
    asides: int = 0
    again: int = 0
    offered: int = 0
    plan: dict[str, Value] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class Player:
    """A persona at the keyboard."""

    def __init__(self, persona: Persona, mode: str, door: Door) -> None:
        """Sit down."""
        self._persona, self._mode, self._door = persona, mode, door
        self._played = Played()
        self._tries: dict[str, int] = {}
        self._aside = set(persona.asides)
        self._to_correct = persona.corrects is not None

    def play(self, opening: Reply) -> Played:
        """Talk until nothing is asked.

        Raises:
            NotMeasured: there is always something to ask.
        """
        turn = opening
        while turn["question"] is not None:
            if self._played.turns > MOST_TURNS:
                raise NotMeasured(f"{self._persona.id}, {self._mode}: no end after {MOST_TURNS} turns")
            turn = self._say(turn["question"])
        return self._played

    def _say(self, question: Mapping[str, Any]) -> Reply:
        slot = sharing_slot(question["section"]) if question["name"] == "sharing" else question["name"]
        if slot in self._aside:
            self._aside.remove(slot)
            return self._besides(self._persona.aside(slot, self._mode))
        if self._to_correct and self._persona.corrects and slot == self._persona.corrects["at"]:
            self._to_correct = False
            return self._besides(self._persona.correction(self._mode))
        self._played.turns += 1
        if {choice["value"] for choice in question["choices"]} == OFFER_ANSWERS and slot not in STEPS:
            self._played.offered += 1
            return self._tap("yes" if self._is_so(slot, question["text"]) else "no")
        return self._answer(slot, question)

    def _is_so(self, asked: str, offer: str) -> bool:
        """Return whether "Did you mean: …?" names what is so of this learner, and nothing else."""
        meant = offer.removeprefix("Did you mean: ").removesuffix("?")
        return any(
            _names(meant.removeprefix(f"{wording.heading(slot)}: "), slot, as_list(turn["value"]))
            for slot, turn in self._persona.turns.items()
            if slot == asked or meant.startswith(f"{wording.heading(slot)}: ")
        )

    def _besides(self, words: str) -> Reply:
        self._played.asides += 1
        return self._door.say({"text": words})[0]

    def _answer(self, slot: str, question: Mapping[str, Any]) -> Reply:
        self._count(slot)
        if slot in STEPS and slot not in self._persona.turns:
            return self._tap(self._persona.path if slot == "begin" else STEP_ANSWERS[slot])
        if self._tries[slot] > MOST_TRIES + 1:
            return self._door.say({"command": "skip"})[0]
        if slot not in self._persona.turns:
            self._note(f"{slot} was asked, and is not so of this learner")
            return self._door.say({"command": "skip"})[0]
        tappable = question["choices"] and self._persona.turns[slot]["value"] is not None
        if tappable and (self._mode == TAPPED or self._tries[slot] > MOST_TRIES):
            return self._tap_value(slot)
        return self._door.say({"text": self._persona.said(slot, self._mode)})[0]

    def _count(self, slot: str) -> None:
        self._tries[slot] = self._tries.get(slot, 0) + 1
        if self._tries[slot] > 1:
            self._played.again += 1
            said = self._persona.said(slot, self._mode) if slot in self._persona.turns else ""
            self._note(f"{slot} was asked again after {said!r}")

    def _tap_value(self, slot: str) -> Reply:
        value = self._persona.turns[slot]["value"]
        if value == "skipped":
            return self._door.say({"command": "skip"})[0]
        return self._tap(*as_list(value))

    def _tap(self, *values: str) -> Reply:
        return self._door.say({"choices": list(values)})[0]

    def _note(self, words: str) -> None:
        self._played.notes.append(f"{self._persona.id}, {self._mode}: {words}")


def _names(meant: str, slot: str, values: list[str]) -> bool:
    left = meant
    for value in values:
        label = wording.label(slot, value)
        if label not in left:
            return False
        left = left.replace(label, "", 1)
    return not left.strip(", ")


def kept(plan: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values that a plan of the chat API holds, by slot."""
    values = {slot: comparable(answer["value"]) for slot, answer in plan["answers"].items()}
    return values | {sharing_slot(section): value for section, value in plan["sharing"].items()}
