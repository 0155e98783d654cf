"""What a course is called, without what one list writes and another leaves out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bot.courses import Level

# Every word that stands for another, or for nothing; a new one is a new line. What tells two courses of one
# college apart is not here: certificate and diploma, full and part time, year one and two, who awards it.
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("a", "an", "the", "in", "of", "for", "and", "with", "to"), ""),
    **dict.fromkeys(("course", "courses", "programme", "program", "qualification"), ""),
    "l1": "level 1", "l2": "level 2", "l3": "level 3", "l4": "level 4", "lvl": "level", "lev": "level",
    "e1": "entry level 1", "e2": "entry level 2", "e3": "entry level 3",
    "one": "1", "two": "2", "three": "3", "four": "4", "i": "1", "ii": "2", "iii": "3",
    "cert": "certificate", "dip": "diploma", "quals": "", "intro": "introduction",
    "maths": "mathematics", "gcses": "gcse", "alevel": "a level", "tlevel": "t level",
}  # fmt: skip
# How each level is said in a title: the level is compared by itself.
SAID: Mapping[Level, tuple[str, ...]] = {
    Level.E1: ("entry", "level", "1"), Level.E2: ("entry", "level", "2"), Level.E3: ("entry", "level", "3"),
    Level.ENTRY: ("entry", "level"), Level.L1: ("level", "1"), Level.L2: ("level", "2"),
    Level.L3: ("level", "3"),
}  # fmt: skip
_YEAR = re.compile(r"\b20\d\d(?:\s*[/–-]\s*(?:20)?\d\d)?\b")


def title_words(title: str, level: Level) -> str:
    """Return the words that count, in the order of the alphabet; "" where none does.

    "Level 2 Diploma in Plumbing (2026/27)" and "Plumbing: Diploma, L2" are the same at level 2.
    """
    words = Counter(_words(title))
    said = Counter(SAID.get(level, ()))
    if said <= words:
        words -= said
    return " ".join(sorted(words.elements()))


def _words(title: str) -> Iterator[str]:
    plain = _YEAR.sub(" ", re.sub(r"['’]", "", title.casefold()))
    # C, C++ and C# are three languages.
    for word in re.findall(r"[\w+#]+", plain):
        yield from WORDS.get(word, word).split()
