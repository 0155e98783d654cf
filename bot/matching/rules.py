"""All rules, the most useful to the learner first: the order in which reasons are shown."""

from __future__ import annotations

from typing import Any

from bot.answers import Learner
from bot.courses import Candidate
from bot.matching.conditions import age, ehc_plan, long_unseen, long_unseen_support, start
from bot.matching.levels import entry, level
from bot.matching.model import Context, Reason, Rule
from bot.matching.practical import behaviour, groups, want_to_know
from bot.matching.refusals import like_a_refusal
from bot.matching.routes import how_they_learn, learning_at_work, route
from bot.matching.subjects import (
    disliked_things,
    dream_job,
    interests,
    named_things,
    other_subject,
    strengths,
)
from bot.matching.supports import hard_days, supports
from bot.matching.travel import travel

RULES: tuple[Rule, ...] = (
    long_unseen,
    long_unseen_support,
    dream_job,
    named_things,
    interests,
    disliked_things,
    route,
    strengths,
    how_they_learn,
    like_a_refusal,
    travel,
    ehc_plan,
    age,
    level,
    hard_days,
    supports,
    groups,
    behaviour,
    want_to_know,
    start,
    entry,
    other_subject,
    learning_at_work,
)


def reasons(learner: Learner, candidate: Candidate, context: Context) -> tuple[Reason, ...]:
    """Return every reason of every rule, each code with the same values once."""
    found: dict[Any, Reason] = {}
    for rule in RULES:
        for reason in rule(learner, candidate, context):
            found.setdefault((reason.bearing, reason.code, *reason.values.values()), reason)
    return tuple(found.values())
