"""What importers hand to the catalogue, and what they are told: entries, tallies, refusals, reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.courses import Course, Event, Fact, Level, Offer, Point, Provider, Source

OUTCOMES = ("added", "changed", "unchanged", "withdrawn")
# What became of a row; every row is one of these, or refused.
ROW_OUTCOMES = ("added", "changed", "unchanged")
# What became of a file: taken in; not, for its source would shrink; not, for it cannot be used, or is no list
# of courses, places or visits.
KEPT, HELD, REFUSED, PASSED = "kept", "held", "refused", "passed"


@dataclass(frozen=True, slots=True)
class FactAbout:
    """One fact and whom it is about: ``subject_kind`` is provider, course or offer."""

    subject_kind: str
    subject_id: str
    name: str
    fact: Fact
    entered_by: str | None = None

    @property
    def id(self) -> str:
        """Return a name of its own: one subject has one fact of each name."""
        return f"{self.subject_kind}:{self.subject_id}:{self.name}"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list that others refer to: a learning aim, an outward postcode, a job.

    Args:
        of: which list: outcode, learning_aim, learn_direct, awarding_body, standard, job.
        code: what names it there, no longer than 64 letters.
        label: its name in words.
        areas: the sector subject areas that it says, or that it leads to.
    """

    of: str
    code: str
    label: str
    source: Source
    areas: tuple[str, ...] = ()
    level: Level | None = None
    point: Point | None = None

    @property
    def id(self) -> str:
        """Return a name of its own: one list has a code once."""
        return f"{self.of}:{self.code}"


Item = Provider | Course | Offer | Event | FactAbout | Listed
KIND_OF: Mapping[type, str] = {
    Provider: "provider", Course: "course", Offer: "offer", Event: "event", FactAbout: "fact",
    Listed: "listed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing for the catalogue.

    Args:
        item: what the row says, in our words.
        feed: what it is replaced with as one, such as ``"t-levels"``: anything of the same feed that is not
            seen again is withdrawn.
        original: the row as it was read.
    """

    item: Item
    feed: str
    original: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return provider, course, offer, event, fact or listed."""
        return KIND_OF[type(self.item)]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that could not be taken: the row it is in is left out, and only that row."""

    line: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one file brought.

    ``tallies`` says how many of each kind (provider, course, …) were added, changed, unchanged, withdrawn;
    ``outcomes`` how many rows were added, changed, unchanged: with ``refused`` they make up ``rows``. A row
    that only explains others, such as a learning aim, is unchanged. ``refusals`` names cells (the first
    thousand of them). Where ``state`` is not kept, nothing of it was, and ``why`` says why.
    """

    format: str
    file: str
    sha256: str
    at: datetime
    rows: int
    tallies: Mapping[str, Mapping[str, int]]
    refused: int
    refusals: tuple[Refusal, ...] = ()
    outcomes: Mapping[str, int] = field(default_factory=dict)
    state: str = KEPT
    why: str | None = None
    id: int | None = field(default=None, compare=False)

    def count(self, outcome: str, kind: str | None = None) -> int:
        """Return how many were added (changed, unchanged, withdrawn), of one kind or of all."""
        kinds = self.tallies if kind is None else [kind]
        return sum(self.tallies.get(each, {}).get(outcome, 0) for each in kinds)


@dataclass(frozen=True, slots=True)
class Shrinking:
    """A feed that would hold far fewer rows of one kind after an import than before."""

    feed: str
    kind: str
    before: int
    after: int
