"""The second safety net, last in Rasa's pipeline: phrases again, and likeness to how worries are told."""

from __future__ import annotations

import inspect
import logging
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
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

from bot import safeguarding
from bot.assistant import likeness, wording
from bot.assistant.component import TrainedComponent
from bot.assistant.likeness import Encode, Floats, Likeness
from bot.assistant.vectors import ENCODER, TWICE, SentenceVectors, typed
from bot.reference import told
from bot.reference.concerns import watchlist
from bot.safeguarding import UNKNOWN, Concern

CONCERN = "safeguarding_concern"

_log = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafeguardingNet(TrainedComponent[Likeness], IntentClassifier):
    """Overrules every other component: a concern is the intent, and no value of the message is kept.

    ``concern`` on the message says of which category and severity, for the action that answers.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return no options: safety is not configured away."""
        return {}

    @staticmethod
    def required_packages() -> list[str]:
        """Return what has to be installed."""
        return ["sklearn"]

    @staticmethod
    def fingerprint_addon(_config: dict[str, Any]) -> str:
        """Return the digest of what is learnt from, and of how: Rasa trains anew where it changed."""
        return told.digest() + "".join(map(inspect.getsource, (likeness, wording)))

    @classmethod
    def read(cls, folder: Path) -> Likeness:
        """Read what tellings are like."""
        return Likeness.read(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how worries are told (``bot/reference/told``), beside all that is not one."""
        others = [text for example in training_data.intent_examples if (text := example.get(TEXT))]
        return self.keep(Likeness.fit(SentenceVectors.build(), told.told(), told.ordinary(), others))

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at every typed text; a payload is a tap and holds no words."""
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/") and (concern := self._find(text, message)):
                _overrule(message, concern)
        return messages

    def _find(self, text: str, message: Message) -> Concern | None:
        found = safeguarding.check(text, watchlist())
        return found.concern or self._find_likeness(text, message, found.hint)

    def _find_likeness(self, text: str, message: Message, hint: Concern | None) -> Concern | None:
        """Return the concern that the message is like; where that cannot be told in time, the worst."""
        try:
            texts, same = parts(text, typed(message)), len(versions(text, typed(message)))
            return self.learnt().find(texts, encode_parts_of(message), hint, same)
        except Exception as error:
            _log.error("the likeness check failed: %s", type(error).__name__)
            return UNKNOWN


def versions(text: str, spelt: str) -> list[str]:
    """Return a message as typed, and with its spelling put right if more than capitals differ."""
    return [text] if _bare(text) == _bare(spelt) else [text, spelt]


def parts(text: str, spelt: str) -> list[str]:
    """Return what is looked at: the versions of a message, and each clause of the last one."""
    looked_at = versions(text, spelt)
    looked_at += safeguarding.clauses(looked_at[-1])
    return list({_bare(part): part for part in reversed(looked_at)}.values())[::-1]


def _bare(text: str) -> str:
    return text.lower().replace("'", "").replace("’", "").strip(" .!?")


def encode_parts_of(message: Message) -> Encode:
    """Return what gives parts of a message their vectors (768); of the whole, the message has it already.

    It raises ``TooSlow`` where the time was up before all of them were there.
    """
    encoder, known, until = message.get(ENCODER), message.get(TWICE), safeguarding.deadline()

    def vector(text: str) -> Floats:
        safeguarding.keep_time(until)
        whole = known is not None and text == typed(message)
        found: Floats = known.reshape(1, -1) if whole else encoder.encode_twice([text])
        return found

    return lambda texts: np.concatenate([vector(text) for text in texts])


def _overrule(message: Message, concern: Concern) -> None:
    intent = {INTENT_NAME_KEY: CONCERN, PREDICTED_CONFIDENCE_KEY: 1.0}
    message.set(INTENT, intent, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
    message.set(ENTITIES, [], add_to_output=True)
    told = {"category": concern.category, "severity": concern.severity}
    message.set("concern", told, add_to_output=True)
