"""What a text is about: each training example speaks for its intent, by its words and by its meaning."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from bot.assistant.kernel_regression import Floats, KernelRegression, log_shares, product
from bot.assistant.ngrams import Ngrams

# Chosen on the validation parts of public sets (docs/decisions/no-diet-but-our-own-classifier.md).
MEANING = 8.0  # how much meaning counts, where words count 1 and groups of letters 1
SHARPNESS = 2.0  # how much less than the nearest a far meaning counts
NEARNESS = 2.0  # how much the nearest meaning counts for accepting an intent at all, where words count 1
FACTORS = np.geomspace(0.2, 5, 40)
FOLDS = 5
ENOUGH_HELD = 600  # examples: to hold out more of them tells little more, and takes longer
REFUSED = 0.05  # of the examples that are read rightly where they are held out


@dataclass(frozen=True, slots=True)
class Understood:
    """The likeliest intents of a text, each with its chance, and whether the first is likely enough."""

    ranking: list[tuple[str, float]]
    accepted: bool
    acceptance: float


class IntentModel:
    """Tells intents apart, and says when a text is like none of them."""

    def __init__(
        self, intents: list[str], examples: Examples, regression: KernelRegression, calm: float, enough: float
    ) -> None:
        """Keep what was learnt.

        Args:
            intents: their names.
            examples: what texts are compared with.
            regression: what each example says for each intent.
            calm: what logarithms are multiplied by, so that chances come true.
            enough: the least acceptance at which an intent is taken.
        """
        self.intents = intents
        self.examples = examples
        self.regression = regression
        self.calm = calm
        self.enough = enough

    @classmethod
    def learn(
        cls, texts: Sequence[str], vectors: Floats, intents: Sequence[str], said_by_people: int
    ) -> IntentModel:
        """Learn from examples.

        Args:
            texts: with spelling put right.
            vectors: (texts, 384), rows of length 1.
            intents: what each is about.
            said_by_people: so many texts, the first ones, are like those that will come.
        """
        names, wanted = np.unique(intents, return_inverse=True)
        examples = Examples.learn(texts, vectors)
        alike, near = examples.alike(examples.rows, vectors)
        held, said, nearest = _as_if_new(alike, near, wanted, said_by_people)
        right = said.argmax(axis=1) == wanted[held]
        enough = float(np.quantile((said.max(axis=1) + nearest)[right], REFUSED)) if right.any() else -np.inf
        regression = KernelRegression.fit(alike, wanted, len(names))
        return cls(names.tolist(), examples, regression, _calm(said, wanted[held]), enough)

    def understand(self, text: str, vector: Floats, most: int = 10) -> Understood:
        """Return what a text is about.

        Args:
            text: with spelling put right.
            vector: (384,), of length 1.
            most: how many intents to rank.
        """
        alike, near = self.examples.alike(self.examples.ngrams.rows([text]), vector[None])
        said = self.regression.say(alike)[0]
        chances = np.exp(log_shares(self.calm * said))
        best = np.argsort(-chances, kind="stable")[:most]
        acceptance = float(said.max() + near.max())
        ranking = [(self.intents[at], float(chances[at])) for at in best]
        return Understood(ranking, acceptance >= self.enough, acceptance)

    def save(self, folder: Path) -> None:
        """Write numbers and JSON, nothing that could run when it is read."""
        content = {"intents": self.intents, "calm": self.calm, "enough": self.enough}
        content["vocabulary"] = list(self.examples.ngrams.vocabulary)
        (folder / "intents.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        rows = self.examples.rows
        np.savez(
            folder / "intents.npz", weights=self.examples.ngrams.weights, vectors=self.examples.vectors,
            values=rows.data, columns=rows.indices, ends=rows.indptr,
            speaks=self.regression.speaks, bias=self.regression.bias,
        )  # fmt: skip

    @classmethod
    def read(cls, folder: Path) -> IntentModel:
        """Read what ``save`` wrote.

        Raises:
            FileNotFoundError: nothing was saved there.
        """
        content = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        vocabulary = {found: at for at, found in enumerate(content["vocabulary"])}
        with np.load(folder / "intents.npz", allow_pickle=False) as kept:
            shape = (len(kept["ends"]) - 1, len(vocabulary))
            rows = csr_matrix((kept["values"], kept["columns"], kept["ends"]), shape=shape)
            examples = Examples(Ngrams(vocabulary, kept["weights"]), rows, kept["vectors"])
            regression = KernelRegression(kept["speaks"], kept["bias"])
        return cls(content["intents"], examples, regression, content["calm"], content["enough"])


class Examples:
    """What texts are compared with."""

    def __init__(self, ngrams: Ngrams, rows: csr_matrix, vectors: Floats) -> None:
        """Keep the examples by their words (examples, columns) and by their meaning (examples, 384)."""
        self.ngrams = ngrams
        self.rows = rows
        self.vectors = vectors
        self._columns = rows.T.tocsr()

    @classmethod
    def learn(cls, texts: Sequence[str], vectors: Floats) -> Examples:
        """Learn which words there are."""
        ngrams = Ngrams.learn(texts)
        return cls(ngrams, ngrams.rows(texts), vectors)

    def alike(self, rows: csr_matrix, vectors: Floats) -> tuple[Floats, Floats]:
        """Return two tables (texts, examples): how alike each two are, to tell apart and to accept by."""
        cosines = product(vectors, self.vectors.T)
        words = (rows @ self._columns).toarray()
        return words + MEANING * np.exp(SHARPNESS * (cosines - 1)), words + NEARNESS * cosines


def _as_if_new(
    alike: Floats, near: Floats, wanted: NDArray[np.intp], count: int
) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return what is said of examples by others than themselves, and how near the nearest of those is.

    Returns:
        (held,) places among the first ``count`` examples, (held, intents), and (held,).
    """
    intents = int(wanted.max()) + 1
    places, said, nearest = [np.zeros(0, np.intp)], [np.zeros((0, intents), np.float32)], [np.zeros(0)]
    for held, rest in _folds(wanted, count):
        found = KernelRegression.fit(alike[np.ix_(rest, rest)], wanted[rest], intents)
        places.append(held)
        said.append(found.say(alike[np.ix_(held, rest)]))
        nearest.append(near[np.ix_(held, rest)].max(axis=1))
    return np.concatenate(places), np.concatenate(said), np.concatenate(nearest)


def _folds(wanted: NDArray[np.intp], count: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Give parts of the first examples to hold out, each with some of every intent, and all that remain."""
    turn = np.full(len(wanted), FOLDS)
    for intent in np.unique(wanted[:count]):
        places = np.flatnonzero(wanted[:count] == intent)
        turn[places] = (np.arange(len(places)) + intent) % FOLDS
    for fold in range(FOLDS):
        if (turn < fold).sum() >= ENOUGH_HELD:
            return
        held, rest = np.flatnonzero(turn == fold), np.flatnonzero(turn != fold)
        if len(held) and len(rest):
            yield held, rest


def _calm(said: Floats, wanted: NDArray[np.intp]) -> float:
    """Return the factor with which the chances of what was held out come truest (temperature scaling)."""
    told = np.isfinite(said[np.arange(len(wanted)), wanted])  # an intent with one example is never held out
    said, wanted = said[told], wanted[told]
    if not len(said):
        return 1.0
    places = np.arange(len(wanted))
    truth = [log_shares(np.float32(by) * said)[places, wanted].mean() for by in FACTORS]
    return float(FACTORS[int(np.argmax(truth))])
