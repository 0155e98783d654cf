"""A grid over Britain, its cells numbered so that a square of them is few runs of numbers (Morton order).

A cell is 1/64 of a degree of latitude (1.7 km) by 1/40 of longitude. What lies outside counts to the edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import cos, radians

from bot.courses import Point

SOUTH, WEST = 49.0, -11.0  # degrees
ROWS_PER_DEGREE, COLUMNS_PER_DEGREE = 64, 40
BITS = 10  # of a row's and of a column's number
SIDE = 1 << BITS
NOWHERE = -1  # the cell of what has no place: online, at a workplace
KM_PER_DEGREE = 111.2
BLOCKS_ACROSS = 4  # at most so many blocks of cells side by side make up a square, and one more for its edges

Run = tuple[int, int]

ALL: Run = (0, SIDE * SIDE - 1)
NO_PLACE: Run = (NOWHERE, NOWHERE)


def cell_of(point: Point | None) -> int:
    """Return the number of the cell that a point lies in."""
    return NOWHERE if point is None else _number(_row(point.latitude), _column(point.longitude))


def runs_around(home: Point, km: float) -> list[Run]:
    """Return first and last number of the runs of cells that hold every point within so many kilometres."""
    north = km / KM_PER_DEGREE
    east = north / cos(radians(home.latitude))
    rows = _row(home.latitude - north), _row(home.latitude + north)
    columns = _column(home.longitude - east), _column(home.longitude + east)
    level = _level(max(rows[1] - rows[0], columns[1] - columns[0]) + 1)
    return list(_joined(sorted(_blocks(rows, columns, level))))


def spread(first: int, last: int, of: int) -> list[Run]:
    """Return samples of the country, from the first to before the last: each is small squares all over it.

    Args:
        first: of samples that are numbered from 0.
        last: the number after the last.
        of: how many samples make up the whole.
    """
    side = SIDE * SIDE // (of * of)
    return [(start + first * side, start + last * side - 1) for start in range(0, SIDE * SIDE, of * side)]


def without(runs: list[Run], seen: list[Run]) -> Iterator[Run]:
    """Yield the runs but for the cells of others, both in order."""
    for first, last in runs:
        left = first
        for start, end in seen:
            if left <= end and start <= last:
                if left < start:
                    yield left, start - 1
                left = end + 1
        if left <= last:
            yield left, last


def _level(cells: int) -> int:
    """Return how often a block's side is doubled, so that few blocks make up so many cells."""
    level = 0
    while cells > BLOCKS_ACROSS << level:
        level += 1
    return level


def _blocks(rows: Run, columns: Run, level: int) -> Iterator[Run]:
    tall = range(rows[0] >> level, (rows[1] >> level) + 1)
    wide = range(columns[0] >> level, (columns[1] >> level) + 1)
    size = 1 << 2 * level
    for row, column in product(tall, wide):
        start = _number(row, column) * size
        yield start, start + size - 1


def _joined(runs: list[Run]) -> Iterator[Run]:
    first, last = runs[0]
    for start, end in runs[1:]:
        if start == last + 1:
            last = end
        else:
            yield first, last
            first, last = start, end
    yield first, last


def _row(latitude: float) -> int:
    return min(max(int((latitude - SOUTH) * ROWS_PER_DEGREE), 0), SIDE - 1)


def _column(longitude: float) -> int:
    return min(max(int((longitude - WEST) * COLUMNS_PER_DEGREE), 0), SIDE - 1)


def _number(row: int, column: int) -> int:
    """Return the bits of both, each row's before each column's."""
    return _spaced(row) << 1 | _spaced(column)


def _spaced(number: int) -> int:
    """Return a number of 16 bits with a 0 before each of its bits."""
    number = (number | number << 8) & 0x00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F
    number = (number | number << 2) & 0x33333333
    return (number | number << 1) & 0x55555555
