"""What the learners of the bench answer is what the questions take."""

import pytest

from bench.learners import ANSWERS, TAPPED, THREE_QUESTIONS, TYPED, Answer
from bot import answers, questions
from bot.questions import Kind
from bot.reference.vocabulary import vocabulary

ASKED = [slot for slot in ANSWERS if slot != "sharing"]


def test_there_is_an_answer_to_every_question() -> None:
    assert {question.name for question in questions.QUESTIONS} <= ANSWERS.keys()


@pytest.mark.parametrize("slot", [slot for slot in ASKED if ANSWERS[slot].taps])
def test_what_is_tapped_is_a_choice_of_the_question(slot: str) -> None:
    assert set(questions.as_list(answers.check(slot, list(ANSWERS[slot].taps)))) == set(ANSWERS[slot].taps)


@pytest.mark.parametrize("slot", [slot for slot in ASKED if ANSWERS[slot].words])
def test_what_is_typed_is_understood(slot: str) -> None:
    understood = answers.parse(slot, ANSWERS[slot].words, vocabulary())
    assert understood not in (questions.NOT_SURE, questions.SKIPPED)


@pytest.mark.parametrize("name", [q.name for q in questions.QUESTIONS if q.kind in (Kind.WORDS, Kind.PLACE)])
def test_a_question_without_buttons_is_answered_in_words(name: str) -> None:
    assert not ANSWERS[name].taps


@pytest.mark.parametrize("slot", THREE_QUESTIONS)
def test_each_of_the_three_questions_is_tapped_and_typed_by_turns(slot: str) -> None:
    assert {ANSWERS[slot].how(0, conversation) for conversation in (0, 1)} == {TAPPED, TYPED}


def test_an_answer_that_has_only_taps_is_tapped() -> None:
    assert Answer(("yes",)).how(1, 0) == TAPPED
