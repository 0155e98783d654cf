"""Matches come from what the learner told us: the kept plan, or before it the engine."""

import pytest

from bot import audit, matching, plans
from bot.plans import Choice, Option

MADE_UP = audit.Event(audit.SYSTEM, "test.made", "test")


@pytest.fixture
def searched(monkeypatch):
    """Notes whom and what the match was asked for."""
    asked = []

    def find(learner, _catalogue, _today, jobs, rejected):
        asked.append((learner, rejected))
        assert jobs
        return ["one", "two", "three", "four", "five"]

    monkeypatch.setattr(matching, "find", find)
    monkeypatch.setattr(matching, "as_dict", lambda match, say: {"title": match})
    return asked


def test_before_a_plan_is_kept_the_engine_knows(learner, engine, searched):
    engine.known = {
        "answers": {"interests": ["animals"], "year_group": "skipped"},
        "rejected": {"C-9": "too_far"},
    }
    assert learner.get("/matches").status_code == 200
    told, rejected = searched[0]
    assert told.interests == ("animals",)
    assert told.year_group is None
    assert rejected == {"C-9": "too_far"}


def test_the_kept_plan_knows_best(learner, engine, searched, keep_plan, store):
    engine.known = {"answers": {"interests": ["sport"]}, "rejected": {}}
    plan = keep_plan(interests=("animals",))
    for option in (
        Option("C-1", "A", "P", Choice.REJECTED, "too_hard"),
        Option("C-2", "B", "P", Choice.FIRST),
    ):
        plan = plans.with_option(plan, option)
    with store.open() as s:
        s.plans.save(plan, MADE_UP)
    learner.get("/matches")
    told, rejected = searched[0]
    assert told.interests == ("animals",)
    assert rejected == {"C-1": "too_hard"}


@pytest.mark.parametrize(("query", "count"), [("", 3), ("?limit=1", 1), ("?limit=5", 5), ("?limit=50", 5)])
def test_the_limit_says_how_many(learner, searched, query, count):
    assert len(learner.get(f"/matches{query}").json["matches"]) == count


def test_an_empty_catalogue_gives_no_match_and_no_fault(learner):
    answer = learner.get("/matches")
    assert (answer.status_code, answer.json) == (200, {"matches": []})
