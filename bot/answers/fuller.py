"""Two readings of one message, as it was typed and with its spelling put right: which of them counts."""

from __future__ import annotations

from bot.answers.checking import Value
from bot.answers.message import Reading
from bot.questions import as_list


def fuller(as_typed: Reading, as_spelt: Reading) -> Reading:
    """Return what a message says.

    With its spelling put right it may say more than as it was typed, but never something else: where the two
    disagree, what was typed counts.
    """
    if as_typed.as_before:
        return as_typed
    if as_typed.values:
        return as_spelt if _says_all_of(as_spelt, as_typed) else as_typed
    return as_typed if as_typed.doubtful and not as_spelt.values else as_spelt


def _says_all_of(one: Reading, other: Reading) -> bool:
    return all(_holds(one.values.get(slot), value) for slot, value in other.values.items())


def _holds(more: Value | None, less: Value) -> bool:
    return set(as_list(more)) >= set(as_list(less))
