"""Why a plan is near the top of the adviser's list: rules, the most pressing first, each with its reason.

The order is about what the adviser has to do next. It says nothing of how a learner is doing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.plans import Comment, ExitPlan, Status, gaps

QUIET = timedelta(days=7)
LONG_DRAFT = timedelta(days=28)
QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Attention:
    """Why an adviser should look (``attention_<code>``), and since when; a lower ``rank`` comes first."""

    rank: int
    code: str
    since: datetime


Rule = Callable[[ExitPlan, datetime], datetime | None]  # since when it holds, if it does


def waiting_questions(plan: ExitPlan) -> list[Comment]:
    """Return what was asked back and has no reply yet, oldest first."""
    return [comment for comment in plan.comments if comment.kind == QUESTION and comment.replied_at is None]


def _reply_came(plan: ExitPlan, _now: datetime) -> datetime | None:
    """The learner replied after the last thing that anybody at the desk wrote."""
    replies = [comment.replied_at for comment in plan.comments if comment.replied_at]
    written = [comment.at for comment in plan.comments]
    return max(replies) if replies and max(replies) > max(written) else None


def _with_adviser(plan: ExitPlan, _now: datetime) -> datetime | None:
    return plan.updated_at if plan.status is Status.WITH_ADVISER else None


def _no_reply(plan: ExitPlan, now: datetime) -> datetime | None:
    asked = _asked(plan, now)
    return asked if asked and now - asked >= QUIET else None


def _long_draft(plan: ExitPlan, now: datetime) -> datetime | None:
    """Decisions about the next place come late where drafts are left alone."""
    old = plan.status is Status.DRAFT and now - plan.created_at >= LONG_DRAFT
    return plan.created_at if old else None


def _nobody_wrote(plan: ExitPlan, _now: datetime) -> datetime | None:
    return plan.created_at if plan.status is Status.DRAFT and not plan.comments else None


def _has_gaps(plan: ExitPlan, now: datetime) -> datetime | None:
    return plan.updated_at if gaps(plan, now.date()) else None


def _asked(plan: ExitPlan, _now: datetime) -> datetime | None:
    return min((comment.at for comment in waiting_questions(plan)), default=None)


def _nothing(plan: ExitPlan, _now: datetime) -> datetime:
    return plan.updated_at


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
    for rank, (code, rule) in enumerate(RULES):
        since = rule(plan, now)
        if since is not None:
            return Attention(rank, code, since)
    raise AssertionError("the last rule always holds")
