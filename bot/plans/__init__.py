"""The exit plan: what it holds, its states, who sees what of it, and what is still missing."""

from bot.plans.document import as_dict
from bot.plans.gaps import WHY_THESE_PLACES, gaps
from bot.plans.model import (
    ONLY_ME,
    Choice,
    Comment,
    ExitPlan,
    Gap,
    Option,
    StalePlan,
    Status,
    Step,
    draft,
    with_answer,
    with_option,
)
from bot.plans.sharing import for_adviser, shared_with_adviser
from bot.plans.states import ADVISER, LEARNER, NotReady, WrongState, after_learner_change, can_move, move

__all__ = [
    "ADVISER",
    "LEARNER",
    "ONLY_ME",
    "WHY_THESE_PLACES",
    "Choice",
    "Comment",
    "ExitPlan",
    "Gap",
    "NotReady",
    "Option",
    "StalePlan",
    "Status",
    "Step",
    "WrongState",
    "after_learner_change",
    "as_dict",
    "can_move",
    "draft",
    "for_adviser",
    "gaps",
    "move",
    "shared_with_adviser",
    "with_answer",
    "with_option",
]
