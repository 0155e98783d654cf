"""One course, one offer and one set of facts out of what several sources say of it.

Of each field the newest that is filled counts, and what is still fresh goes before what is to be checked.
Where sources contradict each other, nobody knows: it is to be asked, and no source is chosen in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Generic, TypeVar

from bot.courses import UNKNOWN_FACT, Course, Fact, Offer, Source, Tri

Item = TypeVar("Item", Course, Offer)

# Fields of which two values cannot both be so, each with what it is where nobody knows. Other fields are
# words: two sources put the same thing differently.
_EXACT: Mapping[str, Any] = {
    "age_min": None, "age_max": None, "ehcp_required": Tri.UNKNOWN, "study_mode": None, "attendance": None,
}  # fmt: skip
_EXACT_FACTS = frozenset((
    "group_size_typical", "group_size_max", "days_per_week", "hours_per_week", "start_time", "age_min",
    "age_max",
))  # fmt: skip
_OWN = ("id", "provider_id", "course_id")
_EMPTY = (None, "", (), False, Tri.UNKNOWN)


@dataclass(frozen=True, slots=True)
class AsOne(Generic[Item]):
    """What several say together.

    Args:
        item: its ids are those of the one that stands for them.
        ids: of all that are one with it, also those that their source withdrew.
        sources: of each of them, the newest first.
        unsettled: the fields in which they contradict each other.
    """

    item: Item
    ids: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    unsettled: frozenset[str] = frozenset()


class Many(Generic[Item]):
    """Courses, or offers, of which some are one."""

    def __init__(self, same: Mapping[str, str], items: Iterable[Item]) -> None:
        """Put together what is one: ``same`` says which id stands for another."""
        self._same = same
        self._ids: dict[str, list[str]] = defaultdict(list)
        self._items: dict[str, list[Item]] = defaultdict(list)
        for key, leading in same.items():
            self._ids[leading].append(key)
        for item in items:
            self._items[self.leading(item.id)].append(item)

    def leading(self, item_id: str) -> str:
        """Return the id of what stands for this one."""
        return self._same.get(item_id, item_id)

    def get(self, item_id: str) -> AsOne[Item] | None:
        """Return this one together with all that are one with it; None where it is not here."""
        leading = self.leading(item_id)
        items = self._items.get(leading)
        return as_one(items, leading, tuple(self._ids.get(leading, [leading]))) if items else None


def as_one(items: Sequence[Item], leading: str, ids: tuple[str, ...]) -> AsOne[Item]:
    """Return what several courses, or several offers, are as one, known by the id of the leading one."""
    first = next((item for item in items if item.id == leading), items[0])
    if len(items) == 1:
        return AsOne(first, ids)
    newest = sorted(items, key=lambda item: (*_newness(item.source), item.id), reverse=True)
    values: dict[str, Any] = {}
    unsettled = set()
    for name in (each.name for each in fields(first) if each.name not in _OWN):
        filled = [value for item in newest if (value := getattr(item, name)) not in _EMPTY]
        values[name] = filled[0] if filled else getattr(first, name)
        if name in _EXACT and len(set(filled)) > 1:
            values[name] = _EXACT[name]
            unsettled.add(name)
    sources = dict.fromkeys(item.source for item in newest if item.source)
    return AsOne(replace(first, **values), ids, tuple(sources), frozenset(unsettled))


def agreed(known: Iterable[Mapping[str, Fact]]) -> tuple[dict[str, Fact], frozenset[str]]:
    """Return what several sets of facts about the same say together, and what they contradict."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for facts in known:
        for name, fact in facts.items():
            found[name].append(fact)
    together = {name: _agreed(name, facts) for name, facts in found.items()}
    settled = {name: fact or UNKNOWN_FACT for name, fact in together.items()}
    return settled, frozenset(name for name, fact in together.items() if fact is None)


def _agreed(name: str, facts: Sequence[Fact]) -> Fact | None:
    """Return the newest that is filled, or None where they contradict each other."""
    said = [fact for fact in facts if fact.state is not Tri.UNKNOWN]
    values = {fact.value for fact in said if fact.value} if name in _EXACT_FACTS else set()
    if len({fact.state for fact in said}) > 1 or len(values) > 1:
        return None
    return max(said or facts, key=lambda fact: (bool(fact.value), *_newness(fact.source)))


def _newness(source: Source | None) -> tuple[bool, date]:
    return (source is not None and source.check_first is None, source.date if source else date.min)
