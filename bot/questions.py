"""The questions a learner is asked: their names, their values, and which of them apply.

The names and values are a contract that other software relies on. The wording that a
learner reads is content, in ``data/responses/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

NOT_SURE = "not_sure"
SKIPPED = "skipped"
SECTIONS = ("about_me", "what_helps", "hard_days", "choices")
SHARING_VALUES = ("only_me", "adviser", "adviser_and_family", "new_place_too")

# Values that stand alone: with any other value beside them they say nothing.
EXCLUSIVE = frozenset({NOT_SURE, "rather_not_say", "none", "nothing", "nothing_yet", "just_me"})
# Values that tell us of nobody and nothing to go on asking about.
EMPTY = frozenset({NOT_SURE, SKIPPED, "rather_not_say", "none", "nothing", "nothing_yet", "just_me"})


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    SOME = "some"
    WORDS = "words"
    PLACE = "place"


class Path(StrEnum):
    """How much of the way a learner wants to go."""

    FULL = "full"
    QUICK = "quick"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        name: also the name of the slot, the field of ``Learner`` and the desk's label.
        sitting: 1 about me, 2 what helps, 3 next steps.
        values: the values an answer may take; empty for words and places.
        plan_field: the field of the exit plan that the answer fills, such as ``"C1"``.
        section: the part of the plan it belongs to, which the learner shares or keeps.
        sensitive: special-category data, or treated as if it were.
        quick: part of the quick path.
        asked_if: question name to the answers that call for this one.
        asked_if_any: asked where that question has an answer that names something.
    """

    name: str
    sitting: int
    kind: Kind
    plan_field: str
    section: str
    values: tuple[str, ...] = ()
    sensitive: bool = False
    quick: bool = False
    asked_if: Mapping[str, tuple[str, ...]] | None = None
    asked_if_any: str | None = None

    def applies(self, answers: Mapping[str, Any]) -> bool:
        """Return whether this question is to be asked, given the answers so far."""
        if self.asked_if is not None:
            return any(answers.get(name) in wanted for name, wanted in self.asked_if.items())
        if self.asked_if_any is not None:
            return bool(set(as_list(answers.get(self.asked_if_any))) - EMPTY)
        return True


def as_list(value: Any) -> list[str]:
    """Return an answer's value as a list: none for no answer, one for a single value."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [str(value)]


_SUPPORT = (
    "parent_or_carer", "other_family", "foster_carer_or_key_worker", "teacher", "mentor", "friend", "just_me",
)
_HARD_DAYS = {"good_and_hard_days": ("some_days_are_hard", "changes_a_lot")}
_LEVELS = ("entry", "level_1", "level_2", "level_3")

QUESTIONS: tuple[Question, ...] = (
    Question("how_to_talk", 1, Kind.ONE, "A6", "about_me", ("tap", "type", "listen")),
    Question("who_is_here", 1, Kind.ONE, "A6", "about_me", ("just_me", "someone_helps_me", "i_help_someone")),
    Question(
        "year_group", 1, Kind.ONE, "A2", "about_me",
        ("year_8_or_below", "year_9", "year_10", "year_11", "year_12_or_13", "left_school"), quick=True,
    ),
    Question(
        "interests", 1, Kind.SOME, "C1", "about_me",
        ("build_or_fix", "cars_and_bikes", "outdoors_and_plants", "animals", "how_things_work",
         "computers_and_games", "art_and_design", "music_acting_film", "helping_people", "sport",
         "food_hair_serving", "order_and_numbers"), quick=True,
    ),
    Question(
        "strengths", 1, Kind.SOME, "B1", "about_me",
        ("making_or_fixing", "helping_people", "ideas", "teamwork", "keeping_going", "technology",
         "something_else"),
    ),
    Question("strength_example", 1, Kind.WORDS, "D1", "about_me"),
    Question(
        "route", 1, Kind.SOME, "C3", "choices",
        ("college", "school_or_sixth_form", "apprenticeship", "supported_internship", "start_small", "job",
         "not_sure_yet"), quick=True,
    ),
    Question("dream_job", 1, Kind.WORDS, "C2", "choices"),
    Question(
        "achievements", 1, Kind.SOME, "D2", "about_me",
        ("gcses", "functional_skills", "entry_level", "btec_or_other", "awards", "work_experience",
         "nothing_yet"),
    ),
    Question("english_level", 1, Kind.ONE, "D3", "about_me", _LEVELS),
    Question("maths_level", 1, Kind.ONE, "D3", "about_me", _LEVELS),
    Question(
        "how_i_learn", 1, Kind.SOME, "B3", "about_me",
        ("doing", "watching", "small_steps", "pictures", "computer", "talking", "small_group"),
    ),
    Question(
        "what_helps", 2, Kind.SOME, "E1", "what_helps",
        ("quiet_place", "small_groups", "person_i_know", "clear_plan", "breaks", "more_time",
         "starting_later", "help_with_reading", "help_with_writing", "moving_around", "headphones",
         "technology", "told_of_changes", "something_else"), quick=True,
    ),
    Question(
        "what_is_hard", 2, Kind.SOME, "E1", "hard_days",
        ("noise", "lots_of_people", "new_places", "changes", "sitting_still", "reading_or_writing",
         "numbers", "worry", "low_mood", "tired", "pain_or_illness", "getting_cross", "getting_around",
         "rather_not_say"), sensitive=True,
    ),
    Question(
        "good_and_hard_days", 2, Kind.ONE, "E2", "hard_days",
        ("mostly_the_same", "some_days_are_hard", "changes_a_lot", "rather_not_say"), sensitive=True,
    ),
    Question(
        "how_often_hard", 2, Kind.ONE, "E2", "hard_days",
        ("most_weeks", "some_weeks", "now_and_then", "cannot_tell"), sensitive=True, asked_if=_HARD_DAYS,
    ),
    Question(
        "hard_day_signs", 2, Kind.SOME, "E2", "hard_days",
        ("go_quiet", "leave_the_room", "get_cross", "stay_home", "cannot_start", "need_rest"),
        sensitive=True, asked_if=_HARD_DAYS,
    ),
    Question(
        "hard_day_help", 2, Kind.SOME, "E2", "hard_days",
        ("leave_me_a_bit", "talk_to_me", "quiet_place", "call_someone_i_trust", "work_at_home", "short_day"),
        sensitive=True, asked_if=_HARD_DAYS,
    ),
    Question(
        "support_now", 2, Kind.SOME, "E3", "what_helps",
        ("ehc_plan", "school_staff", "mentor", "health_team", "social_worker", "equipment", "none",
         "rather_not_say"), sensitive=True,
    ),
    Question(
        "support_to_continue", 2, Kind.ONE, "E3", "what_helps", ("all_of_it", "some_of_it", "none_of_it"),
        sensitive=True, asked_if_any="support_now",
    ),
    Question("home_area", 2, Kind.PLACE, "F2", "choices", quick=True),
    Question(
        "travel", 2, Kind.SOME, "F2", "what_helps",
        ("walk_or_wheel", "bike", "public_transport_alone", "public_transport_with_help", "lift",
         "taxi_or_minibus", "need_help"),
    ),
    Question(
        "travel_time", 2, Kind.ONE, "F2", "choices", ("minutes_20", "minutes_40", "minutes_60", "longer"),
        quick=True,
    ),
    Question("decision_supporters", 3, Kind.SOME, "I1", "choices", _SUPPORT),
    Question(
        "contact_supporters", 3, Kind.ONE, "I1", "choices", ("agreed", "not_yet", "declined"),
        asked_if_any="decision_supporters",
    ),
    Question(
        "worries", 3, Kind.SOME, "K4", "hard_days",
        ("getting_there", "making_friends", "hard_work", "rules", "big_classes", "losing_support", "money",
         "nothing", "something_else", "rather_not_say"), sensitive=True,
    ),
    Question(
        "want_to_know", 3, Kind.SOME, "G2", "choices",
        ("class_size", "rules", "who_can_help", "quiet_place", "what_a_day_is_like", "visit_first", "cost"),
    ),
    Question("anything_else", 3, Kind.WORDS, "F1", "hard_days", sensitive=True),
    # Asked once for each section. Its default is that nobody else sees it.
    Question("sharing", 3, Kind.ONE, "J1", "choices", SHARING_VALUES, quick=True),
)

# "Did you mean …?" stands before a question of the list above; clients see that question.
OFFER = "did_you_mean"
OFFER_ANSWERS = ("yes", "no")

# Questions about the conversation itself, which fill no field of the plan.
STEPS: Mapping[str, tuple[str, ...]] = {
    "begin": ("full", "quick"),
    "heard_right": ("yes", "change"),
    "keep_plan": ("agreed", "not_now"),
    "carry_on": ("yes", "later"),
    "after_help": ("go_on", "talk_to_adviser", "stop"),
}

BY_NAME: Mapping[str, Question] = {question.name: question for question in QUESTIONS}


def sharing_slot(section: str) -> str:
    """Return the name under which the sharing choice of one section is kept."""
    return f"sharing_{section}"


def section_of_slot(slot: str) -> str | None:
    """Return the section that a sharing slot is about, or None for any other slot."""
    section = slot.removeprefix("sharing_")
    return section if slot.startswith("sharing_") and section in SECTIONS else None


def sitting(number: int, answers: Mapping[str, Any], path: Path = Path.FULL) -> list[str]:
    """Return the slots to fill in one sitting, in order, given the answers so far."""
    slots: list[str] = []
    for question in QUESTIONS:
        if question.sitting != number:
            continue
        if question.name == "sharing":
            slots.extend(sharing_slot(section) for section in SECTIONS if _to_share(section, answers, path))
        elif _is_asked(question, answers, path):
            slots.append(question.name)
    return slots


def _to_share(section: str, answers: Mapping[str, Any], path: Path) -> bool:
    """Return whether a section holds something, or still may: of an empty one nothing is asked.

    Courses that were kept are among the choices, so that these are always asked about.
    """
    if section == "choices":
        return True
    held = (question for question in QUESTIONS if question.section == section)
    return any(
        _is_asked(question, answers, path)
        if answers.get(question.name) is None
        else answers[question.name] != SKIPPED
        for question in held
    )


def _is_asked(question: Question, answers: Mapping[str, Any], path: Path) -> bool:
    return (path is Path.FULL or question.quick) and question.applies(answers)


def asked(answers: Mapping[str, Any], path: Path = Path.FULL) -> list[str]:
    """Return every slot of all three sittings that applies, in the order of asking."""
    return [slot for number in (1, 2, 3) for slot in sitting(number, answers, path)]


def progress(answers: Mapping[str, Any], path: Path = Path.FULL) -> dict[str, int]:
    """Return how many questions are done, of how many, as ``{"done": 5, "of": 18}``."""
    slots: Sequence[str] = asked(answers, path)
    return {"done": sum(answers.get(slot) is not None for slot in slots), "of": len(slots)}
