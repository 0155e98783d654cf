"""Which jobs a learner dreams of: in their own words, misspelt, and not those that they turn down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.matching.model import Dream
from bot.matching.things import NO_THINGS, Things
from bot.reading import Meaning, Reader


@dataclass(frozen=True, slots=True)
class Jobs:
    """Everyday words for jobs.

    Args:
        areas: a job, as a learner reads it, and the sector subject areas that lead there, the nearest first.
        reader: finds the jobs in a text, by all their names.
        things: what jobs and courses are about, more closely than areas tell it.
    """

    areas: Mapping[str, tuple[str, ...]]
    reader: Reader
    things: Things = NO_THINGS


def dreams(words: str | None, jobs: Jobs) -> tuple[Dream, ...]:
    """Return the jobs named in a learner's words and not turned down, each once, in the order of saying.

    A longer name wins over a shorter one inside it: "vet nurse" is no vet. What is said of others, and
    does not say that the learner wants it too, is no dream of theirs.
    """
    if not words:
        return ()
    spotted = jobs.reader.spot(jobs.reader.words(words))
    said = jobs.reader.sense(spotted, several=True)
    if not said.own and any(each.meaning is Meaning.OTHERS for each in spotted):
        return ()
    chosen = said.chosen or said.others  # "my dad is a plumber and i want to be one too"
    return tuple(Dream(job, tuple(jobs.areas[job])) for job in chosen)
