"""An exit plan's content as JSON, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.answers import Answer
from bot.plans import Choice, Comment, ExitPlan, Option, Status, Step
from bot.store.tables.plans import CommentRow, PlanRow


def to_content(plan: ExitPlan) -> dict[str, Any]:
    """Return the parts of a plan that the learner fills, as JSON."""
    return {
        "answers": {name: _answer_to_json(answer) for name, answer in plan.answers.items()},
        "options": [asdict(option) for option in plan.options],
        "steps": [asdict(step) for step in plan.steps],
        "sharing": dict(plan.sharing),
    }


def to_plan(row: PlanRow, comments: Iterable[CommentRow]) -> ExitPlan:
    """Return the plan that a row holds."""
    content = row.content
    return ExitPlan(
        reference=row.reference,
        setting_code=row.setting_code,
        status=Status(row.status),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        answers={name: _answer_from_json(kept) for name, kept in content["answers"].items()},
        options=tuple(_option_from_json(kept) for kept in content["options"]),
        steps=tuple(Step(**kept) for kept in content["steps"]),
        comments=tuple(to_comment(comment) for comment in comments),
        sharing=content["sharing"],
    )


def to_comment(row: CommentRow) -> Comment:
    """Return the comment that a row holds."""
    return Comment(
        id=row.id,
        kind=row.kind,
        field=row.field,
        text=row.text,
        by=row.by,
        at=row.at,
        seen_at=row.seen_at,
        reply=row.reply,
        replied_at=row.replied_at,
    )


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    return {"value": value, "words": answer.words, "by": answer.by, "at": answer.at.isoformat()}


def _answer_from_json(kept: dict[str, Any]) -> Answer:
    value = tuple(kept["value"]) if isinstance(kept["value"], list) else kept["value"]
    return Answer(value, kept["words"], kept["by"], datetime.fromisoformat(kept["at"]))


def _option_from_json(kept: dict[str, Any]) -> Option:
    return Option(**{**kept, "choice": Choice(kept["choice"]), "ask": tuple(kept["ask"])})
