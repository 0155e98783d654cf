"""What learners ask about: every topic is heard in many ways, answered in two, from a source with a date."""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import textstat
from examples import as_heard, intents, squeezed

from bot.reference import wording
from bot.reference.files import read_yaml

ROOT = Path(__file__).parents[1]
IN_EASIER_WORDS = [{"type": "slot", "name": "reading_style", "value": "easy"}]
FEWEST_TOPICS = 60
FEWEST_EXAMPLES = 25
MOST_SENTENCES = 3
MOST_EASY_SENTENCES = 5
LONGEST_EASY_SENTENCE = 10  # words
HIGHEST_GRADE = 5.5  # Flesch-Kincaid of one answer, too short to be judged as strictly as all of them
HIGHEST_GRADE_OF_ALL = {"plain": 4.0, "easy": 2.0}  # at 4, about reading age nine


def topics() -> list[str]:
    return sorted(intent.removeprefix("about_") for intent in intents() if intent.startswith("about_"))


def answers(topic: str) -> dict[str, list[str]]:
    """The answers to a topic: the plain ones, and those in easier words."""
    found: dict[str, list[str]] = {"plain": [], "easy": []}
    for variant in wording.responses()[f"utter_about_{topic}"]:
        style = "easy" if variant.get("condition") == IN_EASIER_WORDS else "plain"
        found[style].append(variant["text"])
    return found


def sources() -> dict[str, dict]:
    paths = sorted((ROOT / "bot" / "reference" / "topics").glob("*.yml"))
    return {topic: row for path in paths for topic, row in read_yaml(path).items()}


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


def test_there_are_topics_enough():
    assert len(topics()) >= FEWEST_TOPICS


def test_there_is_an_answer_and_a_source_for_every_topic_and_none_for_anything_else():
    keys = [key for key in wording.responses() if key.startswith("utter_about_")]
    assert set(topics()) == {key.removeprefix("utter_about_") for key in keys} == set(sources())


@pytest.mark.parametrize("topic", topics())
def test_a_topic_is_asked_about_in_many_ways(topic):
    assert len({squeezed(example) for example in intents()[f"about_{topic}"]}) >= FEWEST_EXAMPLES


def test_what_is_asked_about_a_topic_means_nothing_else_however_it_is_spelt():
    meanings = defaultdict(set)
    for intent, examples in intents().items():
        for example in examples:
            meanings[as_heard(example)].add(intent)
    several = [heard for heard in meanings.items() if len(heard[1]) > 1]
    assert [heard for heard in several if any(each.startswith("about_") for each in heard[1])] == []


def test_words_spelt_as_they_sound_are_heard_alike():
    assert as_heard("wot iz a bursery?") == as_heard("What is a bursary")


@pytest.mark.parametrize("topic", topics())
def test_a_topic_has_one_answer_and_one_in_easier_words(topic):
    assert {style: len(found) for style, found in answers(topic).items()} == {"plain": 1, "easy": 1}
    assert answers(topic)["plain"] != answers(topic)["easy"]


@pytest.mark.parametrize("topic", topics())
def test_a_topic_is_answered_in_a_few_sentences(topic):
    (answer,) = answers(topic)["plain"]
    assert len(sentences(answer)) <= MOST_SENTENCES


@pytest.mark.parametrize("topic", topics())
def test_an_easy_answer_is_short_sentences_without_commas(topic):
    (easy,) = answers(topic)["easy"]
    said = sentences(easy)
    assert [each for each in said if "," in each or len(each.split()) > LONGEST_EASY_SENTENCE] == []
    assert len(said) <= MOST_EASY_SENTENCES


@pytest.mark.parametrize("style", ["plain", "easy"])
@pytest.mark.parametrize("topic", topics())
def test_no_answer_is_hard_to_read(topic, style):
    (answer,) = answers(topic)[style]
    assert textstat.flesch_kincaid_grade(answer) <= HIGHEST_GRADE


@pytest.mark.parametrize("style", ["plain", "easy"])
def test_all_answers_together_are_easy_to_read(style):
    together = " ".join(text for topic in topics() for text in answers(topic)[style])
    assert textstat.flesch_kincaid_grade(together) <= HIGHEST_GRADE_OF_ALL[style]


@pytest.mark.parametrize("topic", topics())
def test_a_topic_says_where_its_answer_comes_from_and_when_it_was_looked_at(topic):
    source = sources()[topic]
    assert source["source"]
    assert isinstance(source["checked_on"], date)
    assert source["standing"] in {"found", "to_confirm"}


@pytest.mark.parametrize("topic", topics())
def test_what_nobody_has_read_in_a_source_is_still_to_confirm(topic):
    source = sources()[topic]
    assert ("general knowledge" in source["source"]) is (source["standing"] == "to_confirm")


@pytest.mark.parametrize("room", ["nlu", "responses"])
def test_a_concept_has_the_same_name_in_every_room(room):
    rooms = {path.stem.removeprefix("topics_") for path in (ROOT / "data" / room).glob("topics_*.yml")}
    assert rooms == {path.stem for path in (ROOT / "bot" / "reference" / "topics").glob("*.yml")}
