"""An exit plan as the JSON document that other software reads (``plan.v1``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from bot.answers import Answer
from bot.plans.gaps import gaps
from bot.plans.model import Comment, ExitPlan, Gap, Option
from bot.questions import SECTIONS

SCHEMA = "plan.v1"
NONE_KNOWN: Mapping[str, Sequence[Mapping[str, Any]]] = MappingProxyType({})


def as_dict(
    plan: ExitPlan, today: date, say: Callable[[Gap], str], events: Sequence[Mapping[str, Any]] = (),
    sources: Mapping[str, Sequence[Mapping[str, Any]]] = NONE_KNOWN,
) -> dict[str, Any]:
    """Return the plan as JSON: moments in ISO 8601, dates as ``YYYY-MM-DD``.

    Args:
        plan: the whole plan, or somebody's copy of it.
        today: for the gaps.
        say: a gap's words.
        events: the events the learner saved, as the chat API shows them.
        sources: where each course stands, as the chat API shows it, by the id of the course.
    """
    return {
        "schema": SCHEMA,
        "plan_id": plan.reference,
        "status": str(plan.status),
        "version": plan.version,
        "updated_at": plan.updated_at.isoformat(),
        "setting": plan.setting_code,
        "answers": {name: _answer(answer) for name, answer in plan.answers.items()},
        "options": [_option(option, sources.get(option.course_id, ())) for option in plan.options],
        "events": list(events),
        "actions": [
            {"step": step.step, "owner": step.owner, "due": step.due, "status": step.status}
            for step in plan.steps
        ],
        "sharing": {section: plan.shared_as(section) for section in SECTIONS},
        "gaps": [{"rule": gap.rule, "field": gap.field, "message": say(gap)} for gap in gaps(plan, today)],
        "comments": [_comment(comment) for comment in plan.comments],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    return {"value": value, "words": answer.words, "by": answer.by, "at": answer.at.isoformat()}


def _option(option: Option, sources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "course_id": option.course_id,
        "title": option.title,
        "provider": option.provider,
        "choice": str(option.choice),
        "reason": option.reason,
        "ask": list(option.ask),
        "sources": list(sources),
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "kind": comment.kind,
        "field": comment.field,
        "text": comment.text,
        "by": comment.by,
        "at": comment.at.isoformat(),
        "reply": comment.reply,
    }
