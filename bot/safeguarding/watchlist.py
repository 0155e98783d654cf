"""Look for a concern in what was typed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.safeguarding.concern import SEVERITIES, UNKNOWN, Concern
from bot.safeguarding.patience import FOREVER, deadline, keep_time
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
class Found:
    """What the phrases say of a text.

    Args:
        concern: what an adult must hear of.
        hint: what might be one, in words that ordinary talk uses too; None where there is a concern.
    """

    concern: Concern | None = None
    hint: Concern | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    pattern: Pattern
    concern: Concern


@dataclass(repr=False, eq=False)
class Watchlist:
    """What to look for, as data; compiled once, then read by everybody.

    Args:
        phrases: for each category and severity, its phrases (see ``bot/safeguarding/patterns.py``).
        hints: phrases that ordinary talk uses too, by category and severity; not enough by themselves.
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
    hints: Phrases = field(default_factory=dict)
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
        sought, hinted = [*self._compiled(self.phrases)], [*self._compiled(self.hints)]
        ordinary = [self._parse(source) for source in self.ordinary]
        patterns = [*ordinary, *(s.pattern for s in (*sought, *hinted))]
        vocabulary = {word for pattern in patterns for word in pattern.words}
        self._speller = Speller(self.spellings, vocabulary | self.denials | self.fillers | self.asides)
        self._sought = _by_first_word([(s.pattern, s) for s in sought])
        self._hinted = _by_first_word([(s.pattern, s) for s in hinted])
        self._ordinary = _by_first_word([(pattern, pattern) for pattern in ordinary])

    def _compiled(self, phrases: Phrases) -> Iterator[_Sought]:
        for category, by_severity in phrases.items():
            if strange := set(by_severity) - set(SEVERITIES):
                raise BadPattern(f"{category} has no severity {sorted(strange)}")
            for severity, sources in by_severity.items():
                yield from (_Sought(self._parse(source), Concern(category, severity)) for source in sources)

    def _parse(self, source: str) -> Pattern:
        return parse(source, self.sets, lambda words: (*self._without_asides(self.spellings.plain(words)),))

    def _without_asides(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self.asides]

    def words(self, text: str, until: float = FOREVER) -> list[str]:
        """Return the plain words of ``text``, without asides.

        Raises:
            TooSlow: it is ``until`` (``patience.deadline``) already.
        """
        return self._without_asides(self._speller.words(text, until))

    def look(self, text: str, until: float = FOREVER) -> Found:
        """Return the most urgent concern in ``text``, and the most urgent hint where there is no concern.

        Raises:
            TooSlow: it is ``until`` (``patience.deadline``) already.
        """
        words = self.words(text, until)
        hidden = self._hidden(words, until)
        concern = _most_urgent(self._matches(self._sought, words, hidden, until))
        hint = None if concern else _most_urgent(self._matches(self._hinted, words, hidden, until))
        return Found(concern, hint)

    def _matches(
        self, index: Index[_Sought], words: Sequence[str], hidden: set[int], until: float
    ) -> Iterator[Concern]:
        """Give every concern that the phrases of an index find, in the order of the words."""
        seen = [HIDDEN if at in hidden else word for at, word in enumerate(words)]
        for at, sought in _candidates(index, words, until):
            match = sought.pattern.find(seen if sought.pattern.together else words, at)
            if match is None or match.end - 1 in hidden:
                continue
            if not any(self._is_denied(words, head, match) for head in match.heads):
                yield sought.concern
            elif sought.concern.category not in self.plainly_denied:
                yield Concern(sought.concern.category, SEVERITIES[-1])

    def _hidden(self, words: Sequence[str], until: float) -> set[int]:
        """Return which words belong to an ordinary phrase; a concern that ends in one is none."""
        hidden: set[int] = set()
        for at, pattern in _candidates(self._ordinary, words, until):
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


def check(text: str, watchlist: Watchlist) -> Found:
    """Look for a concern in ``text``; where looking fails or takes long, the worst is taken to be there.

    A denied concern ("I don't hurt myself") is still one, to watch. Swearing is not. The doors call this:
    it never raises, and a fault shows help rather than the next question.
    """
    try:
        return watchlist.look(text, deadline())
    except Exception as error:
        _log.error("the safety check failed: %s", type(error).__name__)
        return Found(UNKNOWN)


def _most_urgent(concerns: Iterator[Concern]) -> Concern | None:
    worst: Concern | None = None
    for concern in concerns:
        if worst is None or SEVERITIES.index(concern.severity) < SEVERITIES.index(worst.severity):
            worst = concern
        if worst.severity == SEVERITIES[0]:
            break
    return worst


def _by_first_word(rows: Sequence[tuple[Pattern, Row]]) -> Index[Row]:
    index: Index[Row] = {}
    for pattern, row in rows:
        for word in pattern.first_words:
            index.setdefault(word, []).append((pattern.needs, row))
    return index


def _candidates(index: Index[Row], words: Sequence[str], until: float) -> Iterator[tuple[int, Row]]:
    """Give where each phrase could begin, its words all being near, and what goes with it."""
    present: frozenset[str] = frozenset()
    for at, word in enumerate(words):
        if at % BLOCK == 0:
            keep_time(until)
            present = frozenset(words[max(0, at - LONGEST_PHRASE) : at + BLOCK + LONGEST_PHRASE])
        for needs, row in index.get(word, ()):
            if not any(map(present.isdisjoint, needs)):
                yield at, row
