"""How much the words of a message, and their letters, are those of the telling of a worry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from bot.assistant.ngrams import Ngrams

STRENGTH = 20.0  # of the fit: the higher, the more single words may say

Floats = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Wording:
    """A weighted sum over words, pairs of words and groups of letters.

    Args:
        ngrams: what gives texts their columns.
        weights: (columns,) how much each counts, below 0 where it is an ordinary one's.
        offset: what is added to the sum.
    """

    ngrams: Ngrams
    weights: Floats
    offset: float

    @classmethod
    def fit(cls, ngrams: Ngrams, rows: csr_matrix, is_told: NDArray[np.bool_]) -> Wording:
        """Learn from texts as rows (``Ngrams.rows``)."""
        fitted = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=1).fit(rows, is_told)
        return cls(ngrams, fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0]))

    def margins(self, texts: Sequence[str]) -> Floats:
        """Return for each text how far on the side of the tellings it lies."""
        return self.of_rows(self.ngrams.rows([text.lower() for text in texts]))

    def of_rows(self, rows: csr_matrix) -> Floats:
        """Return the same for texts as rows."""
        found: Floats = rows @ self.weights + self.offset
        return found
