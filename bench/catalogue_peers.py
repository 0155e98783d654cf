"""Other ways to find courses, on the same learners and the same database.

A full scan weighs every offer as the match does. A keyword search does what course finders do: the words of
what the learner likes, in titles and summaries, the nearest first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import cos, radians
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.answers import Learner
from bot.courses import Point
from bot.matching import Match, rank
from bot.reference.jobs import jobs
from bot.store import Store
from bot.store.catalogue_loading import load
from bot.store.freshness import Freshness
from bot.store.tables.catalogue import OfferRow

ASKED = 20  # results: what course finders show on a page
KM = 40.0  # around home, as a course finder's "within 25 miles"
KM_PER_DEGREE = 111.2
BATCH = 500  # offers: what a full scan holds at once, beside the best so far
# What is common to many courses tells nothing.
LIGHT_WORDS = frozenset({"and", "or", "the", "a", "to", "how", "of", "in", "not", "sure", "things", "work"})

_MAKE: Mapping[str, Sequence[str]] = {
    "sqlite": (
        "CREATE VIRTUAL TABLE bench_words USING fts5(course_id UNINDEXED, title, summary, tokenize='porter')",
        "INSERT INTO bench_words SELECT id, title, summary FROM catalogue_courses",
    ),
    "postgresql": (
        "CREATE TABLE bench_words AS SELECT id AS course_id, "
        "to_tsvector('english', title || ' ' || summary) AS words FROM catalogue_courses",
        "CREATE INDEX ON bench_words USING gin (words)",
        "ANALYZE bench_words",
    ),
}
_HOLDS = {"sqlite": "bench_words MATCH :words", "postgresql": "w.words @@ to_tsquery('english', :words)"}
_NEAR = """
    AND o.latitude BETWEEN :south AND :north AND o.longitude BETWEEN :west AND :east
    ORDER BY (o.latitude - :here) * (o.latitude - :here)
        + (o.longitude - :there) * (o.longitude - :there) * :narrow * :narrow, o.id
"""
_EITHER = {"sqlite": " OR ", "postgresql": " | "}


# --- a full scan ---------------------------------------------------------------------------


def full_scan(store: Store, learner: Learner, today: date) -> Sequence[Match]:
    """Return the best matches of all offers that can still be taken up: every one is read and weighed."""
    best: list[Match] = []
    with store.open() as s, Session(store.engine) as database:
        home = s.catalogue.place(learner.home_area) if learner.home_area else None
        ids = database.scalars(select(OfferRow.id).where(OfferRow.withdrawn_at.is_(None))).all()
        for start in range(0, len(ids), BATCH):
            candidates = load(database, ids[start : start + BATCH], today, Freshness(database, today))
            matches = rank(learner, candidates, today, home, jobs())
            best = sorted([*best, *matches], key=lambda match: -match.points)[:ASKED]
    return best


# --- keywords ------------------------------------------------------------------------------


def make_keywords(store: Store) -> None:
    """Lay out the index of the words of every course."""
    with store.engine.begin() as connection:
        for statement in _MAKE[store.url.get_backend_name()]:
            connection.exec_driver_sql(statement)


def keywords(learner: Learner) -> list[str]:
    """Return the words of what the learner likes, is good at and dreams of, each once."""
    said = (learner.dream_job or "", *learner.interests, *learner.strengths)
    words = (word for each in said for word in re.findall("[a-z]+", each.casefold().replace("_", " ")))
    return [word for word in dict.fromkeys(words) if word not in LIGHT_WORDS]


def keyword_search(store: Store, learner: Learner, today: date) -> Sequence[Any]:
    """Return offers whose title or summary holds such a word, the nearest first.

    Like a course finder it asks for a word: a learner who named nothing gets nothing.
    """
    words = keywords(learner)
    if not words:
        return ()
    kind = store.url.get_backend_name()
    with store.open() as s:
        home = s.catalogue.place(learner.home_area) if learner.home_area else None
    around = _around(home) if home else {}
    asked = {"words": _EITHER[kind].join(words), "today": today, "asked": ASKED, **around}
    query = f"""
        SELECT o.id, c.title, c.summary, o.starts FROM bench_words w
        JOIN catalogue_courses c ON c.id = w.course_id JOIN catalogue_offers o ON o.course_id = c.id
        WHERE {_HOLDS[kind]} AND o.withdrawn_at IS NULL
        AND (o.starts IS NULL OR o.starts >= :today OR o.roll_on)
        {_NEAR if home else ""} LIMIT :asked
    """  # noqa: S608 - pieces of our own, no words of anybody's
    with Session(store.engine) as database:
        return database.execute(text(query), asked).all()


def _around(home: Point) -> dict[str, float]:
    narrow = cos(radians(home.latitude))
    north, east = KM / KM_PER_DEGREE, KM / KM_PER_DEGREE / narrow
    return {
        "here": home.latitude, "there": home.longitude, "narrow": narrow,
        "south": home.latitude - north, "north": home.latitude + north,
        "west": home.longitude - east, "east": home.longitude + east,
    }
