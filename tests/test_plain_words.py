"""Every sentence a learner reads is plain enough for age nine, kind, and promises nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import textstat

from bot.reference import wording
from bot.reference.files import read_yaml

GLOSSARY = Path(__file__).parents[1] / "bot" / "reference" / "glossary.yml"
# What learners read besides the conversation: files of bot/reference/wording/.
READ_BY_LEARNERS = ("errors", "gaps", "help", "page", "reasons")
# Filled by the actions, each with one value that a learner knows.
PLACEHOLDERS = {"setting", "course", "earlier", "meant", "noted", "before", "now"}

LONGEST_SENTENCE = 15
LONGEST_TEXT = 60
WORDS_OF_A_TURN = 40
LONGER_THAN_A_TURN = {"utter_hello", "utter_hello_no_typing"}  # all that must be said before the first word
LONGEST_LABEL = 8
LONGEST_MEANING = 15
HIGHEST_GRADE = 4.0  # Flesch-Kincaid: about reading age nine
HIGHEST_GRADE_OF_A_PASSAGE = 6.0
PASSAGE = 100  # words; a grade says nothing about fewer

Rule = Callable[[str], Iterator[str]]


def spoken() -> list[tuple[str, str]]:
    """Every text of the conversation, beside its key."""
    return [(key, v["text"]) for key, variants in wording.responses().items() for v in variants]


def labels() -> list[tuple[str, str]]:
    return [
        (key, button["title"])
        for key, variants in wording.responses().items()
        for variant in variants
        for button in variant.get("buttons", ())
    ]


def written() -> list[tuple[str, str]]:
    """Every sentence of the other topics; the names of things among them count as sentences too."""
    return [
        (f"{topic}.{code}", text if text.endswith((".", "?")) else f"{text}.")
        for topic in READ_BY_LEARNERS
        for code, text in wording.sentences(topic).items()
    ]


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


def terms() -> dict[str, str]:
    return read_yaml(GLOSSARY)["terms"]


def explained() -> set[str]:
    """Every word of the glossary's terms and of its everyday words, in small letters."""
    everyday = read_yaml(GLOSSARY)["everyday"]
    return {word.lower() for term in (*terms(), *everyday) for word in re.findall(r"\w+", term)}


def _sentence_too_long(text: str) -> Iterator[str]:
    yield from (s for s in sentences(text) if len(s.split()) > LONGEST_SENTENCE)


def _text_too_long(text: str) -> Iterator[str]:
    if len(text.split()) > LONGEST_TEXT:
        yield text


def _semicolon(text: str) -> Iterator[str]:
    yield from re.findall(r"\w*;", text)


def _capitals(text: str) -> Iterator[str]:
    words = re.findall(r"\b[A-Z]{2,}\b", text)
    yield from (word for word in words if word != "OK" and word.lower() not in explained())


def _long_word(text: str) -> Iterator[str]:
    words = re.findall(r"[a-z']+", re.sub(r"\{\w+\}", "", text).lower())
    yield from (word for word in words if textstat.syllable_count(word) > 3 and word not in explained())


def _passive(text: str) -> Iterator[str]:
    yield from re.findall(r"\b(?:is|are|was|were|been|be) \w+(?:ed|en) by\b", text)


def _any_of(*patterns: str) -> Rule:
    """Return a rule that finds any of these phrases as whole words, whatever their case."""
    phrases = re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns), re.IGNORECASE)
    return lambda text: (found.group() for found in phrases.finditer(text))


RULES: dict[str, Rule] = {
    "sentence too long": _sentence_too_long,
    "text too long": _text_too_long,
    "semicolon": _semicolon,
    "capitals that are not explained": _capitals,
    "long word that is not explained": _long_word,
    "passive": _passive,
    "word that hurts": _any_of(
        "disorders?", "deficits?", "problem behaviou?r", "excluded", "exclusion", "neet", "special needs",
        "suffer\\w*", "challenging", "vulnerable", "diagnos\\w+", "normal people",
    ),
    "promise": _any_of(
        "promise", "guarantee\\w*", "(?:i|we) (?:will|can) keep (?:this|that|it) (?:a )?secret",
        "everything will be", "it will be (?:ok|fine)", "someone is reading", "don't need to tell",
        "you(?: will|'ll) (?:get|have) (?:a place|support|help|transport|money|in)",
        "should (?:not )?tell your (?:mum|dad|parents?|carers?)",
    ),
    "pressure": _any_of("hurry", "last chance", "are you sure", "don't miss", "streak", "only \\w+ left"),
    "idiom": _any_of(
        "piece of cake", "up in the air", "on track", "touch base", "get the ball rolling", "in the loop",
    ),
}

FEELINGS = _any_of("i understand how", "i feel", "i know how you", "i care", "i'm sad")

OFFENDERS = [
    ("sentence too long", "a b c d e f g h i j k l m n o p."),
    ("text too long", "Go on. " * 31),
    ("semicolon", "You can stop; you can go on."),
    ("capitals that are not explained", "Ask the SENCO."),
    ("long word that is not explained", "It helps your organisation."),
    ("passive", "The plan is checked by your adviser."),
    ("word that hurts", "People who were Excluded."),
    ("promise", "We will keep this secret."),
    ("promise", "You will get a place."),
    ("pressure", "Are you sure you want to leave?"),
    ("idiom", "It's a piece of cake."),
]


@pytest.mark.parametrize("source", [spoken, labels, written])
@pytest.mark.parametrize("rule", RULES)
def test_all_that_learners_read_keeps_the_rule(rule, source):
    assert [(key, offence) for key, text in source() for offence in RULES[rule](text)] == []


@pytest.mark.parametrize(("rule", "text"), OFFENDERS)
def test_the_rule_sees_what_it_is_for(rule, text):
    assert list(RULES[rule](text))


def test_the_computer_claims_no_feelings():
    assert list(FEELINGS("I understand how you feel."))
    assert [(key, feeling) for key, text in spoken() for feeling in FEELINGS(text)] == []


def test_only_the_opening_is_longer_than_a_turn_should_be():
    assert {key for key, text in spoken() if len(text.split()) > WORDS_OF_A_TURN} == LONGER_THAN_A_TURN


def test_labels_are_a_few_words():
    assert [label for _, label in labels() if len(label.split()) > LONGEST_LABEL] == []


@pytest.mark.parametrize("source", [spoken, written])
def test_the_whole_script_reads_at_about_age_nine(source):
    assert textstat.flesch_kincaid_grade(" ".join(text for _, text in source())) <= HIGHEST_GRADE


@pytest.mark.parametrize("source", [spoken, written])
def test_no_passage_is_much_harder_than_the_rest(source):
    words = " ".join(text for _, text in source()).split()
    starts = range(0, len(words) - PASSAGE + 1, PASSAGE // 10)
    passages = [" ".join(words[at : at + PASSAGE]) for at in starts]
    assert [p for p in passages if textstat.flesch_kincaid_grade(p) > HIGHEST_GRADE_OF_A_PASSAGE] == []


def test_the_glossary_explains_in_a_few_words():
    assert {term for term, meaning in terms().items() if len(meaning.split()) > LONGEST_MEANING} == set()


def test_the_glossary_itself_is_plain():
    rules = [RULES[name] for name in ("sentence too long", "semicolon", "long word that is not explained")]
    assert [(term, found) for term, text in terms().items() for rule in rules for found in rule(text)] == []


def test_placeholders_are_ones_that_somebody_fills():
    assert {name for _, text in spoken() for name in re.findall(r"\{(\w+)\}", text)} <= PLACEHOLDERS
