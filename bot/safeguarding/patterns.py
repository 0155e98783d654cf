"""Phrases to look for, written as people write them: ``<want> ... hurt|kill myself``.

- ``word``: this word; ``a|b|two_words``: any of these;
- ``<want>``: any word of a named set; ``word?``, ``<set>?``: may be missing;
- ``..``: at most one word; ``...``: at most five words; neither goes beyond the end of a sentence;
- ``a & b & c``: all of these near each other, in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

STOP = "."  # the end of a sentence, among words
GAPS = {"..": 1, "...": 5}
NEAR = 9  # words: as far apart as two words of one thought usually are

Words = tuple[str, ...]


class BadPattern(ValueError):
    """A phrase that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a phrase: any of ``choices`` (by their first word), or a gap of at most ``gap`` words."""

    choices: Mapping[str, Sequence[Words]] = field(default_factory=dict)
    optional: bool = False
    gap: int = 0

    def ends(self, words: Sequence[str], at: int) -> Iterator[int]:
        """Give where each choice that fits at ``at`` ends."""
        while at < len(words) and words[at] == STOP:
            at += 1
        for choice in self.choices.get(words[at], ()) if at < len(words) else ():
            if len(choice) == 1 or tuple(words[at : at + len(choice)]) == choice:
                yield at + len(choice)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase is: ``heads`` are the words that a "not" before them would deny."""

    heads: tuple[int, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase: its steps one after the other, or (``together``) near each other in any order."""

    steps: tuple[Step, ...]
    source: str
    together: bool = False

    @property
    def first_words(self) -> frozenset[str]:
        """Return the words at which to look for this phrase."""
        found: set[str] = set()
        for step in self.steps:
            found.update(step.choices)
            if not step.optional:
                break
        return frozenset(found)

    @property
    def words(self) -> frozenset[str]:
        """Return every word of this phrase."""
        choices = (choice for step in self.steps for fitting in step.choices.values() for choice in fitting)
        return frozenset(word for choice in choices for word in choice)

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Return for each part that may not be missing the words it can begin with, the fewest first."""
        parts = [frozenset(step.choices) for step in self.steps if not step.optional and not step.gap]
        return tuple(sorted(parts, key=len))

    def find(self, words: Sequence[str], at: int) -> Match | None:
        """Return this phrase if it begins at ``at`` (or, ``together``, if its first part is there)."""
        if self.together:
            return self._find_together(words, at)
        end = _end(self.steps, words, at)
        return None if end is None else Match((at,), end)

    def _find_together(self, words: Sequence[str], at: int) -> Match | None:
        end = next(self.steps[0].ends(words, at), None)
        around = range(max(0, at - NEAR), min(len(words), at + NEAR + 1))
        nearest = sorted(around, key=lambda place: abs(place - at))
        heads = [at]
        for step in self.steps[1:]:
            heads += [place for place in nearest if any(step.ends(words, place))][:1]
        return None if end is None or len(heads) < len(self.steps) else Match(tuple(heads), end)


def parse(source: str, sets: Mapping[str, Sequence[str]], plain: Callable[[Words], Words] = tuple) -> Pattern:
    """Read one phrase.

    Args:
        source: the phrase as it is written.
        sets: the words of each named set.
        plain: how the words that are looked at are spelt, so that the phrase is spelt alike.

    Raises:
        BadPattern: an unknown set, or a phrase that begins or ends with a gap.
    """
    together = " & " in source
    parts = source.replace(" & ", " ").split()
    steps = tuple(Step(gap=GAPS[part]) if part in GAPS else _step(part, sets, plain) for part in parts)
    if not steps or steps[0].gap or steps[-1].gap:
        raise BadPattern(f"{source!r} must begin and end with a word")
    return Pattern(steps, source, together)


def _step(part: str, sets: Mapping[str, Sequence[str]], plain: Callable[[Words], Words]) -> Step:
    choices: dict[str, list[Words]] = {}
    for written in _choices(part.rstrip("?").split("|"), sets):
        if choice := plain(tuple(written.split("_"))):
            choices.setdefault(choice[0], []).append(choice)
    return Step(choices, optional=part.endswith("?"))


def _choices(names: Iterable[str], sets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name in names:
        if not name.startswith("<"):
            yield name
        elif (members := sets.get(name.strip("<>"))) is None:
            raise BadPattern(f"there is no set {name}")
        else:
            yield from members


def _end(steps: tuple[Step, ...], words: Sequence[str], at: int) -> int | None:
    if not steps:
        return at
    step, rest = steps[0], steps[1:]
    if step.gap:
        return _end_after_gap(step.gap, rest, words, at)
    for after in step.ends(words, at):
        if (end := _end(rest, words, after)) is not None:
            return end
    return _end(rest, words, at) if step.optional else None


def _end_after_gap(longest: int, rest: tuple[Step, ...], words: Sequence[str], at: int) -> int | None:
    for start in range(at, min(at + longest + 1, len(words))):
        if words[start] == STOP:
            return None
        if (end := _end(rest, words, start)) is not None:
            return end
    return None
