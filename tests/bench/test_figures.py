"""What the bench makes of its measurements."""

import pytest

from bench.figures import MIB, Figures, Memory, Row, Turn, memory_rows, percentile, seconds, table, turn_row

FIVE = [30.0, 10.0, 50.0, 20.0, 40.0]


@pytest.mark.parametrize(
    ("percent", "expected"), [(50, 30.0), (95, 50.0), (100, 50.0), (20, 10.0), (21, 20.0), (0, 10.0)]
)
def test_a_percentile_is_one_of_the_values(percent: float, expected: float) -> None:
    assert percentile(FIVE, percent) == expected


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_a_row_counts_only_the_turns_it_is_about() -> None:
    figures = Figures()
    figures.keep("three", [Turn("route", "tapped", 2.0), Turn("route", "typed", 9.0)])
    figures.keep("three", [Turn("interests", "tapped", 4.04)])
    figures.keep("full", [Turn("route", "tapped", 100.0)])
    tapped = Row("tapped", "three", lambda turn: turn.how == "tapped")
    assert turn_row(tapped, figures) == ["tapped", "2.0", "4.0", "2"]


def test_what_was_not_measured_is_a_dash_and_never_a_nought() -> None:
    nothing = Figures()
    assert turn_row(Row("turns", "three"), nothing) == ["turns", "–", "–", "0"]
    assert seconds(nothing.starts) == "–"
    assert memory_rows("Onward", nothing) == [["Onward: not measured", "–", "–"]]


def test_of_several_starts_the_middle_one_is_told() -> None:
    assert seconds([30.0, 5.25, 6.0]) == "6.0 s"


def test_memory_is_told_for_each_process_and_for_all() -> None:
    figures = Figures(memory={"web": Memory(20 * MIB, 15 * MIB), "Rasa": Memory(300 * MIB, 280 * MIB)})
    assert memory_rows("Onward", figures) == [
        ["Onward: web", "20 MiB", "15 MiB"],
        ["Onward: Rasa", "300 MiB", "280 MiB"],
        ["**Onward: all**", "320 MiB", "295 MiB"],
    ]


def test_a_table_has_words_on_the_left_and_figures_on_the_right() -> None:
    assert table(["what", "p50"], [["a tap", "4.6"]]) == "| what | p50 |\n| --- | ---: |\n| a tap | 4.6 |"
