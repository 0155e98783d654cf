"""Reading a whole message: the answer to what was asked, and the answers to other questions beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answers import facts, sharing
from bot.answers.asides import asides
from bot.answers.checking import Value
from bot.answers.clauses import Clause, without
from bot.answers.parsing import understand
from bot.answers.unasked import Claim, Search
from bot.questions import BY_NAME, Kind, section_of_slot
from bot.reading import Reader, Vocabulary

MOST_BESIDE_AN_ASIDE = 4  # words; where more is said, that may be what they ask about

_CORRECTS = re.compile(
    r"\W*(?:(?:oh|ok|okay|wait|no|hang on|um|er|oops)\W+)*(?:acc?t?s?h?u?a?l+y|sorr?[yi]e?|so+z+|sry|"
    r"my mistake|"
    r"i(?:'?ve| have)? changed? my mind|i (?:told|gave) (?:you|u) (?:the |teh )?wrong|i got my \w+ w?rong)\b",
    re.IGNORECASE,
)
_INSTEAD_OF = re.compile(r",? not (?:just |jus |only )?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says.

    Args:
        values: each question that it answers, with the value, as it is stored.
        doubtful: at most one question with the value that is most likely meant: to be offered, not stored.
        as_before: it says that the answer is what it was before.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    doubtful: Mapping[str, Value] = field(default_factory=dict)
    as_before: bool = False


def read(asked: str | None, text: str, vocabulary: Vocabulary) -> Reading:
    """Return what a message answers.

    Args:
        asked: the question that is open, if any; it has the first claim on every word.
        text: what the learner typed.
        vocabulary: the phrases of every question.
    """
    if _says_as_before(text, vocabulary):
        return Reading(as_before=True)
    aside = asides(asked, text, vocabulary)
    rest = without(text, aside)
    if aside and len(rest.strip(" .,;!?").split()) > MOST_BESIDE_AN_ASIDE:
        return Reading()
    reading = _read(asked, rest, vocabulary)
    if asked is None or not aside or asked not in reading.values:
        return reading
    to_find_out = [each for each in Search(text, asked, vocabulary).claims() if each.slot == "want_to_know"]
    return replace(reading, values={**_reading(to_find_out).values, **reading.values})


def _read(asked: str | None, text: str, vocabulary: Vocabulary) -> Reading:
    """Return what a message answers that holds nothing else."""
    if not any(map(str.isalnum, text)):
        return Reading()
    if corrected := _corrected(asked, text, vocabulary):
        return _reading(corrected)
    claims = _sharing(asked, text, vocabulary)
    claims += Search(without(text, [each.where for each in claims]), asked, vocabulary).claims()
    claims = [each for each in claims if not facts.tells_where_they_are(asked, each.slot, each.where.text)]
    if asked is None:
        return _reading(claims)
    rest = text if _takes_any_words(asked) else without(text, [each.where for each in claims])
    understood = understand(asked, rest, vocabulary)
    if understood is None:
        return _reading([] if _only_asks_us(asked, text, claims, vocabulary) else claims)
    where = Clause(text, 0, len(text))
    told_too = [Claim(slot, also, where) for slot, also in facts.told_alike(asked, text, vocabulary)]
    return _reading([Claim(asked, understood, where), *told_too, *claims])


def _corrected(asked: str | None, text: str, vocabulary: Vocabulary) -> list[Claim]:
    """Return what a text says anew of earlier answers: then no word is for the question that is open."""
    correcting = _CORRECTS.match(text)
    if asked is None or correcting is None:
        return []
    rest = text[correcting.end() :]
    tries = (Search(said, None, vocabulary).claims() for said in (text, rest, _INSTEAD_OF.split(rest)[0]))
    return next(filter(None, tries), [])


def _sharing(asked: str | None, text: str, vocabulary: Vocabulary) -> list[Claim]:
    """Return who may see the parts of the plan that a text names; those named one by one come last."""
    found = sorted(sharing.understand(asked, text, vocabulary), key=lambda each: -len(each[0]))
    return [Claim(slot, understood, part) for slots, understood, part in found for slot in slots]


def _only_asks_us(asked: str, text: str, claims: Sequence[Claim], vocabulary: Vocabulary) -> bool:
    """Return whether a message is a question to us: "how big are classes" wants to be told, here and now."""
    if {each.slot for each in claims} != {"want_to_know"} or _takes_any_words(asked):
        return False
    name = "sharing" if section_of_slot(asked) else asked
    return name in vocabulary.questions and _asks(text, vocabulary.reader(name))


def _asks(text: str, reader: Reader) -> bool:
    return reader.asks(reader.words(text))


def _takes_any_words(asked: str) -> bool:
    return asked in BY_NAME and BY_NAME[asked].kind is Kind.WORDS


def _reading(claims: Sequence[Claim]) -> Reading:
    """Put together what each question got; only the first doubt is raised."""
    sure = {each.slot: each.understood.value for each in claims if each.understood.sure}
    unsure = [(each.slot, each.understood.value) for each in claims if each.slot not in sure]
    return Reading(sure, dict(unsure[:1]))


def _says_as_before(text: str, vocabulary: Vocabulary) -> bool:
    reader = vocabulary.as_before_reader
    sense = reader.sense(reader.spot(reader.words(text)), several=False)
    return bool(sense.chosen) and not sense.unexplained and not sense.unclear
