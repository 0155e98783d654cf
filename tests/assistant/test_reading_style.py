"""Rasa chooses the answer by the words that the learner asked for, and by nothing else."""

import pytest
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator

from bot.reference import wording

TOPICS = sorted(key for key in wording.responses() if key.startswith("utter_about_"))
TIMES = 20  # a choice by chance between two would show


def said(topic: str, style: str | None) -> set[str]:
    """Every text that Rasa may say for a topic when answers are in this style."""
    speaker = TemplatedNaturalLanguageGenerator(dict(wording.responses()))
    slots = {"reading_style": style}
    return {speaker.generate_from_slots(topic, slots, "onward")["text"] for _ in range(TIMES)}


def written(topic: str, *, easy: bool) -> set[str]:
    """The texts of a topic for one style, as they are in data/responses."""
    return {each["text"] for each in wording.responses()[topic] if ("condition" in each) is easy}


@pytest.mark.parametrize("topic", TOPICS)
def test_who_asked_for_easier_words_always_gets_them(topic):
    assert said(topic, "easy") == written(topic, easy=True)


@pytest.mark.parametrize("style", [None, "standard", "adult"])
@pytest.mark.parametrize("topic", TOPICS)
def test_who_did_not_never_does(topic, style):
    assert said(topic, style) == written(topic, easy=False)
