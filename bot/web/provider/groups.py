"""In which parts of the form the facts are asked, and how each is called."""

from __future__ import annotations

from collections.abc import Mapping

from bot.courses import Tri
from bot.facts import Kind, kind_of
from bot.proposals import Said
from bot.reference.wording import say, sentences

# What learners ask about most is first; every fact stands in one of these.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "classes": (
        "group_size_typical", "group_size_max", "staff_ratio_note", "small_groups",
        "behaviour_expectations_plain", "policy_url", "restorative_approach", "behaviour_mentor",
    ),
    "people": (
        "named_contact_role", "send_contact", "send_team", "key_person", "mentor", "one_to_one_support",
        "wellbeing_team", "counselling",
    ),
    "start": (
        "entry_is_flexible", "interview_only", "roll_on", "ehcp_required", "ehcp_support", "age_min",
        "age_max", "transition_visits", "summer_programme",
    ),
    "time": (
        "days_per_week", "hours_per_week", "start_time", "flexible_timetable", "later_start",
        "phased_start", "rest_breaks", "movement_breaks",
    ),
    "learning": (
        "reading_writing_help", "maths_help", "assistive_tech", "exam_access_arrangements",
        "communication_support", "bsl", "esol_support",
    ),
    "place": (
        "quiet_space", "sensory_friendly", "step_free", "personal_care", "medication_support",
        "prayer_space",
    ),
    "travel": (
        "nearest_stop", "travel_training", "transport_help", "bursary", "free_meals",
        "lone_parent_childcare",
    ),
}  # fmt: skip


def label(name: str) -> str:
    """Return what a fact is called."""
    return say("provider", f"fact_{name}")


def hint(name: str) -> str:
    """Return what helps to fill something in, where anything does."""
    return sentences("provider").get(f"hint_{name}", "")


def in_words(name: str, said: Said | None) -> str:
    """Return a fact as people read it: "Yes: a room by the library", or "12"; or that nothing is known."""
    if said is None:
        return say("provider", "nothing")
    if said["state"] == Tri.YES and said["value"] and kind_of(name) is not Kind.YES_OR_NO:
        return said["value"]
    state = say("provider", said["state"] or "unknown")
    return say("provider", "says", state=state, value=said["value"]) if said["value"] else state
