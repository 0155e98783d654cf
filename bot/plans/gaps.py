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
# What a comment is about (its field) that says why there are no other places: field G6 of the plan.
WHY_THESE_PLACES = "why_these_places"
PLACEMENT_WARNING = timedelta(weeks=8)

Rule = Callable[[ExitPlan, date], Iterator[Gap]]


def _named(plan: ExitPlan, question: str) -> list[str]:
    """Return the values of an answer that name something."""
    answer = plan.answers.get(question)
    return [value for value in as_list(answer.value if answer else None) if value not in EMPTY]


def _barriers(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if _named(plan, "what_is_hard"):
        yield Gap("1", "E1", "barrier_needs_detail")


def _barriers_without_help(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if _named(plan, "what_is_hard") and not _named(plan, "what_helps"):
        yield Gap("1", "E1", "what_helps_missing")


def _good_and_hard_days(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    if "good_and_hard_days" not in plan.answers:
        yield Gap("2", "E2", "hard_days_missing")


def _options(plan: ExitPlan, _today: date) -> Iterator[Gap]:
    """Three places, of two providers, one beyond the nearest; or an adviser's words on why not."""
    if _says_why(plan):
        return
    if len(plan.options) < MIN_OPTIONS:
        yield Gap("3", "G1", "few_options", {"count": str(len(plan.options))})
    if len(plan.options) <= 1:
        return  # of one place nothing more can be said
    if len({option.provider for option in plan.options}) < MIN_PROVIDERS:
        yield Gap("3", "G1", "one_provider")
    elif not _one_is_further_away(plan):
        yield Gap("3", "G1", "only_nearest")


def _says_why(plan: ExitPlan) -> bool:
    return any(comment.kind == "comment" and comment.field == WHY_THESE_PLACES for comment in plan.comments)


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


def _visit_by_february(plan: ExitPlan, today: date) -> Iterator[Gap]:
    if _in_year_11(plan) and _between(2, today) and not plan.event_ids:
        yield Gap("10", "G3", "no_visit_by_february")


def _offer_by_june(plan: ExitPlan, today: date) -> Iterator[Gap]:
    if _in_year_11(plan) and _between(6, today):
        yield Gap("10", "G5", "no_offer_by_june")


def _placement_by_march(plan: ExitPlan, today: date) -> Iterator[Gap]:
    if _in_year_11(plan) and "ehc_plan" in _named(plan, "support_now") and _near_placement_date(today):
        yield Gap("10", "G5", "ehc_placement_due")


def _in_year_11(plan: ExitPlan) -> bool:
    return _named(plan, "year_group") == ["year_11"]


def _between(first_month: int, today: date) -> bool:
    """Return whether it is between a month and the end of the school year."""
    return date(today.year, first_month, 1) <= today <= date(today.year, 8, 31)


def _near_placement_date(today: date) -> bool:
    """An EHC plan names the next place by 31 March of the year of the move."""
    due = date(today.year, 3, 31)
    return due - PLACEMENT_WARNING <= today <= date(today.year, 8, 31)


def _stale(plan: ExitPlan, today: date) -> Iterator[Gap]:
    oldest = today - timedelta(days=EVIDENCE_DAYS)
    stale = [name for name, answer in plan.answers.items() if answer.at.date() < oldest]
    if stale:
        yield Gap("12", "D2", "answers_are_old", {"count": str(len(stale))})


# Each rule, with the sections of the plan that it looks at (none: it concerns every reader).
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (_barriers_without_help, frozenset({"hard_days", "what_helps"})),
    (_barriers, frozenset({"hard_days"})),
    (_good_and_hard_days, frozenset({"hard_days"})),
    (_options, frozenset({"choices"})),
    (_open_questions, frozenset({"choices"})),
    (_back_up_and_action, frozenset({"choices"})),
    (_family, frozenset({"choices"})),
    (_support_that_stops, frozenset({"what_helps"})),
    (_silence, frozenset({"hard_days"})),
    (_visit_by_february, frozenset({"about_me", "choices"})),
    (_offer_by_june, frozenset({"about_me"})),
    (_placement_by_march, frozenset({"about_me", "what_helps"})),
    (_stale, frozenset()),
)


def gaps(plan: ExitPlan, today: date) -> list[Gap]:
    """Return what is still missing, in the order of the rules.

    A rule that looks at a section that was left out of this copy is not judged: its reader cannot tell.
    """
    return [gap for rule, sections in RULES if not sections & plan.hidden for gap in rule(plan, today)]
