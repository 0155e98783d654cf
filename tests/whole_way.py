"""One learner's answers to every question there is, and the talk that gives them."""

TAPPED = {
    "begin": ["full"], "how_to_talk": ["tap"], "who_is_here": ["just_me"], "year_group": ["year_11"],
    "interests": ["computers_and_games"], "strengths": ["technology", "ideas"],
    "strength_example": "i mended my nans phone", "route": ["college"], "dream_job": "game designer",
    "achievements": ["gcses", "awards"], "english_level": ["level_1"], "maths_level": ["level_2"],
    "how_i_learn": ["doing", "small_steps"], "keep_plan": ["agreed"],
    "what_helps": ["quiet_place", "breaks"], "what_is_hard": ["noise", "lots_of_people"],
    "good_and_hard_days": ["changes_a_lot"], "how_often_hard": ["most_weeks"],
    "hard_day_signs": ["go_quiet"], "hard_day_help": ["quiet_place"], "support_now": ["mentor"],
    "support_to_continue": ["all_of_it"], "home_area": "OX14", "travel": ["public_transport_alone"],
    "travel_time": ["minutes_40"], "decision_supporters": ["parent_or_carer"],
    "contact_supporters": ["agreed"], "worries": ["getting_there"], "want_to_know": ["class_size"],
    "anything_else": "i am kind to animals", "carry_on": ["yes"], "sharing": ["only_me"],
}  # fmt: skip


def said(answer):
    return {"text": answer} if isinstance(answer, str) else {"choices": answer}


def talk_through(learner, answers, before=None):
    """Answer every question that comes; return the names of all that were asked."""
    asked = []
    while learner.asked and len(asked) < 80:
        name = learner.turn["question"]["name"]
        asked.append(learner.asked)
        if before:
            before(learner, name)
        learner.say(**said(answers[name]))
    assert learner.asked is None, f"still asking {learner.asked} after {asked}"
    return asked
