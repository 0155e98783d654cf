"""Reading where a learner lives: the first half of a postcode, or a town, and never more than that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.answers.checking import InvalidAnswer
from bot.answers.understanding import Understood, hedged
from bot.questions import NOT_SURE, SKIPPED
from bot.reading import BREAKS, Meaning, Reader, Vocabulary, plain, sounds

# Royal Mail's shapes: A9, A99, A9A, AA9, AA99, AA9A. Q, V and X begin no code; I and Z are never second.
_OUTWARD = r"(?P<area>[a-uwyz][a-hj-y]?)\s?(?P<district>\d(?:\d|[a-hjkmnp-y])?)"
_FULL = re.compile(rf"\b{_OUTWARD}\s?\d\s?[abd-hjlnp-uw-z]{{2}}\b")
_HALF = re.compile(rf"\b{_OUTWARD}(?:\s?\d)?\b")
_NOUGHT_FOR_O = re.compile(r"\b0(?=x\s?\d)|(?<=\b[a-z])0(?=\s?\d)")
_NOT_LETTERS = re.compile(r"[^\w\s]|_")

SHORTEST_TO_RESPELL = 5
LONG_ENOUGH_FOR_TWO = 8
FAR_DOWN = 5  # times further down the list of towns by size
SHORT_NAME = 2
MOST_WORDS_IN_PASSING = 5  # a longer text names a place only where it says "live in" or the like
MOST_WORDS_BESIDE = 14
# Places that are named for another reason than that they live there.
_ELSEWHERE = re.compile(
    r"\b(?:college|go to|want|wanna|job|course|work|works|born|used to|was|were|visit|family|holiday|dad|"
    r"mum|nan|lives|"
    r"not|dont|football|team|support|studying|train|bus|like|love)\b"
)
_OF_TWO = re.compile(r"\b(?:not|or|moved|used|was|from|before|now|wait|mean|but|no|then)\b")
_MOVED = re.compile(r"\b(?:moved|came|come) (?:here )?from [a-z ]{2,20}? (?:to|now in|and now (?:live "
                    r")?in)\b")
MOST_WORDS = 5  # in a town's name
# A town in a longer text stands after one of these, unless it is all that stands between two breaks.
WHERE = frozenset(
    ("in", "near", "nr", "at", "from", "by", "round", "around", "outside", "called", "to", "of", "is")
)


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
    town = None if half else _town(left, vocabulary)
    return town or _no_place(slot, text, vocabulary)


def understand(slot: str, text: str, vocabulary: Vocabulary, *, every_word: bool) -> Understood | None:
    """Return the place that a text names, whatever else it says, or None where there is no telling.

    Args:
        slot: the question.
        text: as typed.
        vocabulary: its towns, and the phrases of the question.
        every_word: no word may be left that we make nothing of.
    """
    reader = vocabulary.reader(slot)
    sense = reader.sense(reader.spot(reader.words(text)), several=False)
    for said in _corrected(text, reader):
        found = _place(slot, said, vocabulary) or (None if every_word else _within(slot, said, vocabulary))
        if found is not None:
            doubt = hedged(sense) and found.value not in {NOT_SURE, SKIPPED}
            return Understood(found.value, sure=found.sure and not doubt)
    return None


def _place(slot: str, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return the place that is all that a text says, as typed or with short forms written out."""
    for said in (text, " ".join(vocabulary.language.split(text))):
        try:
            return Understood(read(slot, said, vocabulary), sure=True)
        except InvalidAnswer:
            continue
    return None


def _corrected(text: str, reader: Reader) -> Iterator[str]:
    """Give what stands after "no wait" or the like, if anything does, then the whole text."""
    words = reader.words(text)
    again = [each for each in reader.spot(words) if each.meaning is Meaning.AGAIN]
    if again:
        yield " ".join(words[again[-1].at + len(again[-1].words) :])
    yield text


def _within(slot: str, text: str, vocabulary: Vocabulary) -> Understood | None:
    """Return the only place that a longer text names, or the town that a misspelt name most likely is."""
    words = vocabulary.language.split(text)
    apart = [part for part in " ".join(words).replace(".", ",").split(",") if part.strip()]
    codes = [code for part in apart if (code := _only_code(slot, part, vocabulary)) is not None]
    if len(set(codes)) == 1:
        return Understood(codes[0], sure=True)
    in_passing = len(words) > MOST_WORDS_IN_PASSING and slot not in vocabulary.spoken_of(text)
    if in_passing and (len(words) > MOST_WORDS_BESIDE or _ELSEWHERE.search(" ".join(words))):
        return None
    code = _outward(_HALF, " ".join(words), vocabulary)
    if code is not None:
        return Understood(code, sure=True)
    words = _MOVED.sub(" moved to ", " ".join(words)).split()
    parts = list(_parts(slot, words, vocabulary))
    named = [found for part in parts for found in _towns_named(part, vocabulary)]
    if named:  # "hackney in london" is hackney; of two that stand apart there is no telling
        one = len(set(named)) == 1 or len(parts) == 1
        return Understood(named[0], sure=one or _lies_in(named, text, vocabulary))
    near = [found for part in parts if (found := _most_likely(slot, _said(part), vocabulary)) is not None]
    return near[0] if len(near) == 1 else None


def _only_code(slot: str, part: str, vocabulary: Vocabulary) -> str | None:
    """Return the code that is all that a part says: "po4, dont want to say the rest"."""
    code = _outward(_HALF, part, vocabulary)
    return None if code is None or _left(slot, _HALF.sub(" ", part), vocabulary) else code


def _parts(slot: str, words: Sequence[str], vocabulary: Vocabulary) -> Iterator[list[tuple[str, bool]]]:
    """Give the words between breaks, each with whether it only stands around a place ("i live in")."""
    reader = vocabulary.reader(slot)
    around = {
        each.at + place
        for each in reader.spot(words)
        if each.meaning not in {Meaning.WORD, Meaning.OTHERS, Meaning.UNCLEAR}
        for place in range(len(each.words))
    }
    part: list[tuple[str, bool]] = []
    for at, word in [*enumerate(words), (len(words), ".")]:
        if word in BREAKS:
            yield part
            part = []
        else:
            part.append((word, at in around or word in vocabulary.language.light))


def _said(part: Sequence[tuple[str, bool]]) -> str:
    return " ".join(word for word, around in part if not around)


def _towns_named(part: Sequence[tuple[str, bool]], vocabulary: Vocabulary) -> list[str]:
    """Return the towns whose names stand in a part: all of it, or after "in" or the like."""
    words = [word for word, _ in part]
    begins = not part[0][1] if part else False
    if _said(part) in vocabulary.towns:
        return [vocabulary.towns[_said(part)]]
    found, at = [], 0
    while at < len(words):
        for end in range(min(len(words), at + MOST_WORDS), at, -1):
            name = " ".join(words[at:end])
            stands = words[at - 1] in WHERE if at else begins
            if stands and name in vocabulary.towns and len(name) > SHORT_NAME:
                found.append(vocabulary.towns[name])
                at = end - 1
                break
        at += 1
    return found


def _most_likely(slot: str, said: str, vocabulary: Vocabulary) -> Understood | None:
    """Return the town that a misspelt name is most like; of two that are as near, the larger, if in doubt.

    A word that is English ("brighten") may be meant as it stands.
    """
    if len(said) < SHORTEST_TO_RESPELL or vocabulary.town_names.knows(said):
        return None
    near = set(vocabulary.town_names.nearest(said))
    towns = [kept for name, kept in vocabulary.towns.items() if name in near]  # the larger first
    misspelt = not any(map(vocabulary.reader(slot).knows, said.split()))
    return Understood(towns[0], sure=misspelt and _is_much_larger(towns, vocabulary)) if towns else None


def _lies_in(named: Sequence[str], text: str, vocabulary: Vocabulary) -> bool:
    """Return whether the places after the first only say where that lies: "Peckham, south London"."""
    ranks = {kept: rank for rank, kept in enumerate(dict.fromkeys(vocabulary.towns.values()))}
    larger = all(ranks[each] < ranks[named[0]] for each in named[1:])
    return larger and _OF_TWO.search(text) is None


def _is_much_larger(towns: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Return whether the first of some towns, the larger first, is far up the list before the next."""
    ranks = [rank for rank, kept in enumerate(dict.fromkeys(vocabulary.towns.values()), 1) if kept in towns]
    return len(ranks) == 1 or ranks[1] > FAR_DOWN * ranks[0]


def _outward(shape: re.Pattern[str], letters: str, vocabulary: Vocabulary) -> str | None:
    """Return the only outward code in the letters; an area that does not exist makes none."""
    found = ((match["area"].upper(), match["district"].upper()) for match in shape.finditer(letters))
    areas = vocabulary.postcode_areas
    found = ((area, district) for area, district in found if not (area == "IM" and len(district) > 1))
    codes = {area + district for area, district in found if not areas or area in areas}
    return codes.pop() if len(codes) == 1 else None


def _left(slot: str, letters: str, vocabulary: Vocabulary) -> str:
    """Return the words that do not say "i live in" or the like."""
    if " ".join(letters.split()) in vocabulary.towns:
        return " ".join(letters.split())
    spotted = vocabulary.reader(slot).spot(letters.split())
    return " ".join(word for each in spotted if each.meaning is not Meaning.FILLER for word in each.words)


def _town(said: str, vocabulary: Vocabulary) -> str | None:
    """Return the only town that this can be, by its name or nearly so."""
    towns = vocabulary.towns
    if said in towns or len(said) < SHORTEST_TO_RESPELL:
        return towns.get(said)
    most = 1 + (len(said) >= LONG_ENOUGH_FOR_TWO)
    near = vocabulary.town_names.within(said, most + 1)
    best = min(near.values(), default=most + 1)
    if best <= most:
        return _only(towns[name] for name, distance in near.items() if distance == best)
    return _only(towns[name] for name in near if sounds(name) == sounds(said))


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
