"""The sentence encoder: what is built is what was published, and like meanings lie near each other."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer

from bot.assistant import encoder
from bot.assistant.vectors import SPELT, VECTOR, SentenceEncoder, SentenceVectors

SENTENCES = (
    "i want to work with animals",
    "how much does an apprentice get paid",
    "i cant do noisy places",
    "Do I have to do maths again, if I failed my GCSE?",
    "zzkq",
)


@pytest.fixture(scope="module")
def weights() -> dict[str, encoder.Floats]:
    return encoder.weights()


@pytest.fixture(scope="module")
def vectors() -> SentenceVectors:
    return SentenceVectors.build()


def as_published(text: str, named: dict[str, encoder.Floats]) -> encoder.Floats:
    """Return a sentence's vector, worked out plainly in full precision."""
    tokenizer = Tokenizer.from_buffer(encoder.published("tokenizer.json"))
    tokenizer.no_padding()
    words = tokenizer.encode(text).ids

    def normal(value: encoder.Floats, name: str) -> encoder.Floats:
        value = value - value.mean(-1, keepdims=True)
        spread = np.sqrt((value**2).mean(-1, keepdims=True) + encoder.EPSILON)
        return value / spread * named[f"{name}.weight"] + named[f"{name}.bias"]

    def times(value: encoder.Floats, name: str) -> encoder.Floats:
        return value @ named[f"{name}.weight"].T + named[f"{name}.bias"]

    def heads(value: encoder.Floats) -> encoder.Floats:
        return value.reshape(len(words), encoder.HEADS, -1).transpose(1, 0, 2)

    first = "embeddings"
    value = named[f"{first}.word_embeddings.weight"][words]
    value = value + named[f"{first}.position_embeddings.weight"][: len(words)]
    value = normal(value + named[f"{first}.token_type_embeddings.weight"][0], f"{first}.LayerNorm")
    for layer in range(encoder.LAYERS):
        name = f"encoder.layer.{layer}"
        query, key, content = (
            heads(times(value, f"{name}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        look = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1]))
        seen = (look / look.sum(-1, keepdims=True) @ content).transpose(1, 0, 2).reshape(len(words), -1)
        value = normal(
            value + times(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm"
        )
        wide = times(value, f"{name}.intermediate.dense")
        wide = wide * 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        value = normal(value + times(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
    mean = value.mean(0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_vector_is_nearly_that_of_the_published_model(
    vectors: SentenceVectors, weights: dict[str, encoder.Floats], text: str
) -> None:
    (vector,) = vectors.encode([text])
    assert vector @ as_published(text, weights) >= 0.98


def test_vectors_have_length_one(vectors: SentenceVectors) -> None:
    found = vectors.encode(SENTENCES)
    assert found.shape == (len(SENTENCES), encoder.WIDTH)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("said", "near", "far"),
    [
        ("i love looking after dogs", "i want to work with animals", "what is the weather"),
        ("is there a bus to college", "how do i travel there", "i like cooking"),
        ("loud rooms stress me out", "i cant do noisy places", "i am good at maths"),
        ("what will i earn", "how much does an apprentice get paid", "can i change my answer"),
    ],
)
def test_what_means_the_same_is_nearer(vectors: SentenceVectors, said: str, near: str, far: str) -> None:
    vector, wanted, other = vectors.encode([said, near, far])
    assert vector @ wanted > vector @ other + 0.1


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(vectors: SentenceVectors) -> None:
    alone = vectors.encode(["a vet"])[0]
    assert np.array_equal(vectors.encode([*SENTENCES, "a vet"])[-1], alone)


@pytest.mark.parametrize("text", ["", "?", "👍", "word " * 2000, "İ\u200b\x07"])
def test_any_text_has_a_vector(vectors: SentenceVectors, text: str) -> None:
    assert np.isfinite(vectors.encode([text])).all()


def test_no_texts_have_no_vectors(vectors: SentenceVectors) -> None:
    assert vectors.encode([]).shape == (0, encoder.WIDTH)


def test_the_same_weights_give_the_same_file(weights: dict[str, encoder.Floats]) -> None:
    assert encoder.build(weights) == encoder.build(dict(reversed(weights.items())))


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Elsewhere:
        def locate_file(self, name: str) -> Path:
            return tmp_path / Path(name).name

    (tmp_path / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(encoder, "distribution", lambda _name: Elsewhere())
    with pytest.raises(encoder.WrongWeights, match="not the file we know"):
        encoder.weights()


def test_weights_that_are_not_installed_are_missed_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PACKAGE", "no-such-package")
    with pytest.raises(encoder.WrongWeights, match="not installed"):
        encoder.weights()


def test_the_component_gives_messages_their_vectors_from_the_stored_model(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("encoder")
    SentenceEncoder({}, storage, resource).train(TrainingData())
    component = SentenceEncoder.load({}, storage, resource, None)  # type: ignore[arg-type]
    spelt, plain, tap = (
        Message({TEXT: "noizy places", SPELT: "noisy places"}),
        Message({TEXT: "noisy places"}),
        Message({TEXT: '/inform{"route": "college"}'}),
    )

    component.process_training_data(TrainingData([spelt, plain]))
    component.process([tap])

    assert np.array_equal(spelt.get(VECTOR), plain.get(VECTOR))
    assert spelt.get(VECTOR).fingerprint() == plain.get(VECTOR).fingerprint()
    assert tap.get(VECTOR) is None
    assert VECTOR not in plain.as_dict(only_output_properties=True)


def test_beside_its_meaning_a_sentence_has_a_vector_of_its_wording(vectors: SentenceVectors) -> None:
    found = vectors.encode_twice(SENTENCES)
    assert found.shape == (len(SENTENCES), 2 * encoder.WIDTH)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    meaning, wording = np.split(found * math.sqrt(2), 2, axis=1)
    assert meaning == pytest.approx(vectors.encode(SENTENCES), abs=1e-5)
    assert not np.allclose(meaning, wording, atol=0.1)


def test_a_text_that_cannot_be_encoded_is_left_without_a_vector(tmp_path: Path) -> None:
    class Broken:
        def encode(self, texts: list[str]) -> None:
            raise RuntimeError

    component = SentenceEncoder({}, LocalModelStorage(tmp_path), Resource("encoder"), Broken())  # type: ignore[arg-type]
    message = Message({TEXT: "noisy places"})
    component.process([message])
    assert message.get(VECTOR) is None
