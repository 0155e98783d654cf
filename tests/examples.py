"""How people say it: every example of data/nlu, by its intent."""

import re
from functools import cache
from pathlib import Path

from bot.reading import split
from bot.reading.speller import sounds
from bot.reading.words import BREAKS
from bot.reference.files import read_yaml
from bot.reference.vocabulary import vocabulary

NLU = Path(__file__).parents[1] / "data" / "nlu"


@cache
def intents() -> dict[str, list[str]]:
    """Every example of every intent."""
    found: dict[str, list[str]] = {}
    for path in sorted(NLU.glob("*.yml")):
        for block in read_yaml(path).get("nlu", ()):
            if "intent" in block:
                lines = [line.removeprefix("- ").strip() for line in block["examples"].splitlines()]
                found.setdefault(block["intent"], []).extend(filter(None, lines))
    return found


def squeezed(example: str) -> str:
    """An example without what typing adds: case, punctuation, spaces."""
    return re.sub(r"[^a-z0-9]", "", example.lower())


def as_heard(example: str) -> str:
    """An example as it sounds, short forms written out: "wot r levls" and "what are levels" are one."""
    words = split(example, vocabulary().language.shorthand)
    return " ".join(sounds(word) for word in words if word not in BREAKS)
