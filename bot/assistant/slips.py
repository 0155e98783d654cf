"""How unlikely it is that one word is written for another: misspelling by ear, by hand and by keyboard.

Costs are natural logarithms: 5 is a chance of 1 in 150 for one letter. They were chosen on messages that were
misspelt on purpose; within a letter or so of these values nothing changes much.
"""

from __future__ import annotations

from functools import lru_cache

from bot.reading import sounds

LETTER = 5.0  # one letter is another, is missing, or is too many
FIRST_LETTER = 1.5  # more, for the letter that people get right
DOUBLED = -2.0  # less, for "speling" and "untill"
SWAPPED = -1.5  # less, for "tmie"
VOWEL = -1.5  # less, for one vowel instead of another
VOWEL_NUMBER = -1.0  # less, for a vowel that is missing or too many
HEARD_ALIKE = -1.5  # less, for letters that may sound the same
NEAR_ON_KEYBOARD = -1.0
WHOLE_WORD_HEARD_ALIKE = -2.0  # less, for "kwiet"
LEAST = 1.0

VOWELS = frozenset("aeiouy")
ALIKE = frozenset(map(frozenset, ("ck", "cs", "sz", "fv", "gj", "iy", "mn", "dt", "bp", "qk", "uw")))
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Return each two keys that lie beside or below one another."""
    at = {key: (row, column) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}
    return frozenset(
        (one, other)
        for one, (row, column) in at.items()
        for other, (down, across) in at.items()
        if one != other and abs(row - down) <= 1 and abs(column - across) <= 1
    )


NEIGHBOURS = _neighbours()


@lru_cache(maxsize=16384)
def slip(written: str, meant: str) -> float:
    """Return the cost of writing one word for another; 0 for itself."""
    if written == meant:
        return 0.0
    cost = _letters(written, meant)
    return max(LEAST, cost + WHOLE_WORD_HEARD_ALIKE) if sounds(written) == sounds(meant) else cost


def _letters(written: str, meant: str) -> float:
    """Return the least cost of the letters that differ (restricted Damerau-Levenshtein)."""
    before: list[float] = []
    row = [0.0]
    for at in range(len(meant)):
        row.append(row[-1] + _one_letter(meant, at))
    for i, wrote in enumerate(written):
        extra = _one_letter(written, i)
        before, last, row = row, before, [row[0] + extra]
        for j, letter in enumerate(meant):
            cost = before[j] if wrote == letter else before[j] + _instead(wrote, letter, i == j == 0)
            cost = min(cost, before[j + 1] + extra, row[j] + _one_letter(meant, j))
            if i and j and wrote == meant[j - 1] and letter == written[i - 1]:
                cost = min(cost, last[j - 1] + LETTER + SWAPPED)
            row.append(cost)
    return row[-1]


def _one_letter(word: str, at: int) -> float:
    """Return the cost of leaving out, or of adding, the letter there."""
    if at == 0:
        return LETTER + FIRST_LETTER
    if word[at] == word[at - 1]:
        return LETTER + DOUBLED
    return LETTER + VOWEL_NUMBER if word[at] in VOWELS else LETTER


def _instead(wrote: str, letter: str, is_first: bool) -> float:
    less = 0.0
    if wrote in VOWELS and letter in VOWELS:
        less = VOWEL
    elif frozenset((wrote, letter)) in ALIKE:
        less = HEARD_ALIKE
    elif (wrote, letter) in NEIGHBOURS:
        less = NEAR_ON_KEYBOARD
    return LETTER + less + (FIRST_LETTER if is_first else 0.0)
