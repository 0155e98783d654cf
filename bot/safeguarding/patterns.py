"""Phrases to look for, written as people write them: ``<want> ... hurt|kill myself``.

- ``word``: this word; ``a|b|two_words``: any of these;
- ``<want>``: any word of a named set; ``word?``, ``<set>?``: may be missing;
- ``..``: at most one word; ``...``: at most four words; neither goes beyond the end of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

STOP = "."  # the end of a sentence, among words
GAPS = {"..": 1, "...": 4}

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
class Pattern:
    """A phrase, step by step, and what it means."""

    steps: tuple[Step, ...]
    source: str

    @property
    def first_words(self) -> frozenset[str]:
        """Return the words with which this phrase can begin."""
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

    def end(self, words: Sequence[str], at: int) -> int | None:
        """Return where this phrase ends if it begins at ``at``, else None."""
        return _end(self.steps, words, at)


def parse(source: str, sets: Mapping[str, Sequence[str]]) -> Pattern:
    """Read one phrase.

    Raises:
        BadPattern: an unknown set, or a phrase that begins or ends with a gap.
    """
    steps = tuple(_step(part, sets, source) for part in source.split())
    if not steps or steps[0].gap or steps[-1].gap:
        raise BadPattern(f"{source!r} must begin and end with a word")
    return Pattern(steps, source)


def _step(part: str, sets: Mapping[str, Sequence[str]], source: str) -> Step:
    if part in GAPS:
        return Step(gap=GAPS[part])
    optional = part.endswith("?")
    names = part.rstrip("?").split("|")
    choices: dict[str, list[Words]] = {}
    for choice in _choices(names, sets, source):
        choices.setdefault(choice[0], []).append(choice)
    return Step(choices, optional)


def _choices(names: Iterable[str], sets: Mapping[str, Sequence[str]], source: str) -> Iterator[Words]:
    for name in names:
        if not name.startswith("<"):
            yield tuple(name.split("_"))
        elif (members := sets.get(name.strip("<>"))) is None:
            raise BadPattern(f"{source!r} names a set that is not there: {name}")
        else:
            yield from (tuple(member.split("_")) for member in members)


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
    for skipped in range(longest + 1):
        if (end := _end(rest, words, at + skipped)) is not None:
            return end
        if at + skipped >= len(words) or words[at + skipped] == STOP:
            return None
    return None
