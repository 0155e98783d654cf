"""The support that a learner's answers call for, beside what a place is known to offer."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers import Learner
from bot.courses import Candidate, Tri
from bot.matching.model import Context, Reason, Want, ask, does_not_fit, fits
from bot.questions import as_list

HARD_DAYS = ("some_days_are_hard", "changes_a_lot")

# In the order of use to the learner: what they asked for, then what is hard, then what worries them.
WANTS: tuple[Want, ...] = (
    Want("what_helps", ("quiet_place",), ("quiet_space", "sensory_friendly")),
    Want("want_to_know", ("quiet_place",), ("quiet_space",)),
    Want("what_helps", ("small_groups",), ("small_groups",)),
    Want("what_helps", ("person_i_know",), ("key_person", "transition_visits")),
    Want("what_helps", ("clear_plan", "told_of_changes"), ("transition_visits", "flexible_timetable")),
    Want("what_helps", ("breaks",), ("rest_breaks", "movement_breaks")),
    Want("what_helps", ("moving_around",), ("movement_breaks", "rest_breaks")),
    Want("what_helps", ("starting_later",), ("later_start", "phased_start")),
    Want("what_helps", ("help_with_reading", "help_with_writing"),
         ("reading_writing_help", "assistive_tech")),
    Want("what_helps", ("more_time",), ("exam_access_arrangements",)),
    Want("what_helps", ("technology",), ("assistive_tech",)),
    Want("what_helps", ("headphones",), ("sensory_friendly",)),
    Want("travel", ("public_transport_with_help", "need_help"), ("travel_training", "transport_help")),
    Want("support_now", ("ehc_plan",), ("ehcp_support",)),
    Want("support_now", ("school_staff",), ("one_to_one_support", "key_person")),
    Want("support_now", ("mentor",), ("mentor",)),
    Want("support_now", ("equipment",), ("assistive_tech",)),
    Want("good_and_hard_days", HARD_DAYS, ("flexible_timetable", "phased_start")),
    Want("hard_day_help", ("quiet_place",), ("quiet_space",)),
    Want("hard_day_help", ("talk_to_me", "call_someone_i_trust"), ("key_person",)),
    Want("hard_day_help", ("short_day", "work_at_home"), ("flexible_timetable",)),
    Want("what_is_hard", ("noise",), ("quiet_space", "sensory_friendly")),
    Want("what_is_hard", ("lots_of_people",), ("small_groups",)),
    Want("what_is_hard", ("new_places", "changes"), ("transition_visits", "flexible_timetable")),
    Want("what_is_hard", ("sitting_still",), ("movement_breaks", "rest_breaks")),
    Want("what_is_hard", ("tired", "pain_or_illness"), ("rest_breaks", "later_start", "phased_start")),
    Want("what_is_hard", ("reading_or_writing",), ("reading_writing_help", "exam_access_arrangements")),
    Want("what_is_hard", ("numbers",), ("maths_help",)),
    Want("what_is_hard", ("worry", "low_mood"), ("wellbeing_team", "mentor", "counselling")),
    Want("what_is_hard", ("getting_cross",), ("behaviour_mentor", "restorative_approach")),
    Want("what_is_hard", ("getting_around",), ("step_free", "personal_care")),
    Want("how_i_learn", ("small_group",), ("small_groups",)),
    Want("worries", ("getting_there",), ("travel_training", "transport_help")),
    Want("worries", ("big_classes",), ("small_groups",)),
    Want("worries", ("losing_support",), ("key_person", "transition_visits")),
    Want("worries", ("rules",), ("behaviour_mentor", "restorative_approach")),
    Want("worries", ("money",), ("bursary", "free_meals")),
)
_ASKED = tuple(dict.fromkeys(want.question for want in WANTS))


def wants(learner: Learner) -> tuple[Want, ...]:
    """Return what the learner's answers call for; help they want to leave behind calls for nothing."""
    answers = {question: as_list(getattr(learner, question)) for question in _ASKED}
    return tuple(
        want
        for want in WANTS
        if want.is_among(answers)
        and not (want.question == "support_now" and learner.support_to_continue == "none_of_it")
    )


def supports(_learner: Learner, candidate: Candidate, context: Context) -> Iterator[Reason]:
    """Each wanted support: they have it, they do not, or it is a question to ask. Each is said once."""
    said: dict[str, Reason] = {}
    for want in context.wants:
        for reason in _for_want(want, candidate):
            said.setdefault(reason.code, reason)
    yield from said.values()


def _for_want(want: Want, candidate: Candidate) -> Iterator[Reason]:
    """Features of one want stand in for each other: one that is there is enough, and so is one question."""
    if candidate.facts.keys().isdisjoint(want.features):  # as of most
        yield ask(f"ask.{want.features[0]}")
        return
    states = {feature: candidate.fact(feature).state for feature in want.features}
    unknown = [feature for feature, state in states.items() if state is Tri.UNKNOWN]
    if Tri.YES in states.values():
        yield from (fits(f"has.{feature}") for feature, state in states.items() if state is Tri.YES)
        return
    yield from (does_not_fit(f"lacks.{feature}") for feature, state in states.items() if state is Tri.NO)
    if unknown:
        yield ask(f"ask.{unknown[0]}")


def hard_days(learner: Learner, _candidate: Candidate, _context: Context) -> Iterator[Reason]:
    """Whoever has hard days finds out beforehand what happens on one."""
    if learner.good_and_hard_days in HARD_DAYS:
        yield ask("hard_day")
