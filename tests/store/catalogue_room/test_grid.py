"""Cells of the grid: near places are in few runs of numbers, and no place is in two."""

import random
from itertools import pairwise

import pytest

from bot.courses import Point
from bot.store import grid

chance = random.Random(11)
PLACES = [Point(chance.uniform(49.5, 60.5), chance.uniform(-8, 2)) for _ in range(300)]


def holds(runs, point):
    return any(low <= grid.cell_of(point) <= high for low, high in runs)


@pytest.mark.parametrize("km", [1.5, 4.0, 12.0, 36.0, 100.0])
def test_the_runs_around_a_home_hold_every_place_within_reach(km):
    for home in PLACES[:30]:
        runs = grid.runs_around(home, km)
        assert [each for each in PLACES if home.km_to(each) <= km and not holds(runs, each)] == []


@pytest.mark.parametrize("km", [1.5, 4.0, 12.0, 36.0, 100.0])
def test_they_are_few_in_order_and_apart(km):
    for home in PLACES[:30]:
        runs = grid.runs_around(home, km)
        assert len(runs) <= 25
        assert all(low <= high for low, high in runs)
        assert all(before[1] + 1 < after[0] for before, after in pairwise(runs))


@pytest.mark.parametrize(
    ("runs", "seen", "left"),
    [
        ([(0, 9)], [], [(0, 9)]),
        ([(0, 9)], [(3, 5)], [(0, 2), (6, 9)]),
        ([(0, 9)], [(0, 4)], [(5, 9)]),
        ([(0, 9)], [(5, 20)], [(0, 4)]),
        ([(0, 9), (20, 29)], [(8, 21), (25, 25)], [(0, 7), (22, 24), (26, 29)]),
        ([(5, 6)], [(0, 9)], []),
    ],
)
def test_what_was_looked_through_is_not_looked_through_again(runs, seen, left):
    assert list(grid.without(runs, seen)) == left


def test_the_samples_of_the_country_are_all_of_it_once():
    runs = sorted(run for first, last in ((0, 1), (1, 2), (2, 16)) for run in grid.spread(first, last, 16))
    assert runs[0][0] == grid.ALL[0]
    assert runs[-1][1] == grid.ALL[1]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(runs))


@pytest.mark.parametrize("point", [Point(0, 0), Point(90, 180), Point(-90, -180), Point(51.5, -30)])
def test_a_place_outside_the_grid_counts_to_its_edge(point):
    assert grid.ALL[0] <= grid.cell_of(point) <= grid.ALL[1]


def test_what_has_no_place_has_a_cell_of_its_own():
    assert grid.cell_of(None) == grid.NOWHERE
    assert not holds([grid.ALL], None)
