"""The second safety net, last in Rasa's pipeline: phrases again, and likeness to how worries are told."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, load_npz, save_npz  # type: ignore[import-untyped]
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

from bot import safeguarding
from bot.reference.concerns import watchlist
from bot.safeguarding import UNKNOWN, Concern

CONCERN = "safeguarding_concern"
ORDINARY_LET_THROUGH = 0.995  # of the examples of all other intents
LEAST_LIKENESS = 0.65  # measured: takes under 1 % of ordinary messages, traps among them, for concerns
UNNAMED = Concern("unknown", "soon")  # a likeness whose example no phrase names

_log = logging.getLogger(__name__)


class Likeness:
    """How much a text is like a disclosure: the cosine to the nearest example.

    It is taken over the TF-IDF of groups of letters, of the text as it was typed: this net shares
    nothing with the phrases of the first one, and misspelling matters little to it.
    """

    def __init__(
        self, vectorizer: TfidfVectorizer, examples: csr_matrix, told: list[Concern], enough: float
    ) -> None:
        """Keep what was fitted.

        Args:
            vectorizer: fitted on the examples of every intent.
            examples: (disclosures, groups of letters), each row of length 1.
            told: what each disclosure tells of.
            enough: the cosine from which on a text is a concern.
        """
        self.vectorizer = vectorizer
        self.examples = examples
        self.told = told
        self.enough = enough

    @classmethod
    def fit(cls, disclosures: Sequence[str], ordinary: Sequence[str]) -> Likeness:
        """Learn from examples; ``enough`` is set by how alike the ordinary ones are to disclosures."""
        vectorizer = _vectorizer().fit([*disclosures, *ordinary])
        examples = vectorizer.transform(disclosures)
        told = [safeguarding.assess(text, watchlist()) or UNNAMED for text in disclosures]
        alike = (vectorizer.transform(ordinary) @ examples.T).max(axis=1).toarray() if ordinary else [0]
        enough = max(LEAST_LIKENESS, float(np.quantile(alike, ORDINARY_LET_THROUGH)))
        return cls(vectorizer, examples, told, enough)

    def find(self, text: str) -> Concern | None:
        """Return what the nearest disclosure tells of, if ``text`` is near enough to it."""
        alike = (self.examples @ self.vectorizer.transform([text]).T).toarray().ravel()
        nearest = int(alike.argmax())
        return self.told[nearest] if alike[nearest] >= self.enough else None

    def save(self, folder: Path) -> None:
        """Write numbers and JSON, nothing that could run when it is read."""
        save_npz(folder / "examples.npz", self.examples)
        content = {
            "vocabulary": {group: int(column) for group, column in self.vectorizer.vocabulary_.items()},
            "idf": self.vectorizer.idf_.tolist(),
            "told": [[concern.category, concern.severity] for concern in self.told],
            "enough": self.enough,
        }
        (folder / "likeness.json").write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Likeness:
        """Read what ``save`` wrote.

        Raises:
            FileNotFoundError: nothing was saved there.
        """
        content = json.loads((folder / "likeness.json").read_text(encoding="utf-8"))
        vectorizer = _vectorizer(content["vocabulary"])
        vectorizer.idf_ = np.array(content["idf"])
        told = [Concern(*concern) for concern in content["told"]]
        return cls(vectorizer, load_npz(folder / "examples.npz"), told, content["enough"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafeguardingNet(GraphComponent, IntentClassifier):
    """Overrules every other component: a concern is the intent, and no value of the message is kept.

    ``concern`` on the message says of which category and severity, for the action that answers.
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, likeness: Likeness | None = None
    ) -> None:
        """Keep where to store what is learnt, and what was learnt before."""
        self._model_storage = model_storage
        self._resource = resource
        self._likeness = likeness

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return no options: safety is not configured away."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafeguardingNet:
        """Make one that has learnt nothing yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafeguardingNet:
        """Make one from a trained model.

        Raises:
            ValueError: the model holds nothing of it; a model without its net is not served.
        """
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Likeness.read(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of ``safeguarding_concern`` and of all other intents."""
        texts: dict[bool, list[str]] = {True: [], False: []}
        for example in training_data.intent_examples:
            if example.get(TEXT):
                texts[example.get(INTENT) == CONCERN].append(example.get(TEXT))
        self._likeness = Likeness.fit(texts[True], texts[False])
        with self._model_storage.write_to(self._resource) as folder:
            self._likeness.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at every typed text; a payload is a tap and holds no words."""
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/") and (concern := self._find(text)):
                _overrule(message, concern)
        return messages

    def _find(self, text: str) -> Concern | None:
        return safeguarding.check(text, watchlist()) or self._find_likeness(text)

    def _find_likeness(self, text: str) -> Concern | None:
        try:
            return self._likeness.find(text) if self._likeness else UNKNOWN
        except Exception as error:
            _log.error("the likeness check failed: %s", type(error).__name__)
            return UNKNOWN


def _overrule(message: Message, concern: Concern) -> None:
    intent = {INTENT_NAME_KEY: CONCERN, PREDICTED_CONFIDENCE_KEY: 1.0}
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
    message.set(ENTITIES, [], add_to_output=True)
    told = {"category": concern.category, "severity": concern.severity}
    message.set("concern", told, add_to_output=True)


def _vectorizer(vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode",
        vocabulary=vocabulary,
    )  # fmt: skip
