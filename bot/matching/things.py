"""What a learner likes or turns down, more closely than areas tell it: nails, not all of hair and beauty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.answers import Learner
from bot.courses import Candidate


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to learn about.

    Args:
        name: as a learner reads it.
        titles: what is in the titles of courses about it.
        areas: its sector subject areas, the nearest first.
        cards: the interests that stand for it.
        basic: everybody may need it, so that it is no way to what they like.
    """

    name: str
    titles: re.Pattern[str]
    areas: tuple[str, ...]
    cards: tuple[str, ...] = ()
    basic: bool = False

    def names(self, candidate: Candidate) -> bool:
        """Return whether a course's title says that it is about this."""
        return self.titles.search(candidate.course.title) is not None


Names = tuple[str, ...]


def _nothing_said(_words: str) -> tuple[Names, Names]:
    return (), ()


def _of_no_job(_job: str) -> Names:
    return ()


@dataclass(frozen=True, slots=True)
class Things:
    """All things that are known.

    Args:
        known: each by its name.
        said: the names of those that a text wants, and of those that it turns down.
        of_job: the names of those that a job has to do with.
    """

    known: Mapping[str, Thing] = field(default_factory=dict)
    said: Callable[[str], tuple[Names, Names]] = _nothing_said
    of_job: Callable[[str], Names] = _of_no_job

    def by_names(self, names: Iterable[str]) -> tuple[Thing, ...]:
        """Return things by their names, each once."""
        return tuple(self.known[name] for name in dict.fromkeys(names) if name in self.known)

    def on_cards(self, learner: Learner) -> tuple[Thing, ...]:
        """Return what the interests stand for that a learner picked."""
        picked = set(learner.interests)
        return tuple(thing for thing in self.known.values() if not picked.isdisjoint(thing.cards))


NO_THINGS = Things()


class DreamedOf(Protocol):
    """A job that a learner dreams of."""

    @property
    def job(self) -> str:
        """Return its name."""

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the subject areas that lead there."""


@dataclass(frozen=True, slots=True)
class Tastes:
    """What a learner told us in their own words, and with cards.

    Args:
        named: things that they named themselves.
        picked: things that their cards stand for.
        disliked: things that they turned down.
        basic: things that everybody may need, and that they did not name.
    """

    named: tuple[Thing, ...] = ()
    picked: tuple[Thing, ...] = ()
    disliked: tuple[Thing, ...] = ()
    basic: tuple[Thing, ...] = ()


NO_TASTES = Tastes()


def tastes(learner: Learner, dreamed: Sequence[DreamedOf], things: Things) -> Tastes:
    """Return what a learner likes and turns down.

    Args:
        learner: what they told us.
        dreamed: the jobs that they dream of; where there are any, only what belongs to them is wanted.
        things: all that are known.
    """
    wanted, refused = things.said(learner.dream_job or "")
    disliked = things.by_names(refused)
    allowed = {area for dream in dreamed for area in dream.areas}
    own = [thing for thing in things.by_names(wanted) if not dreamed or not allowed.isdisjoint(thing.areas)]
    of_jobs = things.by_names(name for dream in dreamed for name in things.of_job(dream.job))
    named = [thing for thing in dict.fromkeys([*own, *of_jobs]) if thing not in disliked]
    picked = [thing for thing in things.on_cards(learner) if thing not in disliked]
    basic = [thing for thing in things.known.values() if thing.basic and thing not in named]
    return Tastes(tuple(named), tuple(picked), disliked, tuple(basic))
