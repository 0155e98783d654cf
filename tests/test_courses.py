"""The catalogue's own rules."""

from datetime import date, timedelta

import pytest

from bot.courses import Source, last_known

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("dated", "seen", "check"),
    [
        (date(2026, 11, 1), TODAY, None),
        (date(2026, 11, 1), date(2026, 10, 23), None),
        (date(2026, 10, 1), date(2026, 10, 22), date(2026, 10, 22)),
        (date(2025, 11, 22), TODAY, None),
        (date(2025, 11, 21), TODAY, date(2025, 11, 21)),
        (date(2025, 1, 1), date(2026, 1, 1), date(2025, 1, 1)),
        (date(2026, 1, 1), None, None),
        (date(2027, 1, 1), date(2027, 1, 1), None),
    ],
)
def test_what_was_not_seen_for_so_many_days_or_is_a_year_old_is_to_be_checked_first(dated, seen, check):
    assert last_known(dated, seen, TODAY, timedelta(days=30)) == check


def test_a_source_is_the_same_whenever_it_was_seen():
    plain = Source("List", TODAY)
    seen = Source("List", TODAY, seen=TODAY, check_first=TODAY, gone=True)
    assert (seen, hash(seen), repr(seen)) == (plain, hash(plain), repr(plain))
