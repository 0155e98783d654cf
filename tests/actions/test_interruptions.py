"""Easier words for the asking, and the usual ones again; nothing else of the conversation changes."""

import pytest

from actions.changes import StartAgain
from actions.interruptions import ChangeWords
from bot.reference import wording

WANTED = [("easy_read", "easy"), ("usual_words", "standard")]


@pytest.mark.parametrize(("intent", "style"), WANTED)
def test_who_asks_for_other_words_is_told_and_gets_them_from_then_on(talk, intent, style):
    talk.do(ChangeWords(), intent, "too many words")
    assert talk.said == [f"utter_{intent}"]
    assert talk.slots["reading_style"] == style


@pytest.mark.parametrize(
    ("intent", "way_back"), [("easy_read", "normal words"), ("usual_words", "easy read")]
)
def test_the_way_back_is_offered(intent, way_back):
    (said,) = wording.responses()[f"utter_{intent}"]
    assert f"type: {way_back}." in said["text"]


def test_the_open_question_stays_and_no_answer_is_lost(talk):
    talk.slots.update(begin="full", year_group="year_11", requested_slot="interests")
    before = dict(talk.slots)
    talk.do(ChangeWords(), "easy_read", "easy read please")
    assert talk.slots == {**before, "reading_style": "easy"}


def test_who_starts_again_keeps_their_words(talk):
    talk.slots.update(begin="full", reading_style="easy")
    talk.do(StartAgain())
    assert talk.slots["reading_style"] == "easy"
