"""Learners of all kinds, who live all over England, to measure the search for courses with; made up.

Each question that the match heeds is answered by most and skipped by some, with any of its answers.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence

from bench.made_catalogue import DATA
from bench.processes import NotMeasured
from bot.answers import Learner
from bot.questions import EXCLUSIVE, QUESTIONS, Kind, Question
from bot.reference.jobs import jobs

OUTCODES = DATA / "geo" / "outcodes_gibbs_cc0.csv"
ANSWERED = 0.8  # of the learners, each question
DREAMS = 0.3
AT_MOST = 3  # answers to a question that takes several
WITHOUT_HOME, IN_A_TOWN = 0.05, 0.4  # the others name the first half of a postcode
SKIPPED = ("sharing", "home_area", "dream_job")  # the first is asked of nobody's match; the others differ


def learners(count: int, seed: int = 7) -> list[Learner]:
    """Return so many learners, the same each time.

    Raises:
        NotMeasured: the real postcodes and towns are not here.
    """
    chance, homes = random.Random(seed), list(_homes())
    dreamed = sorted(jobs().areas)
    return [_learner(homes, dreamed, chance) for _ in range(count)]


def _homes() -> Iterator[tuple[str, str]]:
    """Yield each outward postcode of England, and the town it is in."""
    if not OUTCODES.is_file():
        raise NotMeasured("the real postcodes and towns are not in ../shared/data")
    with OUTCODES.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["country"] == "ENG":
                yield row["postcode"], row["town"]


def _learner(homes: Sequence[tuple[str, str]], dreamed: Sequence[str], chance: random.Random) -> Learner:
    values = {
        question.name: _answer(question, chance)
        for question in QUESTIONS
        if question.values and question.name not in SKIPPED and chance.random() < ANSWERED
    }
    dream = chance.choice(dreamed) if chance.random() < DREAMS else None
    return Learner.from_values({**values, "home_area": _home(homes, chance), "dream_job": dream})


def _answer(question: Question, chance: random.Random) -> str | list[str]:
    if question.kind is Kind.ONE:
        return chance.choice(question.values)
    said = chance.sample(question.values, min(chance.randint(1, AT_MOST), len(question.values)))
    return next(([value] for value in said if value in EXCLUSIVE), said)


def _home(homes: Sequence[tuple[str, str]], chance: random.Random) -> str | None:
    postcode, town = chance.choice(homes)
    if chance.random() < WITHOUT_HOME:
        return None
    return town if chance.random() < IN_A_TOWN else postcode
