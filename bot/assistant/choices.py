"""Offers the choice that an unread answer comes near to: "Did you mean …?". It never takes one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant.component import TrainedComponent
from bot.assistant.vectors import VECTOR, SentenceVectors
from bot.questions import BY_NAME, Kind, section_of_slot
from bot.reading import Phrases, Vocabulary, expanded
from bot.reference.vocabulary import vocabulary

DOUBTFUL = "doubtful"
# The classifier took the text for an answer, or for nothing that it knows.
UNREAD = frozenset({"inform", "nlu_fallback", "out_of_scope"})
MOST_PHRASES = 50  # of one value: enough of the ways to say it, without one value crowding out the others
FILE = "choices.npz"


@dataclass(frozen=True, slots=True)
class Near:
    """The value that a text comes nearest to, how near (a cosine), and how far ahead of the next value."""

    value: str
    cosine: float
    ahead: float


class ChoiceVectors:
    """The vectors of the phrases of each question's values."""

    def __init__(
        self, values: Mapping[str, NDArray[Any]], vectors: Mapping[str, NDArray[np.float32]]
    ) -> None:
        """Keep them.

        Args:
            values: by question, (phrases,) the value that each phrase means.
            vectors: by question, (phrases, 384), rows of length 1.
        """
        self._values = values
        self._vectors = vectors

    @classmethod
    def of(cls, known: Vocabulary, encoder: SentenceVectors) -> ChoiceVectors:
        """Encode the phrases of every question that has choices."""
        said = {name: list(_phrases(phrases)) for name, phrases in known.questions.items() if phrases.values}
        return cls(
            {name: np.array([value for value, _ in pairs]) for name, pairs in said.items()},
            {name: encoder.encode([phrase for _, phrase in pairs]) for name, pairs in said.items()},
        )

    def nearest(self, question: str, vector: NDArray[np.float32]) -> Near | None:
        """Return the value nearest to a text's vector, or None where the question has no choices."""
        if question not in self._values:
            return None
        values, alike = self._values[question], self._vectors[question] @ vector
        best = sorted((float(alike[values == value].max()), str(value)) for value in np.unique(values))
        (cosine, value), next_best = best[-1], best[-2][0] if len(best) > 1 else 0.0
        return Near(value, cosine, cosine - next_best)

    def save(self, folder: Path) -> None:
        """Write them; half the precision is enough to compare by."""
        arrays = {f"values/{name}": values for name, values in self._values.items()}
        arrays |= {f"vectors/{name}": rows.astype(np.float16) for name, rows in self._vectors.items()}
        np.savez_compressed(folder / FILE, **arrays)

    @classmethod
    def read(cls, folder: Path) -> ChoiceVectors:
        """Read what ``save`` wrote."""
        with np.load(folder / FILE, allow_pickle=False) as kept:
            names = [name.removeprefix("values/") for name in kept.files if name.startswith("values/")]
            return cls(
                {name: kept[f"values/{name}"] for name in names},
                {name: kept[f"vectors/{name}"].astype(np.float32) for name in names},
            )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ChoiceOffer(TrainedComponent[ChoiceVectors]):
    """Looks at what nobody could read as an answer, and offers the choice it comes near to."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return how near a text must come to one value, and how far ahead of the next, to be offered.

        Both were chosen on tests/data/practice. The digest makes Rasa train anew where a phrase changed.
        """
        return {"near": 0.55, "ahead": 0.08, "digest": _digest(vocabulary())}

    @classmethod
    def read(cls, folder: Path) -> ChoiceVectors:
        """Read the vectors of all choices."""
        return ChoiceVectors.read(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Encode the phrases of all choices."""
        return self.keep(ChoiceVectors.of(vocabulary(), SentenceVectors.build()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Offer a choice for each message that was not read."""
        for message in messages:
            asked = (message.get("metadata") or {}).get("asked")
            if asked and _is_unread(message) and (near := self._find(asked, message)):
                _offer(message, asked, near.value)
        return messages

    def _find(self, asked: str, message: Message) -> Near | None:
        vector = message.get(VECTOR)
        if vector is None:
            return None
        near = self.learnt().nearest("sharing" if section_of_slot(asked) else asked, np.asarray(vector))
        enough = near and near.cosine >= self._config["near"] and near.ahead >= self._config["ahead"]
        return near if enough else None


def _phrases(phrases: Phrases) -> Iterator[tuple[str, str]]:
    for value, said in phrases.values.items():
        every = list(dict.fromkeys([value.replace("_", " "), *expanded(said)]))
        step = max(len(every) // MOST_PHRASES, 1)  # one family of phrases stands together in the list
        yield from ((value, phrase) for phrase in every[::step][:MOST_PHRASES])


def _digest(known: Vocabulary) -> str:
    said = repr([(name, sorted(phrases.values.items())) for name, phrases in sorted(known.questions.items())])
    return hashlib.sha256(said.encode()).hexdigest()


def _is_unread(message: Message) -> bool:
    """Return whether a text is no answer yet, and no question of the learner's own."""
    asks = str(message.get("text")).rstrip().endswith("?")
    return (message.get(INTENT) or {}).get("name") in UNREAD and not message.get(ENTITIES) and not asks


def _offer(message: Message, asked: str, value: str) -> None:
    several = asked in BY_NAME and BY_NAME[asked].kind is Kind.SOME
    offered = {"slot": asked, "value": [value] if several else value}
    message.set(INTENT, {"name": DOUBTFUL, "confidence": 1.0}, add_to_output=True)
    message.set(
        ENTITIES,
        [{"entity": DOUBTFUL, "start": 0, "end": 0, "value": offered, "extractor": ChoiceOffer.__name__}],
        add_to_output=True,
    )
