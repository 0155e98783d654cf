"""The intent classifier in Rasa's pipeline; what it knows is in ``intent_model.py``."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as NOT_UNDERSTOOD
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import intent_model, kernel_regression, ngrams
from bot.assistant.fingerprints import fingerprint_of
from bot.assistant.intent_model import IntentModel
from bot.assistant.vectors import VECTOR, SentenceEncoder, SentenceVectors, typed

ACCEPTANCE = "acceptance"  # how like the examples of any intent a text is; on no scale


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LikenessIntentClassifier(GraphComponent, IntentClassifier):
    """Takes a message for the intent whose examples it is most like, or for ``nlu_fallback``."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        """Keep where to store what is learnt, and what was learnt before."""
        self._most = int(config["ranking_length"])
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def required_components(cls) -> list[type]:
        """Return what must come before."""
        return [SentenceEncoder]

    @staticmethod
    def required_packages() -> list[str]:
        """Return what has to be installed."""
        return ["scipy", "sklearn"]

    @staticmethod
    def fingerprint_addon(_config: dict[str, Any]) -> str:
        """Return what else the classifier follows from."""
        return fingerprint_of([intent_model, kernel_regression, ngrams])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return how many intents are ranked."""
        return {"ranking_length": 10}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LikenessIntentClassifier:
        """Make one that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LikenessIntentClassifier:
        """Make one from a trained model.

        Raises:
            ValueError: the model holds nothing of it.
        """
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.read(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent, and from the names of the intents.

        Raises:
            ValueError: there is nothing to learn from.
        """
        examples = [each for each in training_data.intent_examples if each.get(INTENT) and typed(each)]
        if not examples:
            raise ValueError("No example has an intent: there is nothing to learn.")
        intents = [each.get(INTENT) for each in examples]
        names = sorted(set(intents))
        named = [name.replace("_", " ") for name in names]
        vectors = np.stack([np.asarray(each.get(VECTOR)) for each in examples])
        vectors = np.concatenate([vectors, SentenceVectors.build().encode(named)])
        texts = [*map(typed, examples), *named]
        self._model = IntentModel.learn(texts, vectors, [*intents, *names], len(examples))
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Say what each message is about; a tap holds no words, and needs no guess."""
        if self._model is None:
            raise RuntimeError("LikenessIntentClassifier is used before it is trained")
        for message in messages:
            if text := typed(message):
                ranking = self._rank(text, message)
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, text: str, message: Message) -> list[dict[str, Any]]:
        vector = message.get(VECTOR)
        if vector is None or self._model is None:  # the encoder failed: nothing is guessed
            return [_said(NOT_UNDERSTOOD, 0.0)]
        found = self._model.understand(text, np.asarray(vector), self._most)
        message.set(ACCEPTANCE, found.acceptance, add_to_output=True)
        ranking = [_said(name, chance) for name, chance in found.ranking]
        if found.accepted:
            return ranking
        return [_said(NOT_UNDERSTOOD, 1 - found.ranking[0][1]), *ranking]


def _said(name: str, chance: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance}
