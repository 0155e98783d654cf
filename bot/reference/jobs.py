"""Jobs by all the names that young people have for them, and the sector subject areas that lead there.

They are in ``jobs/``, one file for each kind of work. A line there is one job: its names, a comma between
two, then its areas (Ofqual tier 2 codes as text), the nearest first. The first name is the one that a
learner reads. No name is in two lines. In a text the longest name counts, however it is spelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from bot.matching import Jobs
from bot.reading import Language, Meaning, Phrases, Reader, Vocabulary
from bot.reference.files import read_yaml
from bot.reference.things import things
from bot.reference.vocabulary import FOLDER, language

JOBS = Path(__file__).parent / "jobs"
NAMED = "jobs"  # what their phrases are called among those of questions

Names = tuple[str, ...]
# Jobs that a deployer's own list adds: the name of each, and its areas.
More = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=2)
def jobs(more: More = ()) -> Jobs:
    """Return every job with its areas, and what finds jobs in a text.

    Args:
        more: jobs beside ours; one whose name is one of ours adds nothing.

    Raises:
        AmbiguousPhrase: two jobs have the same name.
    """
    added = {job: areas for job, areas in more if areas and _plain(job)}
    areas = {**added, **{job: areas for job, (_, areas) in _listed().items()}}
    return Jobs(areas, _reader(added), things(_said_language(), areas))


@cache
def names() -> Mapping[str, Names]:
    """Return all the names of every job, by the first."""
    return {job: all_names for job, (all_names, _) in _listed().items()}


@cache
def _listed() -> Mapping[str, tuple[Names, tuple[str, ...]]]:
    lines = [line for path in sorted(JOBS.glob("*.yml")) for line in read_yaml(path).items()]
    listed = [(tuple(str(said).split(", ")), tuple(map(str, areas))) for said, areas in lines]
    return {all_names[0]: (all_names, areas) for all_names, areas in listed}


def _plain(name: str) -> str:
    """Return the words of a name alone: a phrase may have signs that stand for several."""
    return " ".join(re.findall(r"[A-Za-z0-9]+", re.sub(r"['’]", "", name)))


def _reader(added: Iterable[str]) -> Reader:
    # "IT" in big letters is read as the subject, in small ones as a word
    also = {job: (_plain(job), _plain(job).lower()) for job in added if job not in _listed()}
    around = tuple(read_yaml(FOLDER / "dreams.yml")["around"])
    return Vocabulary({NAMED: Phrases(names(), also=also, around=around)}, {}, _said_language()).reader(NAMED)


@cache
def _said_language() -> Language:
    """Return the language of every answer, with more ways to turn a job down; IT is a job, "it" or not."""
    known, not_wanted = language(), read_yaml(FOLDER / "dreams.yml")["not"]
    refusals = (*known.meanings[Meaning.NOT], *not_wanted)
    meanings = {**known.meanings, Meaning.NOT: refusals}
    return replace(known, light=known.light - {"it"}, meanings=meanings)
