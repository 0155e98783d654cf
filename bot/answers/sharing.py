"""Reading who may see the parts of the plan that are named: "only me, but my adviser can see my choices"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answers import audience, understanding
from bot.answers.checking import InvalidAnswer
from bot.answers.choices import Asked
from bot.answers.clauses import Clause, sentences
from bot.answers.understanding import Understood
from bot.questions import BY_NAME, SECTIONS, section_of_slot, sharing_slot
from bot.reading import Meaning, Vocabulary

EVERY = "every"  # the parts, all at once
_REASON = re.compile(r"\b(?:because|cos|coz|cuz|cus|since|so that)\b", re.IGNORECASE)
SEEING = frozenset(("see", "sees", "seeing", "share", "sharing", "shared", "show", "showing", "look", "read"))


def understand(
    asked: str | None, text: str, vocabulary: Vocabulary
) -> Iterator[tuple[tuple[str, ...], Understood, Clause]]:
    """Give the slots of the parts that are named, who may see them, and where the text says so.

    "My adviser for everything" names all parts, but only where who sees a part is what was asked. Where
    something else was asked the text has to say that it is about seeing.
    """
    of_sharing = asked is not None and section_of_slot(asked) is not None
    for part in sentences(text):
        named, rest = _named(_REASON.split(part.text)[0], vocabulary)
        about_seeing = of_sharing or not SEEING.isdisjoint(rest)
        slots = [each for each in SECTIONS if each in named or (EVERY in named and of_sharing)]
        understood = _who(rest, vocabulary) if slots and about_seeing else None
        if understood is not None:
            yield tuple(map(sharing_slot, slots)), understood, part


def _named(text: str, vocabulary: Vocabulary) -> tuple[set[str], list[str]]:
    """Return the parts of the plan that a text names, and its other words."""
    reader = vocabulary.reader("section")
    spotted = reader.spot(reader.words(text))
    named = {each.value for each in spotted if each.meaning is Meaning.VALUE}
    return named, [word for each in spotted if each.meaning is not Meaning.VALUE for word in each.words]


def _who(words: list[str], vocabulary: Vocabulary) -> Understood | None:
    asked = Asked("sharing", "sharing", BY_NAME["sharing"].values, every_word=True)
    try:
        told = audience.understand(words, most_strays=0)
    except InvalidAnswer:
        return None
    return told or understanding.understand(asked, " ".join(words), vocabulary)
