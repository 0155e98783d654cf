"""What a finished plan would hold and this one does not yet: the completeness rules that can be computed.

Each rule has the number it has in the field's own list; its words are content, found by the gap's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from bot.plans.model import Choice, ExitPlan, Gap
from bot.questions import EMPTY, as_list

MIN_OPTIONS = 3
MIN_PROVIDERS = 2
EVIDENCE_DAYS = 365
PLACEMENT_WARNING = timedelta(weeks=8)

Rule = Callable[[ExitPlan, date], Iterator[Gap]]


def _named(plan: ExitPlan, question: str) -> list[str]:
    """Return the values of an answer that name something."""
    answer = plan.answers.get(question)
    return [value for value in as_list(answer.value if answer else None) if value not in EMPTY]


def _barriers(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if _named(plan, "what_is_hard"):
        if not _named(plan, "what_helps"):
            yield Gap("1", "E1", "what_helps_missing")
        yield Gap("1", "E1", "barrier_needs_detail")


def _good_and_hard_days(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if "good_and_hard_days" not in plan.answers:
        yield Gap("2", "E2", "hard_days_missing")


def _options(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if len(plan.options) < MIN_OPTIONS:
        yield Gap("3", "G1", "few_options", {"count": str(len(plan.options))})
    if len({option.provider for option in plan.options}) < MIN_PROVIDERS:
        yield Gap("3", "G1", "one_provider")
    elif not _one_is_further_away(plan):
        yield Gap("3", "G1", "only_nearest")


def _one_is_further_away(plan: ExitPlan) -> bool:
    """Where distances are known, some option must lie beyond the nearest one."""
    known = [option.distance_km for option in plan.options if option.distance_km is not None]
    return not known or max(known) > min(known)


def _open_questions(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if any(option.ask for option in plan.kept_options()) and not plan.steps:
        yield Gap("4", "G2", "questions_need_owner")


def _back_up_and_action(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if not any(option.choice is Choice.BACK_UP for option in plan.options):
        yield Gap("5", "G5", "no_back_up")
    if not any(step.due and step.owner for step in plan.steps):
        yield Gap("5", "H1", "no_dated_action")


def _family(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if "decision_supporters" not in plan.answers:
        yield Gap("6", "I1", "supporters_missing")
    yield Gap("6", "I2", "family_view_missing")


def _support_that_stops(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if _named(plan, "support_now"):
        yield Gap("7", "A5", "support_needs_dates")


def _silence(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if "anything_else" not in plan.answers:
        yield Gap("8", "F1", "nothing_said_of_circumstances")


def _deadlines(plan: ExitPlan, today: date) -> Iterator[Gap]:
    if _named(plan, "year_group") != ["year_11"]:
        return
    if date(today.year, 2, 1) <= today <= date(today.year, 8, 31) and not plan.event_ids:
        yield Gap("10", "G3", "no_visit_by_february")
    if date(today.year, 6, 1) <= today <= date(today.year, 8, 31):
        yield Gap("10", "G5", "no_offer_by_june")
    if "ehc_plan" in _named(plan, "support_now") and _near_placement_date(today):
        yield Gap("10", "G5", "ehc_placement_due")


def _near_placement_date(today: date) -> bool:
    """An EHC plan names the next place by 31 March of the year of the move."""
    due = date(today.year, 3, 31)
    return due - PLACEMENT_WARNING <= today <= date(today.year, 8, 31)


def _stale(plan: ExitPlan, today: date) -> Iterator[Gap]:
    oldest = today - timedelta(days=EVIDENCE_DAYS)
    stale = [name for name, answer in plan.answers.items() if answer.at.date() < oldest]
    if stale:
        yield Gap("12", "D2", "answers_are_old", {"count": str(len(stale))})


# Each rule, with the section of the plan that it looks at (None: it concerns every reader).
RULES: tuple[tuple[Rule, str | None], ...] = (
    (_barriers, "hard_days"),
    (_good_and_hard_days, "hard_days"),
    (_options, "choices"),
    (_open_questions, "choices"),
    (_back_up_and_action, "choices"),
    (_family, "choices"),
    (_support_that_stops, "what_helps"),
    (_silence, "hard_days"),
    (_deadlines, "about_me"),
    (_stale, None),
)


def gaps(plan: ExitPlan, today: date) -> list[Gap]:
    """Return what is still missing, in the order of the rules.

    A rule about a section that was left out of this copy is not judged: its reader cannot tell.
    """
    return [gap for rule, section in RULES if section not in plan.hidden for gap in rule(plan, today)]
