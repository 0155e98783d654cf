"""Return codes: forgiving to read, impossible to guess, counted when wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import return_codes
from bot.return_codes import NotACode, Try, canonical, digest, mint, wait

CODE = "7K2M-9QX4-01ZB"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

SAME_CODE = [
    CODE,
    CODE.lower(),
    "7k2M-9qX4-01zB",
    "7K2M9QX401ZB",
    "7k2m9qx401zb",
    "7K2M 9QX4 01ZB",
    "7k2m 9qx4 01zb",
    " 7K2M-9QX4-01ZB ",
    "7K2M--9QX4--01ZB",
    "7K2M - 9QX4 - 01ZB",
    "7K2M_9QX4_01ZB",
    "7K2M.9QX4.01ZB",
    "7K2M/9QX4/01ZB",
    "7K2M–9QX4–01ZB",
    "7K2M—9QX4—01ZB",
    "7K2M-9QX4-O1ZB",
    "7K2M-9QX4-o1ZB",
    "7K2M-9QX4-0IZB",
    "7K2M-9QX4-0iZB",
    "7K2M-9QX4-0LZB",
    "7K2M-9QX4-0lZB",
    "7K2M-9QX4-OIZB",
    "7K2M-9QX4-olzb",
    "7K2M-9QX4-oizb",
    "7 K 2 M 9 Q X 4 0 1 Z B",
    "7-K-2-M-9-Q-X-4-0-1-Z-B",
    "7K2M9QX4 01ZB",
    "7K2M 9QX401ZB",
    "\t7K2M-9QX4-01ZB\n",
    "7K2M-9QX4-01ZB.",
    "(7K2M-9QX4-01ZB)",
    '"7K2M-9QX4-01ZB"',
    "7K2M:9QX4:01ZB",
    "7K2M,9QX4,01ZB",
    "7K2M\u00a09QX4\u00a001ZB",
    "7k2m-9QX4-oLzb",
    "7K2M9qx4-O1zb",
    "7K2-M9Q-X40-1ZB",
    "7K2M9Q-X401ZB",
    "code 7K2M"[5:] + " 9QX4 01ZB",
]


def test_there_are_forty_ways_to_write_a_code():
    assert len(SAME_CODE) == 40


@pytest.mark.parametrize("typed", SAME_CODE)
def test_a_code_is_read_however_it_is_written(typed):
    assert canonical(typed) == "7K2M9QX401ZB"


@pytest.mark.parametrize("typed", ["", "7K2M", CODE + "0", "7K2M-9QX4-01ZU", "7K2M-9QX4-01Zé", "🙂" * 12])
def test_what_cannot_be_a_code_is_refused(typed):
    with pytest.raises(NotACode):
        canonical(typed)


def test_a_new_code_is_three_groups_of_four_from_the_alphabet():
    groups = mint().split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(return_codes.ALPHABET)


def test_no_two_codes_are_alike():
    assert len({mint() for _ in range(1000)}) == 1000


def test_the_digest_needs_the_pepper_and_shows_nothing_of_the_code():
    assert digest(CODE, "one") == digest(CODE.lower(), "one")
    assert digest(CODE, "one") != digest(CODE, "two")
    assert canonical(CODE) not in digest(CODE, "one")


def tries(count, seconds_ago=0, same=False):
    return [Try("same" if same else str(at), NOW - timedelta(seconds=seconds_ago)) for at in range(count)]


@pytest.mark.parametrize(
    ("tried", "expected"),
    [
        (tries(0), None),
        (tries(4), None),
        (tries(5), return_codes.SLOW),
        (tries(19), return_codes.SLOW),
        (tries(5, seconds_ago=10), None),
        (tries(50, same=True), None),
        (tries(20), return_codes.WINDOW),
        (tries(20, seconds_ago=60), return_codes.WINDOW - timedelta(seconds=60)),
    ],
)
def test_a_few_wrong_codes_are_free_more_are_slow_many_are_locked_out(tried, expected):
    assert wait(tried, NOW) == expected
