"""The catalogue's own rules."""

from datetime import date

from bot.courses import Source

TODAY = date(2026, 11, 22)


def test_a_source_is_the_same_whenever_it_was_seen():
    plain = Source("List", TODAY)
    seen = Source("List", TODAY, seen=TODAY, check_first=TODAY, gone=True)
    assert (seen, hash(seen), repr(seen)) == (plain, hash(plain), repr(plain))
