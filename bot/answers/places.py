"""Reading where a learner lives: the first half of a postcode, or a town, and never more than that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.answers.checking import InvalidAnswer
from bot.questions import NOT_SURE, SKIPPED
from bot.reading import Meaning, Vocabulary, edits, plain, sounds

# Royal Mail's shapes: A9, A99, A9A, AA9, AA99, AA9A. Q, V and X begin no code; I and Z are never second.
_OUTWARD = r"(?P<area>[a-uwyz][a-hj-y]?)\s?(?P<district>\d(?:\d|[a-hjkmnp-y])?)"
_FULL = re.compile(rf"\b{_OUTWARD}\s?\d\s?[abd-hjlnp-uw-z]{{2}}\b")
_HALF = re.compile(rf"\b{_OUTWARD}(?:\s?\d)?\b")
_NOUGHT_FOR_O = re.compile(r"\b0(?=x\s?\d)|(?<=\b[a-z])0(?=\s?\d)")
_NOT_LETTERS = re.compile(r"[^\w\s]|_")

SHORTEST_TO_RESPELL = 5
LONG_ENOUGH_FOR_TWO = 8


def read(slot: str, text: str, vocabulary: Vocabulary) -> str:
    """Return ``"OX14"`` or ``"Abingdon"``.

    A whole postcode is cut to its first half, whatever else was typed with it.

    Raises:
        InvalidAnswer: it names no place, or it may be one of several.
    """
    letters = _NOUGHT_FOR_O.sub("o", _NOT_LETTERS.sub(" ", plain(text)))
    whole = _outward(_FULL, letters, vocabulary)
    if whole is not None:
        return whole
    half = _outward(_HALF, letters, vocabulary)
    left = _left(slot, letters if half is None else _HALF.sub(" ", letters), vocabulary)
    if half is not None and (not left or left in vocabulary.towns):
        return half
    town = None if half else _town(left, vocabulary.towns)
    return town or _no_place(slot, text, vocabulary)


def _outward(shape: re.Pattern[str], letters: str, vocabulary: Vocabulary) -> str | None:
    """Return the only outward code in the letters; an area that does not exist makes none."""
    found = ((match["area"].upper(), match["district"].upper()) for match in shape.finditer(letters))
    areas = vocabulary.postcode_areas
    codes = {area + district for area, district in found if not areas or area in areas}
    return codes.pop() if len(codes) == 1 else None


def _left(slot: str, letters: str, vocabulary: Vocabulary) -> str:
    """Return the words that do not say "i live in" or the like."""
    if " ".join(letters.split()) in vocabulary.towns:
        return " ".join(letters.split())
    spotted = vocabulary.reader(slot).spot(letters.split())
    return " ".join(word for each in spotted if each.meaning is not Meaning.FILLER for word in each.words)


def _town(said: str, towns: Mapping[str, str]) -> str | None:
    """Return the only town that this can be, by its name or nearly so."""
    if said in towns or len(said) < SHORTEST_TO_RESPELL:
        return towns.get(said)
    most = 1 + (len(said) >= LONG_ENOUGH_FOR_TWO)
    near = {
        name: edits(said, name, most) for name in towns if name[0] == said[0] and _is_name(name, towns[name])
    }
    best = min(near.values(), default=most + 1)
    if best <= most:
        return _only(towns[name] for name, distance in near.items() if distance == best)
    alike = (
        name for name in near if sounds(name) == sounds(said) and edits(said, name, most + 1) == most + 1
    )
    return _only(towns[name] for name in alike)


def _is_name(name: str, kept: str) -> bool:
    """Return whether a name is (part of) the one a town is kept under, and not what others call it."""
    return name in " ".join(_NOT_LETTERS.sub(" ", plain(kept)).split())


def _only(names: Iterable[str]) -> str | None:
    found = set(names)
    return found.pop() if len(found) == 1 else None


def _no_place(slot: str, text: str, vocabulary: Vocabulary) -> str:
    """Return what they said instead of a place: rather not, or not sure."""
    reader = vocabulary.reader(slot)
    words = reader.words(text)
    sense = reader.sense(reader.spot(words), several=False)
    if sense.unexplained or sense.unclear or reader.asks(words):
        raise InvalidAnswer(slot)
    if Meaning.DECLINE in sense.said:
        return SKIPPED
    if Meaning.NOT_SURE in sense.said:
        return NOT_SURE
    raise InvalidAnswer(slot)
