"""The states of an exit plan, as a table: who may move it, from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.plans.model import ExitPlan, Status

LEARNER = "learner"
ADVISER = "adviser"


class WrongState(ValueError):
    """The plan cannot be moved that way from where it is."""


class NotReady(ValueError):
    """The plan lacks something that must be there first; ``field`` is the question to ask."""

    def __init__(self, field: str) -> None:
        """Remember the question that has no answer yet."""
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Move:
    """Where a verb takes a plan, whose verb it is, and the questions that must be answered first."""

    to: Status
    by: str
    needs: tuple[str, ...] = ()


MOVES: Mapping[tuple[Status, str], Move] = {
    (Status.DRAFT, "send"): Move(Status.WITH_ADVISER, LEARNER),
    (Status.WITH_ADVISER, "take_back"): Move(Status.DRAFT, LEARNER),
    (Status.WITH_ADVISER, "return"): Move(Status.DRAFT, ADVISER),
    # Rule 2 of the completeness rules: good and hard days are asked about before anybody agrees.
    (Status.WITH_ADVISER, "agree"): Move(Status.AGREED, ADVISER, needs=("good_and_hard_days",)),
    (Status.AGREED, "change"): Move(Status.WITH_ADVISER, LEARNER),
    (Status.AGREED, "share"): Move(Status.SHARED, ADVISER),
    (Status.SHARED, "change"): Move(Status.WITH_ADVISER, LEARNER),
    (Status.SHARED, "follow_up"): Move(Status.FOLLOWING_UP, ADVISER),
    (Status.FOLLOWING_UP, "close"): Move(Status.CLOSED, ADVISER),
}


def can_move(plan: ExitPlan, verb: str, by: str) -> bool:
    """Return whether somebody may do this to the plan as it is."""
    move = MOVES.get((plan.status, verb))
    return move is not None and move.by == by


def move(plan: ExitPlan, verb: str, by: str) -> ExitPlan:
    """Return the plan moved to its next state.

    Args:
        plan: the whole plan, with nothing left out.
        verb: such as ``"send"``, ``"agree"``, ``"return"``.
        by: ``"learner"`` or ``"adviser"``.

    Raises:
        WrongState: not from here, or not by them.
        NotReady: a question has to be answered first.
    """
    if not can_move(plan, verb, by):
        raise WrongState(f"{verb} from {plan.status} by {by}")
    step = MOVES[plan.status, verb]
    for question in step.needs:
        if question not in plan.answers:
            raise NotReady(question)
    return replace(plan, status=step.to)


def after_learner_change(plan: ExitPlan) -> ExitPlan:
    """Return the plan with its adviser again, where the learner changed what had been agreed."""
    return move(plan, "change", LEARNER) if can_move(plan, "change", LEARNER) else plan
