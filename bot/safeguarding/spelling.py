"""Plain words out of what was typed: misspelt, spaced out, in text-speak, in digits, with emoji."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bot.safeguarding.patience import FOREVER, keep_time
from bot.safeguarding.patterns import STOP

LONG_ENOUGH_TO_MISSPELL = 5  # shorter words have too many neighbours that are words
TOO_LONG_TO_MISSPELL = 30
LONGEST_PIECE = 100  # letters that are parted at once: what is glued longer is cut first
LONG_ENOUGH_FOR_SWAPS = 4
LONG_ENOUGH_TO_BE_GLUED = 7
MOST_PARTS_TO_DOUBT = 2  # "therapist" is not "the rapist"
LETTERS_IN_A_ROW = 3  # "k i l l": single letters are one word from here on
MOST_SIGNS = 4  # of a word such as "su1c1d3"
UNSEEN = {"Mn", "Me", "Cf"}  # accents, marks and characters of no width
WORDS_OF_ONE_LETTER = frozenset("ia")
UNKNOWN_LETTER = 4  # the price of a letter that belongs to no word

Parting = tuple[int, list[str]]  # what it costs, and its words

_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_SENTENCE_END = re.compile(r"(?<![.!?])[.!?]+(?=\s|$)|\n+")  # tried once for each run of marks
_BETWEEN_WORDS = re.compile(r"[^\w@$!*+|]+|_+|\*{2,}|(?<![\w@$])[!*+|]+|[!+|]+(?![\w@$])")
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Spellings:
    """How young people write, as data (``bot/reference/concern_spellings.yml``).

    Args:
        emoji: a picture and the word it stands for.
        lookalikes: a letter of another alphabet and the one it looks like.
        signs: a digit or a sign and the letters it may stand for.
        shorthand: a word, and the words it is short for or a misspelling of.
        pairs: two words that are one (``"i am"``: ``"im"``).
        often_misspelt: the words that a misspelling is put right to, and that glued words are parted at.
        everyday: words that are spelt right, however like one of those they look.
    """

    emoji: Mapping[str, str] = field(default_factory=dict)
    lookalikes: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    shorthand: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    often_misspelt: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()

    def plain(self, words: Sequence[str]) -> list[str]:
        """Return words without shorthand, two that are one joined."""
        full = [part for word in words for part in self.shorthand.get(word, word).split()]
        return list(self._paired(full))

    def _paired(self, words: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            pair = self.pairs.get(" ".join(words[at : at + 2]))
            yield from [words[at]] if pair is None else pair.split()
            at += 1 if pair is None else 2


class Speller:
    """Reads text as words of a vocabulary where it can, and leaves the rest as it is."""

    def __init__(self, spellings: Spellings, vocabulary: Iterable[str]) -> None:
        """Prepare the tables once; reading is then a matter of look-ups."""
        self._spellings = spellings
        self._vocabulary = frozenset(vocabulary)
        self._known = self._vocabulary | spellings.everyday
        self._signs = {ord(sign): letters for sign, letters in spellings.signs.items()}
        self._lookalikes = str.maketrans(dict(spellings.lookalikes))
        misspelt = spellings.often_misspelt
        self._near = _neighbours(word for word in misspelt if len(word) >= LONG_ENOUGH_TO_MISSPELL)
        self._swaps = {s: w for w in misspelt if len(w) >= LONG_ENOUGH_FOR_SWAPS for s in _swaps(w)}
        self._longest = max(map(len, self._vocabulary), default=0)
        self._ways: tuple[Callable[[str], list[str] | None], ...] = (
            self._as_shorthand, self._as_known, self._without_signs, self._without_repeats,
            self._without_stars, self._respelt, self._unglued,
        )

    def words(self, text: str, until: float = FOREVER) -> list[str]:
        """Return the words of ``text``, lower case, with ``"."`` where a sentence ends.

        Raises:
            TooSlow: it is ``until`` (``patience.deadline``) already.
        """
        words: list[str] = []
        for token in self._joined_letters(_tokens(self._letters(text))):
            for piece in _pieces(token):
                keep_time(until)
                words += self._read(piece)
        return self._spellings.plain(words)

    def _letters(self, text: str) -> str:
        for picture, word in self._spellings.emoji.items():
            if picture in text:
                text = text.replace(picture, f" {word} ")
        text = unicodedata.normalize("NFKC", text).casefold().translate(self._lookalikes)
        plain = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) not in UNSEEN)
        return _APOSTROPHES.sub("", "".join(plain))

    def _joined_letters(self, tokens: Iterable[str]) -> Iterator[str]:
        """Join "k i l l  m e" and part it again into words."""
        letters: list[str] = []
        for token in tokens:
            if len(token) == 1 and token != STOP:
                letters.append(token)
                continue
            yield from self._run(letters)
            letters = []
            yield token
        yield from self._run(letters)

    def _run(self, letters: Sequence[str]) -> Sequence[str]:
        if len(letters) < LETTERS_IN_A_ROW:
            return letters
        pieces = _pieces("".join(letters))
        return [word for piece in pieces for word in self._parted(next(iter(self._unsigned(piece)), piece))]

    def _read(self, token: str) -> list[str]:
        for way in self._ways:
            if (words := way(token)) is not None:
                return words
        return [token]

    def _as_shorthand(self, token: str) -> list[str] | None:
        words = self._spellings.shorthand.get(token)
        return words.split() if words else None

    def _as_known(self, token: str) -> list[str] | None:
        return [token] if token in self._known or token == STOP else None

    def _without_signs(self, token: str) -> list[str] | None:
        if token.isalpha():
            return None
        return self._first_read(self._unsigned(token))

    def _without_repeats(self, token: str) -> list[str] | None:
        if not _REPEATED.search(token):
            return None
        return self._first_read((_REPEATED.sub(r"\1\1", token), _REPEATED.sub(r"\1", token)))

    def _without_stars(self, token: str) -> list[str] | None:
        if "*" not in token or len(token) < LONG_ENOUGH_FOR_SWAPS:
            return None
        shape = re.compile("".join("." if c == "*" else re.escape(c) for c in token))
        return next(([word] for word in sorted(self._vocabulary) if shape.fullmatch(word)), None)

    def _respelt(self, token: str) -> list[str] | None:
        if (word := self._swaps.get(token)) is not None:
            return [word]
        if not LONG_ENOUGH_TO_MISSPELL <= len(token) <= TOO_LONG_TO_MISSPELL:
            return None
        near = {word for shape in _shapes(token) for word in self._near.get(shape, ())}
        return sorted(word for word in near if _one_edit(token, word))[:1] or None

    def _unglued(self, token: str) -> list[str] | None:
        if len(token) < LONG_ENOUGH_TO_BE_GLUED or not token.isalpha():
            return None
        parts = self._parted(token)
        long_enough = len(parts) > MOST_PARTS_TO_DOUBT or min(map(len, parts)) >= LONG_ENOUGH_FOR_SWAPS
        telling = not self._spellings.often_misspelt.isdisjoint(parts)
        return parts if long_enough and telling and self._vocabulary.issuperset(parts) else None

    def _first_read(self, candidates: Iterable[str]) -> list[str] | None:
        for word in candidates:
            if (words := self._as_shorthand(word) or self._as_known(word) or self._unglued(word)) is not None:
                return words
        return None

    def _unsigned(self, token: str) -> Iterator[str]:
        """Give the words that "su1c1d3" may be."""
        choices = [self._signs.get(ord(c), c) for c in token]
        if sum(len(letters) > 1 for letters in choices) > MOST_SIGNS:
            choices = [letters[0] for letters in choices]
        return ("".join(letters) for letters in product(*choices))

    def _parted(self, letters: str) -> list[str]:
        """Part glued letters into the fewest words, with the fewest letters left over."""
        best: list[Parting] = [(0, [])]
        for end in range(1, len(letters) + 1):
            best.append(min(self._endings(letters, end, best), key=lambda way: way[0]))
        return best[-1][1]

    def _endings(self, letters: str, end: int, best: list[Parting]) -> Iterator[Parting]:
        for start in range(max(0, end - self._longest), end):
            part = letters[start:end]
            words = self._as_shorthand(part) if len(part) >= LONG_ENOUGH_TO_MISSPELL else None
            if words or (part in self._vocabulary and (len(part) > 1 or part in WORDS_OF_ONE_LETTER)):
                yield best[start][0] + 1, [*best[start][1], *(words or [part])]
        yield best[end - 1][0] + UNKNOWN_LETTER, [*best[end - 1][1], letters[end - 1]]


def _tokens(text: str) -> Iterator[str]:
    sentences = _SENTENCE_END.split(text)
    for number, sentence in enumerate(sentences):
        if number:
            yield STOP
        yield from (token for token in _BETWEEN_WORDS.split(sentence) if token)


def _pieces(token: str) -> list[str]:
    return [token[at : at + LONGEST_PIECE] for at in range(0, len(token), LONGEST_PIECE)]


def _shapes(word: str) -> set[str]:
    """Return the word and what is left of it when one letter is lost."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _neighbours(words: Iterable[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for word in words:
        for shape in _shapes(word):
            near.setdefault(shape, []).append(word)
    return near


def _swaps(word: str) -> Iterator[str]:
    for i in range(len(word) - 1):
        if word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _one_edit(a: str, b: str) -> bool:
    """Tell whether one letter added, lost or changed makes ``a`` into ``b``; the first is seldom wrong."""
    if a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + (len(a) >= len(b)) :] == b[start + (len(b) >= len(a)) :]
