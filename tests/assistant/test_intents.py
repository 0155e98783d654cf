"""The intent classifier: told apart by words and by meaning, sure only where it may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.assistant.intent_model import IntentModel
from bot.assistant.intents import LikenessIntentClassifier
from bot.assistant.kernel_regression import PENALTY, KernelRegression, log_shares
from bot.assistant.ngrams import Ngrams
from bot.assistant.vectors import VECTOR, SentenceVector, SentenceVectors

SAID = {
    "joke": (
        "tell me a joke", "say something funny", "make me laugh", "do you know any jokes",
        "another joke please", "i want to hear a joke", "cheer me up with a joke", "got any good jokes",
    ),
    "about_bus": (
        "is there a bus to college", "how do i get there by bus", "which bus do i take", "do buses run early",
        "what does the bus cost", "can i get a bus pass", "when is the last bus", "the bus is late",
    ),
    "stop": (
        "i want to stop", "can we end this now", "no more questions please", "lets finish here", "stop it",
        "i am done for today", "that is enough now", "quit",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def vectors() -> SentenceVectors:
    return SentenceVectors.build()


def examples(vectors: SentenceVectors) -> list[Message]:
    pairs = [(text, intent) for intent, texts in SAID.items() for text in texts]
    rows = vectors.encode([text for text, _ in pairs])
    return [
        Message({TEXT: text, INTENT: intent, VECTOR: row.view(SentenceVector)})
        for (text, intent), row in zip(pairs, rows, strict=True)
    ]


@pytest.fixture(scope="module")
def trained(
    vectors: SentenceVectors, tmp_path_factory: pytest.TempPathFactory
) -> tuple[LikenessIntentClassifier, Path]:
    folder = tmp_path_factory.mktemp("model")
    storage, resource = LocalModelStorage(folder), Resource("intents")
    config = LikenessIntentClassifier.get_default_config()
    LikenessIntentClassifier(config, storage, resource).train(TrainingData(examples(vectors)))
    return LikenessIntentClassifier.load(config, storage, resource, None), folder  # type: ignore[arg-type]


def understand(
    trained: tuple[LikenessIntentClassifier, Path], vectors: SentenceVectors, text: str
) -> Message:
    message = Message({TEXT: text, VECTOR: vectors.encode([text])[0]})
    trained[0].process([message])
    return message


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("know any good jokes?", "joke"),
        ("say something hilarious", "joke"),
        ("does the 42 bus go to college", "about_bus"),
        ("public transport", "about_bus"),
        ("please stop", "stop"),
        ("can we leave it there", "stop"),
    ],
)
def test_a_new_text_is_understood(trained: Any, vectors: SentenceVectors, text: str, intent: str) -> None:
    ranking = understand(trained, vectors, text).get(INTENT_RANKING_KEY)
    assert next(each["name"] for each in ranking if each["name"] != "nlu_fallback") == intent


def test_what_is_surely_understood_is_taken(trained: Any, vectors: SentenceVectors) -> None:
    message = understand(trained, vectors, "tell me another joke")
    assert message.get(INTENT)["name"] == "joke"
    assert message.get(INTENT)["confidence"] > 0.5
    assert message.get(INTENT) == message.get(INTENT_RANKING_KEY)[0]


@pytest.mark.parametrize("text", ["qwzxkj vbnm", "the mitochondria make energy", "7 times 8", "👍"])
def test_what_is_like_no_example_is_not_understood(trained: Any, vectors: SentenceVectors, text: str) -> None:
    message = understand(trained, vectors, text)
    assert message.get(INTENT)["name"] == "nlu_fallback"
    names = [each["name"] for each in message.get(INTENT_RANKING_KEY)]
    assert names[0] == "nlu_fallback"
    assert sorted(names[1:]) == sorted(SAID)


def test_it_says_how_much_speaks_for_an_intent_at_all(trained: Any, vectors: SentenceVectors) -> None:
    surely = understand(trained, vectors, "tell me a joke").get("acceptance")
    hardly = understand(trained, vectors, "tell me about glaciers").get("acceptance")
    assert surely > hardly


def test_chances_add_up_to_one(trained: Any, vectors: SentenceVectors) -> None:
    ranking = understand(trained, vectors, "is there a bus").get(INTENT_RANKING_KEY)
    assert sum(each["confidence"] for each in ranking) == pytest.approx(1, abs=1e-5)


def test_a_tap_is_not_guessed_at(trained: Any) -> None:
    message = Message({TEXT: "/stop"})
    trained[0].process([message])
    assert message.get(INTENT) is None


def test_without_a_vector_nothing_is_guessed(trained: Any) -> None:
    message = Message({TEXT: "tell me a joke"})
    trained[0].process([message])
    assert message.get(INTENT) == {"name": "nlu_fallback", "confidence": 0.0}


def test_the_model_is_stored_as_numbers_and_json(trained: Any) -> None:
    files = {file.suffix for file in trained[1].rglob("*") if file.is_file()}
    assert files == {".json", ".npz"}


def test_without_examples_there_is_nothing_to_learn(tmp_path: Path) -> None:
    classifier = LikenessIntentClassifier({"ranking_length": 10}, LocalModelStorage(tmp_path), Resource("x"))
    with pytest.raises(ValueError, match="nothing to learn"):
        classifier.train(TrainingData())


@pytest.mark.parametrize("intents", [["a"] * 4, ["a", "b", "b", "c"], ["a", "a", "b", "b"]])
def test_few_examples_are_enough_to_learn_from(vectors: SentenceVectors, intents: list[str]) -> None:
    texts = ["one", "two words", "three more words", "and some more"]
    rows = vectors.encode(texts)
    model = IntentModel.learn(texts, rows, intents, len(texts))
    for text, row, intent in zip(texts, rows, intents, strict=True):
        assert model.understand(text, row).ranking[0][0] == intent


def test_equal_examples_with_different_intents_do_no_harm(vectors: SentenceVectors) -> None:
    texts = ["yes", "yes", "no", "nope"]
    model = IntentModel.learn(texts, vectors.encode(texts), ["a", "b", "c", "c"], len(texts))
    assert model.understand("no", vectors.encode(["no"])[0]).ranking[0][0] == "c"


def test_groups_of_letters_and_words_are_weighed_as_scikit_learn_weighs_them() -> None:
    texts = [text for said in SAID.values() for text in said]
    new = ["is there any bus", "stop stop stop", "zz"]
    reference = [
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    ]
    ngrams = Ngrams.learn(texts)
    ours = (ngrams.rows(new) @ ngrams.rows(texts).T).toarray()
    fitted = [each.fit(texts) for each in reference]
    theirs = sum((each.transform(new) @ each.transform(texts).T).toarray() for each in fitted)
    assert ours == pytest.approx(theirs, abs=1e-4)


@pytest.mark.parametrize("intents", [2, 3])
def test_regression_on_likeness_is_logistic_regression(intents: int) -> None:
    chance = np.random.default_rng(1)
    columns = chance.normal(size=(40, 6)).astype(np.float32)
    wanted = (columns[:, :intents] + chance.normal(size=(40, intents))).argmax(axis=1)
    new = chance.normal(size=(5, 6)).astype(np.float32)

    ours = KernelRegression.fit(columns @ columns.T, wanted, intents).say(new @ columns.T)

    plain = LogisticRegression(C=PENALTY, tol=1e-6, max_iter=1000).fit(columns, wanted)
    assert np.exp(log_shares(ours)) == pytest.approx(plain.predict_proba(new), abs=0.02)


def test_an_intent_without_examples_is_never_taken() -> None:
    alike = np.eye(2, dtype=np.float32)
    said = KernelRegression.fit(alike, np.array([0, 2]), 3).say(alike)
    assert said.argmax(axis=1).tolist() == [0, 2]
    assert said[:, 1].tolist() == [-np.inf, -np.inf]
