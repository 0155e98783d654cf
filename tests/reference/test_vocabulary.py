"""The vocabulary covers every question and value of the contract, and nothing else."""

from __future__ import annotations

from bot.questions import BY_NAME, STEPS, Kind
from bot.reading import expand
from bot.reference.vocabulary import vocabulary

FEWEST_PHRASES = 6
NOT_QUESTIONS = {"own_words", "dream_job", "section", "as_before", "did_you_mean"}


def values_of(name: str) -> set[str]:
    return set(STEPS[name] if name in STEPS else BY_NAME[name].values)


def asked() -> list[str]:
    return [name for name in vocabulary().questions if name not in NOT_QUESTIONS]


def test_every_question_with_choices_and_every_step_has_phrases() -> None:
    with_choices = {name for name, question in BY_NAME.items() if question.kind is not Kind.WORDS}

    assert set(asked()) == with_choices | set(STEPS)


def test_every_value_has_phrases_and_no_other() -> None:
    assert {name: set(vocabulary().questions[name].values) for name in asked()} == {
        name: values_of(name) for name in asked()
    }


def test_every_value_has_at_least_six_phrases() -> None:
    few = [
        (name, value)
        for name in asked()
        for value, phrases in vocabulary().questions[name].values.items()
        if len([each for phrase in phrases for each in expand(phrase)]) < FEWEST_PHRASES
    ]

    assert few == []


def test_no_phrase_means_two_values_of_a_question() -> None:
    """A phrase of two values would be refused when the reader is made."""
    assert all(vocabulary().reader(name) for name in vocabulary().questions)


def test_a_short_form_is_one_word() -> None:
    assert [short for short in vocabulary().language.shorthand if " " in short] == []


def test_towns_are_kept_under_one_name() -> None:
    towns = vocabulary().towns

    assert towns["abingdon"] == "Abingdon"
    assert towns["stoke on trent"] == "Stoke-on-Trent"
    assert {"OX", "M", "SW"} <= vocabulary().postcode_areas
