"""What learners type, against what must be stored: hand-written rows, labels, phrases, any text."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import answers
from bot.answers import InvalidAnswer
from bot.questions import BY_NAME, SECTIONS, STEPS, sharing_slot
from bot.reading import expand
from bot.reading.spotter import GAP
from bot.reference import wording
from bot.reference.files import read_yaml
from bot.reference.vocabulary import question_names, vocabulary

TYPED = read_yaml(Path(__file__).parents[1] / "data" / "typed_answers.yml")
ROWS = [(slot, str(text), meant) for slot, said in TYPED.items() for text, meant in said.items()]
SLOTS = (
    [name for name in BY_NAME if name != "sharing"] + list(STEPS) + [sharing_slot(part) for part in SECTIONS]
)
CHOICES = [slot for slot in SLOTS if slot in STEPS or slot.startswith("sharing") or BY_NAME[slot].values]
LETTERS_OF_A_LONG_PHRASE = 7
FEWEST_ROWS = 9
UNDERSTOOD_AT_LEAST = 0.98
SLIPS_MISREAD_AT_MOST = 0.004


def read(slot: str, text: str) -> object:
    """Return what is stored, as YAML writes it, or ``"invalid"``."""
    try:
        value = answers.parse(slot, text, vocabulary())
    except InvalidAnswer:
        return "invalid"
    return list(value) if isinstance(value, tuple) else value


def phrases(slot: str) -> list[tuple[str, str]]:
    """Return every phrase of a question with its value."""
    name = "sharing" if slot.startswith("sharing_") else slot
    values = vocabulary().questions[name].values
    return [(each, value) for value, said in values.items() for phrase in said for each in spelt_out(phrase)]


def spelt_out(phrase: str) -> list[str]:
    """Return what a phrase stands for: all of it, or the first and the last where it stands for very many."""
    every = list(expand(phrase))
    return [every[0], every[-1]] if GAP in phrase else every


def is_value(found: object, value: str) -> bool:
    return found in (value, [value])


@pytest.mark.parametrize(("slot", "text", "meant"), ROWS)
def test_what_is_typed_is_stored_as_meant_or_asked_again(slot: str, text: str, meant: object) -> None:
    assert read(slot, text) in (meant, "invalid")


def test_hardly_anything_that_has_a_meaning_is_asked_again() -> None:
    understood = [read(slot, text) == meant for slot, text, meant in ROWS]

    assert sum(understood) / len(understood) >= UNDERSTOOD_AT_LEAST


@pytest.mark.parametrize(
    "slot", [*(name for name in BY_NAME if name != "sharing"), *STEPS, "sharing_about_me"]
)
def test_every_question_is_among_the_rows(slot: str) -> None:
    assert len(TYPED[slot]) >= FEWEST_ROWS


@pytest.mark.parametrize("slot", CHOICES)
def test_every_value_has_phrases_and_each_means_it(slot: str) -> None:
    misread = [(phrase, value) for phrase, value in phrases(slot) if not is_value(read(slot, phrase), value)]

    assert misread == []


@pytest.mark.parametrize("slot", CHOICES)
def test_a_label_that_is_typed_means_the_choice(slot: str) -> None:
    labels = wording.labels(slot)
    misread = [label for value, label in labels.items() if not is_value(read(slot, label), value)]

    assert labels
    assert misread == []


def test_what_the_assistant_says_that_one_can_type_can_be_typed() -> None:
    refused = []
    for slot in SLOTS:
        for variant in wording.responses()[f"utter_ask_{slot}"]:
            for example in _examples(str(variant["text"])):
                if read(slot, example) == "invalid" and not names_answer_to_change(slot, example):
                    refused.append((slot, example))

    assert refused == []


def names_answer_to_change(slot: str, text: str) -> bool:
    return slot == "heard_right" and answers.question_named(text, question_names()) is not None


def _examples(text: str) -> list[str]:
    """Return the words after "You can type:", up to the end of the sentence."""
    return [part.split(".")[0].strip() for part in text.split("You can type:")[1:]]


def slip(phrase: str, chance: random.Random) -> str:
    """Return a phrase with one letter lost, changed, added or swapped with the next."""
    at = chance.choice([at for at, letter in enumerate(phrase) if letter.isalpha()])
    letter = chance.choice(string.ascii_lowercase)
    rest = phrase[at + 1 :]
    swapped = rest[:1] + phrase[at] + rest[1:] if rest[:1].isalpha() else letter + rest
    return phrase[:at] + chance.choice([rest, letter + rest, letter + phrase[at:], swapped])


def test_a_slip_of_one_letter_is_understood_or_asked_again() -> None:
    """A slip that makes another word ("you cant", "you can") nobody can see; there are few of those."""
    chance = random.Random(20261122)
    long = [
        (slot, phrase, value)
        for slot in CHOICES
        for phrase, value in phrases(slot)
        if sum(map(str.isalpha, phrase)) >= LETTERS_OF_A_LONG_PHRASE
    ]
    tried = [(read(slot, slip(phrase, chance)), value) for slot, phrase, value in chance.sample(long, 2000)]
    same = sum(is_value(found, value) for found, value in tried)
    again = sum(found == "invalid" for found, _ in tried)

    assert (len(tried) - same - again) / len(tried) <= SLIPS_MISREAD_AT_MOST
    assert same / len(tried) > 0.7


@settings(max_examples=150, deadline=None)
@given(slot=st.sampled_from(SLOTS), text=st.text(max_size=120))
def test_any_text_is_an_answer_that_passes_the_check_or_is_invalid(slot: str, text: str) -> None:
    try:
        value = answers.parse(slot, text, vocabulary())
    except InvalidAnswer as refused:
        assert refused.question == slot
    else:
        assert answers.check(slot, value) == value


WORDS = sorted({word for slot in CHOICES for phrase, _ in phrases(slot) for word in phrase.split()})
NOISE = [
    "not",
    "no",
    "but",
    "and",
    "or",
    ",",
    ".",
    "?",
    "no wait",
    "except",
    "all",
    "idk",
    "w/",
    "😀",
    "because",
]


@settings(max_examples=150, deadline=None)
@given(slot=st.sampled_from(SLOTS), words=st.lists(st.sampled_from([*WORDS, *NOISE]), max_size=12))
def test_any_words_are_an_answer_that_passes_the_check_or_are_invalid(slot: str, words: list[str]) -> None:
    try:
        value = answers.parse(slot, " ".join(words), vocabulary())
    except InvalidAnswer:
        return
    assert answers.check(slot, value) == value


@pytest.mark.parametrize("slot", SLOTS)
def test_a_thousand_letters_are_too_many(slot: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        answers.parse(slot, "a " * 501, vocabulary())

    assert refused.value.reason == "too_long"


@pytest.mark.parametrize("slot", ["shoe_size", "sharing", "sharing_shoe_size"])
def test_what_nobody_asks_has_no_answer(slot: str) -> None:
    with pytest.raises(InvalidAnswer):
        answers.parse(slot, "yes", vocabulary())
