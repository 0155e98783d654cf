"""Why a plan is near the top of the adviser's list: rules, the most pressing first, each with its reason.

The order is about what the adviser has to do next. It says nothing of how a learner is doing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.plans import Comment, ExitPlan, Status, gaps

QUIET = timedelta(days=7)
LONG_DRAFT = timedelta(days=28)
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Attention:
    """Why an adviser should look: the sentence ``attention_<code>``; a lower ``rank`` comes first."""

    rank: int
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[ExitPlan, datetime], Mapping[str, str] | None]


def waiting_questions(plan: ExitPlan) -> list[Comment]:
    """Return what was asked back and has no reply yet."""
    return [comment for comment in plan.comments if comment.kind == QUESTION and comment.replied_at is None]


def _reply_came(plan: ExitPlan, _now: datetime) -> Mapping[str, str] | None:
    """The learner replied after the last thing that anybody at the desk wrote."""
    replies = [comment.replied_at for comment in plan.comments if comment.replied_at]
    written = [comment.at for comment in plan.comments]
    return {} if replies and max(replies) > max(written) else None


def _with_adviser(plan: ExitPlan, now: datetime) -> Mapping[str, str] | None:
    return _for_days(plan.updated_at, now) if plan.status is Status.WITH_ADVISER else None


def _no_reply(plan: ExitPlan, now: datetime) -> Mapping[str, str] | None:
    asked = [comment.at for comment in waiting_questions(plan) if now - comment.at >= QUIET]
    return _for_days(min(asked), now) if asked else None


def _long_draft(plan: ExitPlan, now: datetime) -> Mapping[str, str] | None:
    """Decisions about the next place come late where drafts are left alone."""
    old = plan.status is Status.DRAFT and now - plan.created_at >= LONG_DRAFT
    return _for_days(plan.created_at, now) if old else None


def _nobody_wrote(plan: ExitPlan, _now: datetime) -> Mapping[str, str] | None:
    return {} if plan.status is Status.DRAFT and not plan.comments else None


def _asked(plan: ExitPlan, _now: datetime) -> Mapping[str, str] | None:
    return {} if waiting_questions(plan) else None


def _has_gaps(plan: ExitPlan, now: datetime) -> Mapping[str, str] | None:
    return {} if gaps(plan, now.date()) else None


def _nothing(_plan: ExitPlan, _now: datetime) -> Mapping[str, str] | None:
    return {}


RULES: tuple[tuple[str, Rule], ...] = (
    ("reply_came", _reply_came),
    ("with_adviser", _with_adviser),
    ("no_reply", _no_reply),
    ("long_draft", _long_draft),
    ("nobody_wrote", _nobody_wrote),
    ("has_gaps", _has_gaps),
    ("asked", _asked),
    ("nothing", _nothing),
)


def attention(plan: ExitPlan, now: datetime) -> Attention:
    """Return the first reason that holds for a plan, as the adviser may see it."""
    found = ((rank, code, rule(plan, now)) for rank, (code, rule) in enumerate(RULES))
    return next(Attention(rank, code, values) for rank, code, values in found if values is not None)


def _for_days(since: datetime, now: datetime) -> Mapping[str, str]:
    return {"days": str((now - since).days)}
