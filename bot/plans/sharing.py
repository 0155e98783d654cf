"""Who sees which part of a plan: only what the learner chose, section by section."""

from __future__ import annotations

from dataclasses import replace

from bot.plans.model import ONLY_ME, ExitPlan
from bot.questions import BY_NAME, SECTIONS


def shared_with_adviser(plan: ExitPlan) -> bool:
    """Return whether the learner lets their adviser see any part."""
    return any(plan.shared_as(section) != ONLY_ME for section in SECTIONS)


def for_adviser(plan: ExitPlan) -> ExitPlan:
    """Return the plan as the adviser may see it: sections kept to the learner are left out and named."""
    hidden = frozenset(section for section in SECTIONS if plan.shared_as(section) == ONLY_ME)
    shown = {name: kept for name, kept in plan.answers.items() if BY_NAME[name].section not in hidden}
    if "choices" in hidden:
        return replace(plan, answers=shown, options=(), hidden=hidden)
    return replace(plan, answers=shown, hidden=hidden)
