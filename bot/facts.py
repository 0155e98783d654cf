"""What can be known of a place or a course: how each fact is written, whoever writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from bot import cells
from bot.courses import COURSE_RULES, PRACTICAL_FACTS, SUPPORT_FEATURES

FACTS = (*SUPPORT_FEATURES, *PRACTICAL_FACTS, *COURSE_RULES)
MOST_WORDS = 500  # characters


class Kind(StrEnum):
    """How the value of a fact is written."""

    YES_OR_NO = "yes_or_no"  # words may say how
    WORDS = "words"
    COUNT = "count"
    AMOUNT = "amount"
    AGE = "age"
    CLOCK = "clock"
    ADDRESS = "address"


_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(SUPPORT_FEATURES, Kind.YES_OR_NO),
    **dict.fromkeys(("entry_is_flexible", "interview_only", "ehcp_required", "roll_on"), Kind.YES_OR_NO),
    **dict.fromkeys(("group_size_typical", "group_size_max"), Kind.COUNT),
    **dict.fromkeys(("days_per_week", "hours_per_week"), Kind.AMOUNT),
    **dict.fromkeys(("age_min", "age_max"), Kind.AGE),
    "start_time": Kind.CLOCK,
    "policy_url": Kind.ADDRESS,
}


def kind_of(name: str) -> Kind:
    """Return how a fact is written; what is nothing else is words."""
    return _KINDS.get(name, Kind.WORDS)


def read_value(name: str, written: str) -> str:
    """Return the value of a fact as it is kept; of yes or no, the words that say how.

    Raises:
        BadCell: it cannot be this fact's value.
    """
    return _READERS[kind_of(name)](written)


def _clock(written: str) -> str:
    return f"{cells.time_of_day(written):%H:%M}"


_words = cells.at_most(MOST_WORDS)
_READERS: Mapping[Kind, Callable[[str], str]] = {
    Kind.YES_OR_NO: _words,
    Kind.WORDS: _words,
    Kind.COUNT: lambda written: str(cells.whole(written)),
    Kind.AMOUNT: cells.amount,
    Kind.AGE: lambda written: str(cells.age(written)),
    Kind.CLOCK: _clock,
    Kind.ADDRESS: cells.web_address,
}
