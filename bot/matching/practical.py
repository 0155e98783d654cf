"""What a day there is like: the size of groups, the rules, who helps, visits and cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bot.answers import Learner
from bot.courses import Candidate, Tri
from bot.matching.model import Context, Reason, ask, does_not_fit, fits

SMALL_GROUP = 8
BIG_GROUP = 15


def group_size(candidate: Candidate) -> int | None:
    """Return how many learners are in a group, the larger number where a range is given."""
    for name in ("group_size_typical", "group_size_max"):
        numbers = re.findall(r"\d+", candidate.fact(name).value or "")
        if numbers:
            return max(int(number) for number in numbers)
    return None


def groups(learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The groups are small, or big, or of a size to ask for, where that matters to the learner."""
    wants_small = any("small_groups" in want.features for want in context.wants)
    if not wants_small and "class_size" not in learner.want_to_know:
        return
    size = group_size(candidate)
    if size is None:
        yield ask("ask.small_groups")
    elif size <= SMALL_GROUP:
        yield fits("group_small", size=str(size))
    elif size > BIG_GROUP and wants_small:
        yield does_not_fit("group_big", size=str(size))
    else:
        yield fits("group_size", size=str(size))


def behaviour(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """What they expect of people, for those who want to know or worry."""
    matters = "rules" in (*learner.want_to_know, *learner.worries) or "getting_cross" in learner.what_is_hard
    if not matters:
        return
    expected = candidate.fact("behaviour_expectations_plain").value
    yield fits("rules", rules=expected) if expected else ask("rules_unknown")


def _who_can_help(candidate: Candidate, _context: Context) -> Iterator[Reason]:
    who = candidate.fact("named_contact_role").value or candidate.fact("send_contact").value
    yield fits("who_can_help", who=who) if who else ask("who_can_help_unknown")


def _what_a_day_is_like(candidate: Candidate, _context: Context) -> Iterator[Reason]:
    known = {name: candidate.fact(name).value for name in ("days_per_week", "hours_per_week", "start_time")}
    for name, value in known.items():
        if value:
            yield fits(name, value=value)
    if not any(known.values()):
        yield ask("day_unknown")


def _visit_first(candidate: Candidate, context: Context) -> Iterator[Reason]:
    if context.next_event is not None:
        yield fits("visit_event", event=context.next_event.type)
    elif candidate.fact("transition_visits").state is Tri.YES:
        yield fits("has.transition_visits")
    else:
        yield ask("visit_unknown")


def _cost(_candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """A price in a catalogue is mostly for adults, so what a learner pays is never worked out here."""
    yield ask("cost")


# What the learner wants to know, to what answers it. Groups, rules and quiet places have rules of their own.
ANSWERS: Mapping[str, Callable[[Candidate, Context], Iterator[Reason]]] = {
    "who_can_help": _who_can_help,
    "visit_first": _visit_first,
    "what_a_day_is_like": _what_a_day_is_like,
    "cost": _cost,
}


def want_to_know(learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """Each thing that the learner wants to know: the answer where it is known, else the question."""
    for wanted, answer in ANSWERS.items():
        if wanted in learner.want_to_know:
            yield from answer(candidate, context)
