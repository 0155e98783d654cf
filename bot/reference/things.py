"""What young people like, dream of or turn down, by the words of ``things.yml``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.matching.things import Thing, Things
from bot.reading import Language, Phrases, Reader, Vocabulary, stem
from bot.reference.files import read_yaml

NAMED = "things"
Names = tuple[str, ...]


def things(language: Language, job_areas: Mapping[str, Sequence[str]]) -> Things:
    """Return every thing, and what finds them in a text.

    Args:
        language: of every answer.
        job_areas: the areas of each job; a job has to do with what its name says and its areas allow.
    """
    reader = _reader(language)

    @cache
    def of_job(job: str) -> Names:
        said = reader.sense(reader.spot(reader.words(job)), several=True).chosen
        allowed = set(job_areas.get(job, ()))
        return tuple(
            name for name in _apart(said) if not allowed.isdisjoint(listed()[name].areas)
        )

    def said(words: str) -> tuple[Names, Names]:
        sense = reader.sense(reader.spot(reader.words(words)), several=True)
        return _apart(sense.chosen), _apart(sense.refused)

    return Things(listed(), said, of_job)


@cache
def listed() -> Mapping[str, Thing]:
    """Return every thing by its name."""
    return {
        name: Thing(
            name, re.compile("|".join(row["titles"]), re.IGNORECASE), tuple(row["areas"]),
            tuple(row.get("cards", ())), bool(row.get("basic", False)),
        )
        for name, row in _content().items()
    }


def _reader(language: Language) -> Reader:
    phrases = Phrases({_token(at): phrases for at, phrases in enumerate(_named().values())})
    return Vocabulary({NAMED: phrases}, {}, language).reader(NAMED)


def _token(at: int) -> str:
    """Return what things that are named alike are called among phrases: "crime" is for police and lawyers."""
    return f"thing_{at}"


def _apart(tokens: Sequence[str]) -> Names:
    groups = list(_named())
    found = (name for token in tokens for name in groups[int(token.removeprefix("thing_"))])
    return tuple(dict.fromkeys(found))


@cache
def _named() -> Mapping[Names, Names]:
    """Return the names of things, each with all phrases that say just these."""
    names: dict[Names, dict[str, None]] = defaultdict(dict)
    written: dict[Names, dict[str, None]] = defaultdict(dict)
    for name, row in _content().items():
        for phrase in map(str, row["said"]):
            key = tuple(map(stem, phrase.split()))
            names[key][name] = None
            written[key][phrase] = None
    found: dict[Names, Names] = {}
    for key, together in names.items():
        found[tuple(together)] = (*found.get(tuple(together), ()), *written[key])
    return found


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = read_yaml(Path(__file__).with_name("things.yml"))
    return content
