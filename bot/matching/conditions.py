"""When it starts, who may join, and how old what we know is: shown, and never hiding a course."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.answers import Learner
from bot.courses import SUPPORT_FEATURES, Candidate, Source, Tri
from bot.matching.model import Context, Reason, ask, does_not_fit, fits

LONG_WAIT = timedelta(days=120)
LAST_MONTH_OF_YEAR = 8  # a school year ends with August

# Places whose learners usually have an EHC plan.
_KINDS_WITH_PLANS = ("special_post16_institution", "special_school_sixth_form")

# Years until a learner may leave school; these leave with the end of a school year.
_YEARS_LEFT: Mapping[str, int] = {"year_8_or_below": 3, "year_9": 2, "year_10": 1, "year_11": 0}
_MAY_START_NOW = ("left_school", "year_12_or_13")
# The youngest and the oldest that a learner may be when a course starts.
_AGES: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(_YEARS_LEFT, (16, 16)), "year_12_or_13": (16, 19), "left_school": (16, 25),
}


def next_start(candidate: Candidate, today: date) -> date | None:
    """Return when the offer starts; None where that is unknown or past."""
    starts = candidate.offer.starts
    return starts if starts is not None and starts >= today else None


def leaves_school(year_group: str | None, today: date) -> date | None:
    """Return the last of June of the year in which a learner finishes Year 11; None for older ones."""
    years = _YEARS_LEFT.get(year_group or "")
    if years is None:
        return None
    ends_in = today.year + (today.month > LAST_MONTH_OF_YEAR)
    return date(ends_in + years, 6, 30)


def start(learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """The start suits the learner's year, or it is past, or nobody has said."""
    starts = next_start(candidate, context.today)
    if candidate.offer.roll_on:
        yield fits("start_now" if learner.year_group in _MAY_START_NOW else "start_any_time")
    elif starts is not None:
        yield _dated_start(learner, starts, context.today)
    else:
        yield ask("start_past" if candidate.offer.starts else "start_unknown")


def _dated_start(learner: Learner, starts: date, today: date) -> Reason:
    when = _month(starts)
    leaves = leaves_school(learner.year_group, today)
    if leaves is not None and starts < leaves:
        return ask("start_too_soon", **when)
    if learner.year_group == "left_school" and starts - today > LONG_WAIT:
        return does_not_fit("start_long_wait", **when)
    return fits("start_date", **when)


def age(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """The course is for the learner's age, or for another, or that is to be asked."""
    youngest, oldest = candidate.course.age_min, candidate.course.age_max
    ages = _AGES.get(learner.year_group or "")
    if ages is not None and not candidate.unsettled.isdisjoint(("age_min", "age_max")):
        yield ask("age_unknown")
        return
    if ages is None or (youngest is None and oldest is None):
        return
    if youngest is not None and ages[1] < youngest:
        yield does_not_fit("age_from", age=str(youngest))
    elif oldest is not None and ages[0] > oldest:
        yield does_not_fit("age_to", age=str(oldest))
    elif ages[0] < (youngest or 0) or (oldest is not None and ages[1] > oldest):
        yield ask("age_unknown")
    else:
        yield fits("age_fits")


def ehc_plan(learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """Most internships and some places need an EHC plan. The adviser checks; the course stays."""
    unsettled = "ehcp_required" in candidate.unsettled
    if not unsettled and not _usually_needs_plan(candidate):
        return
    if "ehc_plan" in learner.support_now:
        yield fits("ehc_plan_held")
    elif "none" in learner.support_now and not unsettled:
        yield does_not_fit("ehc_plan_needed")
    else:
        yield ask("ehc_plan_unknown")


def _usually_needs_plan(candidate: Candidate) -> bool:
    """Where a course does not say, its route or the kind of place tells."""
    if candidate.course.ehcp_required is not Tri.UNKNOWN:
        return candidate.course.ehcp_required is Tri.YES
    return candidate.course.route == "supported_internship" or candidate.provider.kind in _KINDS_WITH_PLANS


def known_source(candidate: Candidate) -> Source | None:
    """Return where the offer comes from, else the course, else the provider."""
    return candidate.offer.source or candidate.course.source or candidate.provider.source


def long_unseen(_learner: Learner, candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """What has not stood in its source for long is to be checked first."""
    source = known_source(candidate)
    days = [each.check_first for each in (source, candidate.course.source) if each and each.check_first]
    if days:
        yield ask("check_first", **_month(min(days)))


def long_unseen_support(_learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """What a place said of its support, its days and its rules long ago may no longer be so."""
    wanted = {feature for want in context.wants for feature in want.features}
    unwanted = set(SUPPORT_FEATURES) - wanted
    sources = [fact.source for name, fact in candidate.facts.items() if name not in unwanted]
    days = [source.check_first for source in sources if source and source.check_first]
    if days:
        yield ask("check_support_first", **_month(min(days)))


def _month(day: date) -> dict[str, str]:
    return {"month": str(day.month), "year": str(day.year)}
