"""The intent classifier in Rasa's pipeline; what it knows is in ``intent_model.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as NOT_UNDERSTOOD
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import intent_model, kernel_regression, ngrams
from bot.assistant.component import TrainedComponent
from bot.assistant.fingerprints import fingerprint_of
from bot.assistant.intent_model import IntentModel
from bot.assistant.vectors import VECTOR, SentenceEncoder, SentenceVectors, typed

ACCEPTANCE = "acceptance"  # how like the examples of any intent a text is; on no scale


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LikenessIntentClassifier(TrainedComponent[IntentModel], IntentClassifier):
    """Takes a message for the intent whose examples it is most like, or for ``nlu_fallback``."""

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
    def read(cls, folder: Path) -> IntentModel:
        """Read what examples say."""
        return IntentModel.read(folder)

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
        return self.keep(IntentModel.learn(texts, vectors, [*intents, *names], len(examples)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Say what each message is about; a tap holds no words, and needs no guess."""
        model = self.learnt()
        for message in messages:
            if text := typed(message):
                ranking = self._rank(model, text, message)
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, model: IntentModel, text: str, message: Message) -> list[dict[str, Any]]:
        vector = message.get(VECTOR)
        if vector is None:  # the encoder failed: nothing is guessed
            return [_said(NOT_UNDERSTOOD, 0.0)]
        found = model.understand(text, np.asarray(vector), int(self._config["ranking_length"]))
        message.set(ACCEPTANCE, found.acceptance, add_to_output=True)
        ranking = [_said(name, chance) for name, chance in found.ranking]
        if found.accepted:
            return ranking
        return [_said(NOT_UNDERSTOOD, 1 - found.ranking[0][1]), *ranking]


def _said(name: str, chance: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance}
