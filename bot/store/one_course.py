"""Which courses of several sources are one course, and which of their offers are one offer: the rule.

It is careful: two that are not surely one stay two. What is alike has a key in common. A key that one source
gives to two things of its own tells nothing, and nor does one under which sources contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """One course or one offer, as one source has it.

    Args:
        id: its own.
        origin: who says so: one source never has one thing twice.
        keys: it is one with what has any of these.
        tells: it is never one with what has another of any of these; None is no other.
    """

    id: str
    origin: str
    keys: tuple[Hashable, ...]
    tells: tuple[str | None, ...] = ()


def alike(things: Iterable[Thing]) -> list[list[str]]:
    """Return the ids of things that are one, the first of each in the order of ids; the same each time."""
    by_id = {thing.id: thing for thing in things}
    holders: dict[Hashable, list[Thing]] = defaultdict(list)
    for thing in by_id.values():
        for key in thing.keys:
            holders[key].append(thing)
    joined: dict[str, set[str]] = {}
    for found in holders.values():
        if len(found) > 1 and _are_one(found):
            _join(joined, [thing.id for thing in found])
    groups = {min(ids): sorted(ids) for ids in joined.values()}
    # One key may lead to a second thing, and another key from there to a third.
    return [ids for _, ids in sorted(groups.items()) if _are_one([by_id[each] for each in ids])]


def _are_one(things: Sequence[Thing]) -> bool:
    if len({thing.origin for thing in things}) < len(things):
        return False
    each_of = zip(*(thing.tells for thing in things), strict=True)
    return all(len({*values} - {None}) <= 1 for values in each_of)


def _join(joined: dict[str, set[str]], ids: Sequence[str]) -> None:
    whole = set().union(*(joined.get(each, {each}) for each in ids))
    for each in whole:
        joined[each] = whole
