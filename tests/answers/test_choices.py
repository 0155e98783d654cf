"""Answers to questions with choices: several at once, refused, taken back, in doubt, or none at all."""

from __future__ import annotations

import pytest

from bot import answers
from bot.answers import InvalidAnswer
from bot.questions import NOT_SURE, SKIPPED
from bot.reference.vocabulary import vocabulary


def read(slot: str, text: str) -> object:
    return answers.parse(slot, text, vocabulary())


def refuse(slot: str, text: str) -> None:
    with pytest.raises(InvalidAnswer):
        read(slot, text)


@pytest.mark.parametrize(
    "text",
    [
        "quiet, breaks",
        "quiet + breaks",
        "quiet & breaks",
        "quiet/breaks",
        "quiet n breaks",
        "breaks and quiet",
        "i want breaks. and quiet",
        "QUIET!! BREAKS!!",
        "quiet... and also breaks",
        "quiet breaks",
    ],
)
def test_several_values_are_taken_in_the_order_of_the_question(text: str) -> None:
    assert read("what_helps", text) == ("quiet_place", "breaks")


@pytest.mark.parametrize(
    ("slot", "text", "taken"),
    [
        ("route", "college not school", ("college",)),
        ("route", "not school, college", ("college",)),
        ("route", "no school no college just a job", ("job",)),
        ("route", "school isnt for me but college is okay", ("college",)),
        ("what_helps", "quiet but not small groups", ("quiet_place",)),
        ("what_helps", "breaks without headphones", ("breaks",)),
        ("what_helps", "breaks and not headphones or reading", ("breaks",)),
        ("interests", "sport is boring but i love art", ("art_and_design",)),
        ("interests", "i dont like cars, i like animals", ("animals",)),
        ("what_is_hard", "noise not maths", ("noise",)),
        ("what_is_hard", "maths is fine but reading isnt easy", ("reading_or_writing",)),
        ("what_is_hard", "im okay with maths. crowds are hard", ("lots_of_people",)),
        ("support_now", "ehcp but no social worker", ("ehc_plan",)),
        ("worries", "rules, not money", ("rules",)),
    ],
)
def test_what_is_refused_is_left_out(slot: str, text: str, taken: object) -> None:
    if taken is None:
        refuse(slot, text)
    else:
        assert read(slot, text) == taken


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("route", "not college"),
        ("route", "i dont want to go to college"),
        ("route", "i do not really want college or school"),
        ("route", "anything but an apprenticeship"),
        ("route", "college no"),
        ("route", "college isnt for me"),
        ("route", "never college"),
        ("route", "nto college"),
        ("route", "i wont go to college"),
        ("what_helps", "no reading help"),
        ("what_is_hard", "noise doesnt bother me"),
        ("what_is_hard", "i dont mind noise"),
        ("interests", "i hate sport"),
        ("year_group", "not year 10"),
        ("travel", "i cant walk"),
    ],
)
def test_where_everything_is_refused_there_is_no_answer(slot: str, text: str) -> None:
    refuse(slot, text)


@pytest.mark.parametrize(
    ("slot", "text", "taken"),
    [
        ("route", "college no wait apprenticeship", ("apprenticeship",)),
        ("route", "college, actually apprenticeship", ("apprenticeship",)),
        ("route", "college scrap that get a job", ("job",)),
        ("route", "college sorry i meant school", ("school_or_sixth_form",)),
        ("year_group", "year 10 i mean 11", "year_11"),
        ("year_group", "year 9 no sorry 10", "year_10"),
        ("english_level", "level 2 no wait level 1", "level_1"),
        ("sharing_choices", "new place too, no wait only me", "only_me"),
        ("what_is_hard", "noise and maths no wait not maths", ("noise",)),
    ],
)
def test_what_is_taken_back_is_replaced(slot: str, text: str, taken: object) -> None:
    assert read(slot, text) == taken


def test_a_correction_of_one_among_several_is_not_guessed() -> None:
    refuse("route", "college and school no wait apprenticeship")


@pytest.mark.parametrize(
    "text", ["college no wait", "college no job", "college, no, school", "school? no way. college"]
)
def test_a_correction_that_may_go_either_way_is_not_guessed(text: str) -> None:
    refuse("route", text)


@pytest.mark.parametrize(
    "text", ["all of them", "everything", "all", "every one of them", "all of the above"]
)
def test_all_is_every_value_that_says_something(text: str) -> None:
    taken = read("worries", text) if text != "everything" else read("want_to_know", text)

    assert isinstance(taken, tuple)
    assert len(taken) == 7
    assert not {"nothing", "something_else", "rather_not_say"} & set(taken)


def test_all_but_one_leaves_that_one_out() -> None:
    assert "sport" not in read("interests", "everything except sport")  # type: ignore[operator]
    assert len(read("interests", "all of them apart from sport")) == 11  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("support_now", "none", ("none",)),
        ("support_now", "nothing", ("none",)),
        ("worries", "nothing really", ("nothing",)),
        ("achievements", "nothing yet", ("nothing_yet",)),
        ("interests", "none of them", SKIPPED),
        ("want_to_know", "nothing", SKIPPED),
    ],
)
def test_none_is_a_value_where_the_question_has_one_and_else_a_skip(
    slot: str, text: str, value: object
) -> None:
    assert read(slot, text) == value


@pytest.mark.parametrize(
    "text", ["idk", "i dont know", "not sure", "dunno", "no idea", "maybe", "im not sure tbh"]
)
@pytest.mark.parametrize("slot", ["interests", "route", "year_group", "what_is_hard", "english_level"])
def test_not_knowing_is_an_answer(slot: str, text: str) -> None:
    assert read(slot, text) == NOT_SURE


@pytest.mark.parametrize("slot", ["begin", "heard_right", "carry_on", "after_help", "sharing_about_me"])
def test_not_knowing_is_no_answer_to_a_step_or_to_sharing(slot: str) -> None:
    refuse(slot, "idk")


@pytest.mark.parametrize(
    "text", ["id rather not say", "rather not say", "prefer not to say", "i dont want to say"]
)
def test_rather_not_saying_is_a_value_or_a_skip(text: str) -> None:
    assert read("what_is_hard", text) == ("rather_not_say",)
    assert read("good_and_hard_days", text) == "rather_not_say"
    assert read("interests", text) == SKIPPED


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("route", "what is college like?"),
        ("route", "tell me about college"),
        ("route", "is college hard"),
        ("route", "my brother went to college"),
        ("route", "she goes to college"),
        ("route", "i was at college but left"),
        ("interests", "my computer is broken"),
        ("year_group", "i have 11 dogs"),
        ("year_group", "im 15"),
        ("what_helps", "hello"),
        ("what_helps", "i went to the shop with my nan and got a quiet sandwich in the park"),
        ("want_to_know", "what is your name"),
        ("english_level", "the second one"),
        ("travel", "bus"),
        ("sharing_about_me", "my mum"),
        ("sharing_about_me", "the new place but not my family"),
        ("after_help", "yes"),
    ],
)
def test_what_is_no_answer_of_their_own_is_not_taken_for_one(slot: str, text: str) -> None:
    refuse(slot, text)


@pytest.mark.parametrize("text", ["year 10 or 11", "level 1 or 2", "20 or 60 minutes"])
def test_two_values_are_no_answer_where_one_is_asked(text: str) -> None:
    for slot in ("year_group", "english_level", "travel_time"):
        refuse(slot, text)


@pytest.mark.parametrize(
    ("slot", "text", "value"),
    [
        ("route", "college because my mates want jobs", ("college",)),
        ("what_is_hard", "noise cos it hurts my ears", ("noise",)),
        ("what_helps", "breaks because i cant do reading for long", ("breaks",)),
    ],
)
def test_a_reason_is_no_answer(slot: str, text: str, value: object) -> None:
    assert read(slot, text) == value


@pytest.mark.parametrize(
    "text", ["i cant do noise", "i hate noise", "noise is hard", "i dont like noise", "loud!!!"]
)
def test_what_is_disliked_is_what_is_hard(text: str) -> None:
    assert read("what_is_hard", text) == ("noise",)


@pytest.mark.parametrize(
    ("text", "value"),
    [("i do not want you to keep it", "not_now"), ("dont keep it", "not_now"), ("keep it", "agreed")],
)
def test_to_refuse_one_of_two_is_to_choose_the_other(text: str, value: str) -> None:
    assert read("keep_plan", text) == value
