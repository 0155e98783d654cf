"""What the learners of the bench answer: to each question a tap, and words that mean something like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

THREE_QUESTIONS = ("year_group", "interests", "route")
TAPPED, TYPED = "tapped", "typed"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, said in two ways; some questions have buttons only, or words only."""

    taps: tuple[str, ...] = ()
    words: str = ""

    def how(self, turn: int, conversation: int) -> str:
        """Return whether it is tapped or typed: by turns, beginning with the other in each conversation."""
        if not (self.taps and self.words):
            return TAPPED if self.taps else TYPED
        return (TAPPED, TYPED)[(turn + conversation) % 2]


# A learner on the full path. Questions about the conversation itself are tapped.
ANSWERS: Mapping[str, Answer] = {
    "keep_plan": Answer(("agreed",)),
    "carry_on": Answer(("yes",)),
    "how_to_talk": Answer(("tap",), "tap"),
    "who_is_here": Answer(("just_me",), "just me"),
    "year_group": Answer(("year_11",), "im in year 11"),
    "interests": Answer(("animals", "sport"), "i like animals and sport"),
    "strengths": Answer(("making_or_fixing", "teamwork"), "making things"),
    "strength_example": Answer((), "i fixed my nans fence"),
    "route": Answer(("college", "apprenticeship"), "i want to go to college"),
    "dream_job": Answer((), "vet nurse"),
    "achievements": Answer(("functional_skills",), "functional skills"),
    "english_level": Answer(("level_1",), "level 1"),
    "maths_level": Answer(("entry",), "entry level"),
    "how_i_learn": Answer(("doing", "small_steps"), "by doing"),
    "what_helps": Answer(("quiet_place", "breaks"), "quiet + breaks"),
    "what_is_hard": Answer(("noise", "lots_of_people"), "i carnt do noisy places"),
    "good_and_hard_days": Answer(("some_days_are_hard",), "some days are hard"),
    "how_often_hard": Answer(("some_weeks",), "some weeks"),
    "hard_day_signs": Answer(("go_quiet", "need_rest"), "i go quiet"),
    "hard_day_help": Answer(("quiet_place",), "a quiet place"),
    "support_now": Answer(("mentor", "school_staff"), "my mentor"),
    "support_to_continue": Answer(("all_of_it",), "all of it"),
    "home_area": Answer((), "QN1"),
    "travel": Answer(("public_transport_alone", "walk_or_wheel"), "bus on my own"),
    "travel_time": Answer(("minutes_40",), "40 minutes"),
    "decision_supporters": Answer(("parent_or_carer", "teacher"), "my mum"),
    "contact_supporters": Answer(("agreed",), "yes"),
    "worries": Answer(("getting_there",), "getting there"),
    "want_to_know": Answer(("class_size", "visit_first"), "class size"),
    "anything_else": Answer((), "i would like to visit first"),
    "sharing": Answer(("adviser",), "adviser"),
}
