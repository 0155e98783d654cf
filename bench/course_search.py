"""What course finders do: look for a learner's words in the text of courses. Two of them, to measure against.

Both are given what a course finder would be: the words of what the learner picked and typed, and the
distance that a good adviser would still call near. Of two as good as each other, the nearer one is first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from rank_bm25 import BM25Okapi

from bot.answers import Learner
from bot.courses import Candidate, Level
from bot.matching import Reason
from bot.matching.model import because
from bot.reference import subjects
from bot.reference.reasons import say_reason

# What is so common in answers that it finds nothing.
STOP_WORDS = frozenset(re.findall(r"\w+", """
    a an and are at be being because but by do doing for go have i in is it like my not of on or please said
    so some something that the their them to want was what with would you about work working
"""))
LEVELS = {
    Level.PRE_ENTRY: "pre-entry", Level.E1: "entry level 1", Level.E2: "entry level 2",
    Level.E3: "entry level 3", Level.ENTRY: "entry level", Level.L1: "level 1", Level.L2: "level 2",
    Level.L3: "level 3", Level.L4PLUS: "level 4", Level.UNKNOWN: "",
}  # fmt: skip
SHOWN = 5

# A learner's words and the places in a list that may be shown, the nearest first, to the best of them.
Peer = Callable[[str, Sequence[int]], list[int]]


def query(learner: Learner) -> str:
    """Return the words that a learner would type: what they like, their dream, the way and the level."""
    picked = [said(because("interest", interest=interest)) for interest in learner.interests]
    picked += [said(because("route", route=route)) for route in learner.route]
    level = learner.english_level or learner.maths_level
    return " ".join([*picked, learner.dream_job or "", (level or "").replace("_", " ")])


def subject_query(learner: Learner) -> str:
    """Return only what the learner likes and dreams of."""
    picked = [said(because("interest", interest=interest)) for interest in learner.interests]
    return " ".join([*picked, learner.dream_job or ""])


def said(reason: Reason) -> str:
    """Return an answer in words, as the cards have it."""
    return re.sub(r"^Because you said you (like|want to)", "", say_reason(reason))


def text(candidate: Candidate) -> str:
    """Return all that is written of a course: title, level, subjects, summary, entry and place."""
    course = candidate.course
    labels = [subjects.labels().get(area, "") for area in course.subject_areas]
    route = course.route.replace("_", " ")
    return " ".join([
        course.title, LEVELS[course.level], *labels, route, course.summary, course.entry_requirements,
        candidate.provider.name, candidate.offer.venue.town,
    ])  # fmt: skip


def words(said_: str) -> list[str]:
    """Return the words that count, in small letters, without the s of the plural."""
    found = re.findall(r"[a-z0-9]+", said_.casefold())
    return [word.removesuffix("s") if len(word) > 3 else word for word in found if word not in STOP_WORDS]


def keyword_search(texts: Sequence[str]) -> Peer:
    """Return SQLite's full-text search (FTS5) over these texts, its English stemmer on."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE course USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO course(rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(said_: str, near: Sequence[int]) -> list[int]:
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(said_)))
        if not asked:
            return list(near[:SHOWN])
        rows = database.execute("SELECT rowid, -rank FROM course WHERE course MATCH ?", (asked,))
        return _best(dict(rows), near)

    return search


def bm25(texts: Sequence[str]) -> Peer:
    """Return Okapi BM25 over these texts."""
    index = BM25Okapi([words(each) for each in texts])

    def search(said_: str, near: Sequence[int]) -> list[int]:
        scores = index.get_scores(words(said_))
        return _best({at: float(scores[at]) for at in near}, near)

    return search


def _best(scores: dict[int, float], near: Iterable[int]) -> list[int]:
    return sorted(near, key=lambda at: -scores.get(at, 0.0))[:SHOWN]
