"""How much a message is like the telling of a worry: by its meaning and its words, learnt from examples."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.model_selection import train_test_split  # type: ignore[import-untyped]
from sklearn.svm import SVC  # type: ignore[import-untyped]

from bot.assistant.kernel_regression import product
from bot.assistant.ngrams import Ngrams
from bot.assistant.vectors import SentenceVectors
from bot.assistant.wording import Wording
from bot.safeguarding import Concern

# Chosen on examples that were left out and on tests/data/practice; totals of tests/data/held_out, never its
# messages, were seen when ORDINARY_TAKEN was set.
# Of the messages in bot/reference/ordinary, each judged without having been seen. They are the hard ones:
# what is far from every telling teaches nothing and is not kept there. Of all messages, fewer are taken.
ORDINARY_TAKEN = 0.055
HINT = 0.5  # by how much a phrase that may tell of a worry lowers the margin that is enough
WORDING = 0.12  # how much the words count beside the meaning
# A clause with a lower margin by its words is not looked at for its meaning: of the messages to practise on
# none is found that way, and it takes most of the time.
UNLIKE = -2.0
NARROW = 256  # numbers of a vector that are compared: the directions in which the examples differ most
OTHERS = 3  # of so many messages that nobody would take for a worry, one is learnt from: more tell no more
WIDTH = 1.5  # of the kernel: how far an example reaches
COST = 10.0  # of an example on the wrong side
CACHE = 600  # megabytes, at training: with fewer, columns are copied over and over
LEFT_OUT = 1 / 3  # of the examples, to find out what is enough

Floats = NDArray[Any]
Encode = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, eq=False)
class Meaning:
    """A support vector machine over sentence vectors: tellings on one side, ordinary messages on the other.

    Args:
        axes: (768, narrow) the directions that are compared.
        examples: (kept, narrow) the messages that mark the border.
        weights: (kept,) how much each counts, below 0 for an ordinary one.
        offset: what is added to the weighted sum.
    """

    axes: Floats
    examples: Floats
    weights: Floats
    offset: float

    @cached_property
    def _table(self) -> Floats:
        return np.ascontiguousarray(self.examples.T)

    @cached_property
    def _squares(self) -> Floats:
        return _squares(self.examples)

    def alike(self, vectors: Floats) -> Floats:
        """Return (vectors, kept) how alike vectors (768) and examples are, from near 0 to 1."""
        return np.concatenate([self._alike_to(product(row, self.axes)) for row in vectors[:, None]])

    def _alike_to(self, row: Floats) -> Floats:
        return _near(2 * product(row, self._table) - _squares(row)[:, None] - self._squares)

    def of_alike(self, alike: Floats) -> Floats:
        """Return how far on the side of the tellings each vector lies."""
        found: Floats = alike @ self.weights + self.offset
        return found


@dataclass(frozen=True, eq=False)
class Likeness:
    """What a message means and how it is worded, added up.

    Args:
        meaning: by sentence vectors.
        wording: by words and letters.
        enough: the sum from which on a message is a concern.
        told: what each example of ``meaning`` tells of; None for an ordinary one.
    """

    meaning: Meaning
    wording: Wording
    enough: float
    told: Sequence[Concern | None]

    @classmethod
    def fit(
        cls,
        encoder: SentenceVectors,
        told: Mapping[str, Concern],
        ordinary: Sequence[str],
        others: Sequence[str] = (),
    ) -> Likeness:
        """Learn from examples; ``enough`` follows from how ordinary messages fare that were left out.

        Args:
            encoder: what gives texts their vectors.
            told: how worries are told, and what each tells of.
            ordinary: messages that sound like one and are none.
            others: messages that nobody would take for one; ``enough`` does not follow from them.
        """
        texts = list(dict.fromkeys([*told, *ordinary, *others[::OTHERS]]))
        is_told = np.arange(len(texts)) < len(told)
        examples = _Examples.of(encoder, texts, is_told)
        enough = examples.enough(np.isin(texts, np.array(ordinary)) & ~is_told)
        meaning, wording, kept = examples.fit(np.arange(len(texts)))
        concerns = [*told.values()]
        return cls(
            meaning,
            wording,
            enough,
            [concerns[at] if is_told[at] else None for at in kept],
        )

    def margins(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """Return for each text, and its vector (768), how far on the side of the tellings it lies."""
        return self._margins(self.meaning.alike(vectors), self.wording.margins(texts))

    def _margins(self, alike: Floats, wording: Floats) -> Floats:
        found: Floats = self.meaning.of_alike(alike) + WORDING * wording
        return found

    def find(
        self, texts: Sequence[str], encode: Encode, hint: Concern | None = None, versions: int = 1
    ) -> Concern | None:
        """Return what the most worrying part of a message tells of, if it is a concern.

        Args:
            texts: the parts.
            encode: what gives texts their vectors (texts, 768); a part whose words are far from every
                telling's is not given one.
            hint: what its words may tell of, if they are also ordinary ones: then less is enough.
            versions: so many of the texts, the first ones, are the same words, spelt in other ways. They are
                judged together: what is misspelt is like nothing, and so a little like everything.
        """
        wording = self.wording.margins(texts)
        looked_at = [at for at in range(len(texts)) if at < versions or wording[at] >= UNLIKE]
        alike = self.meaning.alike(encode([texts[at] for at in looked_at]))
        margins = self._margins(alike, wording[looked_at])
        margins[:versions] = margins[:versions].mean()
        worst = int(margins.argmax())
        if margins[worst] >= self.enough:
            return self._nearest(alike[worst])
        return hint if margins[worst] >= self.enough - HINT else None

    def _nearest(self, alike: Floats) -> Concern | None:
        """Return what the nearest telling tells of."""
        found = (self.told[at] for at in np.argsort(-alike))
        return next((concern for concern in found if concern), None)

    def save(self, folder: Path) -> None:
        """Write numbers and JSON, nothing that could run when it is read; half the precision is enough."""
        np.savez(
            folder / "likeness.npz", axes=self.meaning.axes.astype(np.float16),
            examples=self.meaning.examples.astype(np.float16), weights=self.meaning.weights,
            rarities=self.wording.ngrams.weights, words=self.wording.weights,
        )  # fmt: skip
        content = {
            "told": [[concern.category, concern.severity] if concern else None for concern in self.told],
            "vocabulary": list(self.wording.ngrams.vocabulary),
            "enough": self.enough,
            "offsets": [self.meaning.offset, self.wording.offset],
        }
        (folder / "likeness.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Likeness:
        """Read what ``save`` wrote.

        Raises:
            FileNotFoundError: nothing was saved there.
        """
        content = json.loads((folder / "likeness.json").read_text(encoding="utf-8"))
        vocabulary = {found: at for at, found in enumerate(content["vocabulary"])}
        of_meaning, of_wording = content["offsets"]
        with np.load(folder / "likeness.npz", allow_pickle=False) as kept:
            axes, examples = (kept[name].astype(np.float32) for name in ("axes", "examples"))
            meaning = Meaning(axes, examples, kept["weights"], of_meaning)
            wording = Wording(Ngrams(vocabulary, kept["rarities"]), kept["words"], of_wording)
        told = [Concern(*concern) if concern else None for concern in content["told"]]
        return cls(meaning, wording, content["enough"], told)


@dataclass(frozen=True, eq=False)
class _Examples:
    """All that is learnt from, as it is learnt from."""

    ngrams: Ngrams
    rows: csr_matrix
    axes: Floats
    vectors: Floats
    alike: Floats
    is_told: NDArray[np.bool_]

    @classmethod
    def of(cls, encoder: SentenceVectors, texts: Sequence[str], is_told: NDArray[np.bool_]) -> _Examples:
        lower = [text.lower() for text in texts]
        ngrams = Ngrams.learn(lower)
        vectors = encoder.encode_twice(texts)
        axes = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1][:, :NARROW].astype(np.float32)
        narrow = vectors @ axes
        return cls(ngrams, ngrams.rows(lower), axes, narrow, _alike(narrow, narrow), is_told)

    def fit(self, seen: NDArray[Any]) -> tuple[Meaning, Wording, NDArray[Any]]:
        """Learn from some; return also which of them mark the border."""
        wording = Wording.fit(self.ngrams, self.rows[seen], self.is_told[seen])
        alike = self.alike if len(seen) == len(self.alike) else self.alike[np.ix_(seen, seen)]
        machine = SVC(C=COST, kernel="precomputed", cache_size=CACHE).fit(alike, self.is_told[seen])
        kept = seen[machine.support_]
        weights = machine.dual_coef_[0].astype(np.float32)
        return Meaning(self.axes, self.vectors[kept], weights, float(machine.intercept_[0])), wording, kept

    def enough(self, hard: NDArray[np.bool_]) -> float:
        """Return the margin that ``ORDINARY_TAKEN`` of the ``hard`` ones reach that were left out."""
        everything = np.arange(len(hard))
        seen, left_out = train_test_split(
            everything, test_size=LEFT_OUT, stratify=self.is_told, random_state=1
        )
        meaning, wording, kept = self.fit(seen)
        judged = left_out[hard[left_out]]
        margins = meaning.of_alike(self.alike[np.ix_(judged, kept)])
        return float(np.quantile(margins + WORDING * wording.of_rows(self.rows[judged]), 1 - ORDINARY_TAKEN))


def _alike(some: Floats, others: Floats) -> Floats:
    """Return (some, others) how near vectors are to each other, from near 0 to 1."""
    found: Floats = (2 * some) @ others.T
    np.subtract(found, _squares(some)[:, None], out=found)
    np.subtract(found, _squares(others), out=found)
    return _near(found)


def _near(less: Floats) -> Floats:
    """Return how near vectors are, from their squared distances below 0; it takes their place."""
    np.minimum(less, 0, out=less)
    np.multiply(less, WIDTH, out=less)
    near: Floats = np.exp(less, out=less)
    return near


def _squares(vectors: Floats) -> Floats:
    found: Floats = np.einsum("ij,ij->i", vectors, vectors)
    return found
