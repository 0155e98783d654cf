"""Look for a concern in what was typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.safeguarding.concern import SEVERITIES, UNKNOWN, Concern
from bot.safeguarding.patterns import BadPattern, Match, Pattern, parse
from bot.safeguarding.spelling import Speller, Spellings

DENIAL_REACH = 4  # words before a phrase in which "not" still speaks of it
BLOCK = 8  # words of a long message that are looked at together
LONGEST_PHRASE = 20  # words, gaps and all
HIDDEN = "·"  # an ordinary phrase, once read

Row = TypeVar("Row")
Needs = tuple[frozenset[str], ...]
Index = dict[str, list[tuple[Needs, Row]]]
Phrases = Mapping[str, Mapping[str, Sequence[str]]]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Sought:
    pattern: Pattern
    concern: Concern


@dataclass(repr=False, eq=False)
class Watchlist:
    """What to look for, as data; compiled once, then read by everybody.

    Args:
        phrases: for each category and severity, its phrases (see ``bot/safeguarding/patterns.py``).
        ordinary: phrases that sound alarming and are not ("die for a pizza").
        sets: named sets of words for the phrases.
        denials: words that deny what follows ("never"): such a concern is only watched.
        fillers: words that may stand between a denial and what it denies.
        plainly_denied: categories in which a denial ("I don't do drugs") is no concern at all.
        asides: words that change nothing ("literally") and are passed over.
        own_words: words of the learner's own; an ordinary phrase with one in a gap is not hidden.
        spellings: how young people write.

    Raises:
        BadPattern: a phrase cannot be read, or its severity is not one of ``SEVERITIES``.
    """

    phrases: Phrases
    ordinary: Sequence[str] = ()
    sets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    denials: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    plainly_denied: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    own_words: frozenset[str] = frozenset()
    spellings: Spellings = field(default_factory=Spellings)

    def __post_init__(self) -> None:
        """Compile the phrases and index them by their first words."""
        for category, by_severity in self.phrases.items():
            if strange := set(by_severity) - set(SEVERITIES):
                raise BadPattern(f"{category} has no severity {sorted(strange)}")
        sought = [
            _Sought(self._parse(source), Concern(category, severity))
            for category, by_severity in self.phrases.items()
            for severity, sources in by_severity.items()
            for source in sources
        ]
        ordinary = [self._parse(source) for source in self.ordinary]
        vocabulary = {word for pattern in [*ordinary, *(s.pattern for s in sought)] for word in pattern.words}
        self._speller = Speller(self.spellings, vocabulary | self.denials | self.fillers | self.asides)
        self._sought = _by_first_word([(s.pattern, s) for s in sought])
        self._ordinary = _by_first_word([(pattern, pattern) for pattern in ordinary])

    def _parse(self, source: str) -> Pattern:
        return parse(source, self.sets, lambda words: (*self._without_asides(self.spellings.plain(words)),))

    def _without_asides(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self.asides]

    def words(self, text: str) -> list[str]:
        """Return the plain words of ``text``, without asides."""
        return self._without_asides(self._speller.words(text))

    def concerns(self, text: str) -> Iterator[Concern]:
        """Give every concern found in ``text``, in the order of its words."""
        words = self.words(text)
        hidden = self._hidden(words)
        seen = [HIDDEN if at in hidden else word for at, word in enumerate(words)]
        for at, sought in _candidates(self._sought, words):
            match = sought.pattern.find(seen if sought.pattern.together else words, at)
            if match is None or match.end - 1 in hidden:
                continue
            if not any(self._is_denied(words, head, match) for head in match.heads):
                yield sought.concern
            elif sought.concern.category not in self.plainly_denied:
                yield Concern(sought.concern.category, SEVERITIES[-1])

    def _hidden(self, words: Sequence[str]) -> set[int]:
        """Return which words belong to an ordinary phrase; a concern that ends in one is none."""
        hidden: set[int] = set()
        for at, pattern in _candidates(self._ordinary, words):
            match = pattern.find(words, at)
            if match and not self.own_words.intersection(words[at : match.end]) - pattern.words:
                hidden.update(range(at, match.end))
        return hidden

    def _is_denied(self, words: Sequence[str], head: int, match: Match) -> bool:
        """Tell whether a "not" speaks of the word at ``head``, and is no part of the phrase itself."""
        for at in range(head - 1, max(-1, head - 1 - DENIAL_REACH), -1):
            if words[at] in self.denials:
                return at not in match.heads
            if words[at] not in self.fillers:
                return False
        return False


def assess(text: str, watchlist: Watchlist) -> Concern | None:
    """Return the most urgent concern in ``text``, or None.

    A denied concern ("I don't hurt myself") is still one, to watch. Swearing is not.
    """
    worst: Concern | None = None
    for concern in watchlist.concerns(text):
        if worst is None or SEVERITIES.index(concern.severity) < SEVERITIES.index(worst.severity):
            worst = concern
        if worst.severity == SEVERITIES[0]:
            break
    return worst


def check(text: str, watchlist: Watchlist) -> Concern | None:
    """Return the most urgent concern in ``text``; when looking fails, the worst is taken to be so.

    The doors call this one: it never raises, and a fault shows help rather than the next question.
    """
    try:
        return assess(text, watchlist)
    except Exception as error:
        _log.error("the safety check failed: %s", type(error).__name__)
        return UNKNOWN


def _by_first_word(rows: Sequence[tuple[Pattern, Row]]) -> Index[Row]:
    index: Index[Row] = {}
    for pattern, row in rows:
        for word in pattern.first_words:
            index.setdefault(word, []).append((pattern.needs, row))
    return index


def _candidates(index: Index[Row], words: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Give where each phrase could begin, its words all being near, and what goes with it."""
    present: frozenset[str] = frozenset()
    for at, word in enumerate(words):
        if at % BLOCK == 0:
            present = frozenset(words[max(0, at - LONGEST_PHRASE) : at + BLOCK + LONGEST_PHRASE])
        for needs, row in index.get(word, ()):
            if not any(map(present.isdisjoint, needs)):
                yield at, row
