"""The figures of understanding."""

import pytest

from bench.intents.scores import accuracy, auroc, macro_f1, refused

IN_SCOPE = [("a", score / 100, 1.0) for score in range(1, 101)]


def test_accuracy_is_the_share_that_was_right() -> None:
    assert accuracy([("a", 1.0, 1.0), ("b", 1.0, 1.0)], ["a", "a"]) == 0.5


def test_what_is_out_of_scope_is_refused_below_the_score_that_accepts_95_of_100() -> None:
    out_of_scope = [("a", 0.01, 1.0), ("a", 0.05, 1.0), ("a", 0.06, 1.0), ("a", 0.5, 1.0)]
    assert refused(IN_SCOPE, out_of_scope) == 0.5


@pytest.mark.parametrize(("score", "told_apart"), [(0.0, 1.0), (2.0, 0.0)])
def test_auroc_is_one_where_all_out_of_scope_scores_lower(score: float, told_apart: float) -> None:
    assert auroc(IN_SCOPE, [("a", score, 1.0)]) == told_apart


def test_each_intent_counts_the_same_in_macro_f1_however_rare_it_is() -> None:
    expected = ["common"] * 98 + ["rare"] * 2
    assert macro_f1(["common"] * 100, expected) == pytest.approx(0.495, abs=0.001)
