"""What share was right, and how well a score tells what is in scope from what is not."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from sklearn.metrics import f1_score, roc_auc_score  # type: ignore[import-untyped]

ACCEPTED = 0.95

Prediction = tuple[str, float, float]  # intent, score, milliseconds


def accuracy(predicted: Sequence[Prediction], expected: Sequence[str]) -> float:
    """Return the share that was right, 0 to 1."""
    return mean(found[0] == intent for found, intent in zip(predicted, expected, strict=True))


def refused(in_scope: Sequence[Prediction], out_of_scope: Sequence[Prediction]) -> float:
    """Return the share out of scope that is refused where 95 % of what is in scope is accepted."""
    scores = sorted(score for _, score, _ in in_scope)
    threshold = scores[round((1 - ACCEPTED) * len(scores))]
    return mean(score < threshold for _, score, _ in out_of_scope)


def auroc(in_scope: Sequence[Prediction], out_of_scope: Sequence[Prediction]) -> float:
    """Return how often what is in scope scores higher than what is not, 0.5 to 1."""
    scores = [score for _, score, _ in (*in_scope, *out_of_scope)]
    return float(roc_auc_score([1] * len(in_scope) + [0] * len(out_of_scope), scores))


def macro_f1(predicted: Sequence[str], expected: Sequence[str]) -> float:
    """Return the mean F1 over the intents that were expected, each counting the same."""
    labels = sorted(set(expected))
    return float(f1_score(expected, predicted, labels=labels, average="macro", zero_division=0))
