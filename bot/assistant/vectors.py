"""What a sentence means as 384 numbers: the encoder, and the component that gives each message its vector.

One component runs the encoder; all others read ``sentence_vector`` from the message.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.assistant import encoder
from bot.assistant.component import TrainedComponent

SPELT = "spelt"  # a message's text with spelling put right, where the pipeline has a speller
VECTOR = "sentence_vector"
TWICE = "sentence_vectors"  # that and the middle layer's, as ``SentenceVectors.encode_twice`` gives them
ENCODER = "encoder"  # the encoder itself, on messages that are understood, for who looks at parts of them
MANY = 100  # texts: so many are shared out among the cores
FILES = ("encoder.onnx", "tokenizer.json")

_log = logging.getLogger(__name__)


class SentenceVector(np.ndarray[Any, np.dtype[np.float32]]):
    """One vector, which can tell Rasa quickly whether it is the same as before."""

    def fingerprint(self) -> str:
        """Return a hash of the numbers; Rasa would write them all out as text."""
        return hashlib.sha256(self.tobytes()).hexdigest()


class SentenceVectors:
    """The encoder: sentences with like meaning get vectors with a cosine near 1."""

    def __init__(self, model: bytes, tokenizer: bytes) -> None:
        """Make ready to run, on one thread: messages are short and come one at a time."""
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(encoder.LONGEST)

    @classmethod
    def build(cls) -> SentenceVectors:
        """Make one from the published weights, which takes about a second: for training, not for serving."""
        return cls(*_built())

    @classmethod
    def read(cls, folder: Path) -> SentenceVectors:
        """Make one from a trained model's folder."""
        return cls(*((folder / name).read_bytes() for name in FILES))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, 384), each row of length 1.

        Each text is run on its own, so that its vector never depends on what stands beside it.
        """
        return self._encode(texts, ["vector"])

    def encode_twice(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, 768): beside each vector that of the middle layer, which is nearer to the words.

        The two halves count alike; each row is of length 1.
        """
        return self._encode(texts, ["vector", "middle"]) / np.float32(np.sqrt(2))

    def _encode(self, texts: Sequence[str], outputs: list[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, encoder.WIDTH * len(outputs)), dtype=np.float32)
        if len(texts) < MANY:
            return np.concatenate([self._run(text, outputs) for text in texts])
        with ThreadPoolExecutor() as pool:  # at training: the encoder lets go of Python's lock
            return np.concatenate(list(pool.map(lambda text: self._run(text, outputs), texts)))

    def _run(self, text: str, outputs: list[str]) -> NDArray[np.float32]:
        words = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        found = self._session.run(outputs, {"words": words})
        return np.concatenate([vector / np.linalg.norm(vector) for vector in found], axis=1)


@cache
def _built() -> tuple[bytes, bytes]:
    """Return the contents of ``FILES``, made from what is published; several parts need them at training."""
    return encoder.build(encoder.weights()), encoder.published("tokenizer.json")


def typed(message: Message) -> str:
    """Return a message's text with spelling put right, or as it is; empty for a tap, which holds no words."""
    text = message.get(TEXT) or ""
    return "" if text.startswith("/") else message.get(SPELT) or text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(TrainedComponent[SentenceVectors]):
    """Sets ``sentence_vector`` on each message that has words.

    "Training" puts the built encoder into the model, so that the model can be served by itself.
    """

    @staticmethod
    def required_packages() -> list[str]:
        """Return what has to be installed."""
        return ["onnx", "onnxruntime", "safetensors", "tokenizers"]

    @staticmethod
    def fingerprint_addon(_config: dict[str, Any]) -> str:
        """Return what the built encoder follows from, beside this class: Rasa keeps what it built before."""
        return hashlib.sha256(Path(encoder.__file__).read_bytes()).hexdigest()

    @classmethod
    def read(cls, folder: Path) -> SentenceVectors:
        """Read the encoder."""
        return SentenceVectors.read(folder)

    def train(self, training_data: TrainingData) -> Resource:
        """Build the encoder and store it.

        Raises:
            WrongWeights: the published files are not there, or are others.
        """
        with self._model_storage.write_to(self._resource) as folder:
            for name, content in zip(FILES, _built(), strict=True):
                (folder / name).write_bytes(content)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give each example its vector."""
        examples = [each for each in training_data.training_examples if typed(each)]
        for message, vector in zip(examples, self.learnt().encode([*map(typed, examples)]), strict=True):
            message.set(VECTOR, vector.view(SentenceVector))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message that has words its vector, and the encoder for parts of them.

        A fault leaves it without a vector: the safety net then shows help, and nothing is guessed.
        """
        vectors = self.learnt()
        for message in messages:
            message.set(ENCODER, vectors)
            try:
                self._encode(message)
            except Exception as error:
                _log.error("the encoder failed: %s", type(error).__name__)
        return messages

    def _encode(self, message: Message) -> None:
        if text := typed(message):
            both = self.learnt().encode_twice([text])[0].view(SentenceVector)
            message.set(TWICE, both)
            message.set(VECTOR, both[: encoder.WIDTH] * np.float32(np.sqrt(2)))
