"""Multinomial logistic regression on likenesses: each example speaks for its intent, the more the likelier.

It is ordinary logistic regression with an L2 penalty, in the space of a kernel ("kernel logistic regression",
Zhu and Hastie 2005): the weights of the columns are never worked out, only one of each example for each
intent. That makes training small, examples by examples instead of columns by intents.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

PENALTY = 20.0  # scikit-learn's C: how little large weights are punished
TOLERANCE = 1e-4
MOST_STEPS = 300
JITTER = 1e-3  # on the diagonal, so that two equal examples do no harm

Floats = NDArray[np.float32]


class KernelRegression:
    """What each example says for and against each intent."""

    def __init__(self, speaks: Floats, bias: Floats) -> None:
        """Keep what was fitted.

        Args:
            speaks: (examples, intents).
            bias: (intents,).
        """
        self.speaks = speaks
        self.bias = bias

    @classmethod
    def fit(cls, alike: Floats, wanted: NDArray[Any], intents: int) -> KernelRegression:
        """Fit to examples.

        Args:
            alike: (examples, examples), how alike each two are: a kernel.
            wanted: each example's intent, from 0 to ``intents - 1``.
            intents: how many there are.
        """
        from scipy.linalg import cholesky, solve_triangular  # type: ignore[import-untyped]
        from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

        here = np.unique(wanted)
        speaks, bias = np.zeros((len(alike), intents), np.float32), np.full(intents, -np.inf, np.float32)
        if len(here) == 1:
            bias[here] = 0
            return cls(speaks, bias)
        # Rows of the triangle have the same products as the examples: columns enough, and no more of them.
        triangle = cholesky(alike + np.eye(len(alike), dtype=np.float32) * JITTER, lower=True)
        model = LogisticRegression(C=PENALTY, tol=TOLERANCE, max_iter=MOST_STEPS).fit(triangle, wanted)
        weights, biases = model.coef_, model.intercept_
        if len(here) == 2:  # noqa: PLR2004 - scikit-learn gives one row for two
            weights, biases = np.concatenate([-weights, weights]) / 2, np.concatenate([-biases, biases]) / 2
        speaks[:, here] = solve_triangular(triangle.T, weights.T, lower=False)
        bias[here] = biases
        return cls(speaks, bias)

    def say(self, alike: Floats) -> Floats:
        """Return (texts, intents): how much speaks for each intent, as logarithms.

        Args:
            alike: (texts, examples).
        """
        return product(alike, self.speaks) + self.bias


def product(rows: Floats, table: Floats) -> Floats:
    """Return ``rows @ table``; for one row without BLAS, whose threads wait longer than the sums take."""
    if len(rows) > 1:
        return rows @ table
    row: Floats = np.einsum("i,ij->j", rows[0], table)[None]
    return row


def log_shares(said: Floats) -> Floats:
    """Return the logarithm of each intent's share of its row."""
    above = said - said.max(axis=-1, keepdims=True)
    shares: Floats = above - np.log(np.exp(above).sum(axis=-1, keepdims=True))
    return shares
