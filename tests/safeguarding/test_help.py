"""The fixed reply: what it always says, what it says only when it is true, and how easy it is to read."""

import dataclasses
import re
from datetime import date

import pytest
import textstat

from bot.people import Dsl
from bot.reference.concerns import concern_names
from bot.reference.help_lines import help_book
from bot.safeguarding import SEVERITIES, UNKNOWN, Concern, help_for, help_message

LEAD = Dsl("Mrs Reed", "01865 496 0000")
CATEGORIES = [*concern_names(), "unknown"]
CONCERNS = [None, *(Concern(category, severity) for category in CATEGORIES for severity in SEVERITIES)]
WHO_WAS_TOLD = [(None, None), (LEAD, None), (LEAD, True), (LEAD, False), (Dsl("Mr Lee"), False)]
EASIEST = 4.0
WORDS_IN_A_SENTENCE = 15


def help_text(concern=None, **told):
    return help_for(concern, help_book(), **told).text


@pytest.mark.parametrize("concern", CONCERNS, ids=str)
def test_every_help_says_what_to_do_now_and_that_it_is_a_computer(concern):
    text = help_text(concern)
    for sentence in ["call 999", "I am a computer.", "talk to an adult you trust", "0800 1111"]:
        assert sentence in text


@pytest.mark.parametrize("concern", CONCERNS, ids=str)
def test_every_help_names_three_or_four_lines(concern):
    assert len(help_for(concern, help_book()).lines) in {3, 4}


@pytest.mark.parametrize("category", concern_names())
def test_the_lines_that_are_named_answer_the_need(category):
    for severity in SEVERITIES:
        for line in help_for(Concern(category, severity), help_book()).lines:
            assert line.needs & {category, "any"}, line.code


@pytest.mark.parametrize("concern", CONCERNS[1:], ids=str)
def test_who_tells_of_a_worry_is_thanked_first(concern):
    assert help_text(concern).startswith("Thank you for telling me.")


def test_who_asks_for_help_is_not_told_that_they_told():
    assert "telling me" not in help_text(None)


@pytest.mark.parametrize("category", ["physical_abuse", "sexual_abuse", "suicide", "bullying", "grooming"])
def test_who_is_hurt_hears_that_it_is_not_their_fault(category):
    assert "It is not your fault." in help_text(Concern(category, "soon"))


@pytest.mark.parametrize("category", ["harm_to_others", "weapons", "radicalisation", "unknown"])
def test_nobody_is_told_so_who_may_hurt_others(category):
    assert "fault" not in help_text(Concern(category, "now"))


@pytest.mark.parametrize("severity", SEVERITIES)
def test_thoughts_of_suicide_get_the_lines_that_answer_day_and_night(severity):
    text = help_text(Concern("suicide", severity))
    assert {"116 123", "85258", "0800 1111"} <= set(re.findall(r"116 123|85258|0800 1111", text))


def test_the_worst_gets_the_crisis_line_of_the_health_service():
    assert "Call 111 and press 2." in help_text(Concern("suicide", "now"))


def test_i_have_told_is_said_only_when_it_was_done():
    said = {told: help_text(UNKNOWN, lead=LEAD, told=told) for told in (True, False, None)}
    assert "I have told Mrs Reed." in said[True]
    assert all("have told" not in said[told] for told in (False, None))


def test_when_nobody_could_be_told_the_learner_is_asked_to_call():
    text = help_text(UNKNOWN, lead=LEAD, told=False)
    assert "I can't reach Mrs Reed now. Please call 01865 496 0000." in text
    text = help_text(UNKNOWN, lead=Dsl("Mr Lee"), told=False)
    assert "I can't reach Mr Lee now. Please call one of the people below." in text


@pytest.mark.parametrize("told", [True, False, None])
def test_with_nobody_to_tell_nothing_is_said_of_telling(told):
    text = help_text(UNKNOWN, lead=None, told=told)
    assert "told" not in text
    assert "reach" not in text


def test_the_settings_own_words_on_its_hours_follow_only_when_it_was_told():
    words = "It may be read on Monday."
    assert words in help_text(UNKNOWN, lead=LEAD, told=True, out_of_hours=words)
    assert words not in help_text(UNKNOWN, lead=LEAD, told=False, out_of_hours=words)


@pytest.mark.parametrize("anonymous", [True, False])
def test_that_we_cannot_see_them_is_said_when_it_is_so(anonymous):
    assert ("I can't see who you are." in help_text(UNKNOWN, anonymous=anonymous)) is anonymous


@pytest.mark.parametrize("concern", CONCERNS, ids=str)
@pytest.mark.parametrize(("lead", "told"), WHO_WAS_TOLD)
def test_a_child_of_nine_can_read_it(concern, lead, told):
    text = help_text(concern, lead=lead, told=told)
    assert textstat.flesch_kincaid_grade(text) <= EASIEST
    for sentence in re.split(r"[.!?\n]+", text):
        assert len(sentence.split()) <= WORDS_IN_A_SENTENCE, sentence


@pytest.mark.parametrize("concern", CONCERNS, ids=str)
def test_it_never_asks_promises_or_advises(concern):
    text = help_text(concern, lead=LEAD, told=True).lower()
    for never in ["?", "why", "secret", "ok", "promise", "understand", "should", "must", "i feel"]:
        assert not re.search(rf"(?<!\w){re.escape(never)}(?!\w)", text), never


def test_it_is_a_message_of_the_chat():
    message = help_message(Concern("self_harm", "now"), help_book(), LEAD, told=True)
    assert message["kind"] == "help"
    assert message["text"] == help_text(Concern("self_harm", "now"), lead=LEAD, told=True)
    assert set(message) == {"kind", "text", "speak"}


def test_numbers_are_read_aloud_digit_by_digit():
    speak = help_message(Concern("suicide", "now"), help_book())["speak"]
    assert "0 8 0 0, 1 1 1 1" in speak
    assert "9 9 9" in speak
    assert "0800" not in speak


def test_every_line_is_complete_dated_and_shown_for_some_need():
    book = help_book()
    shown = {code for codes in book.shown.values() for code in codes}
    for line in book.lines.values():
        assert all(dataclasses.astuple(line)), line.code
        assert date(2026, 1, 1) <= line.checked_on <= date.today()
    for concern in concern_names():
        assert any({concern, "any"} & line.needs for line in book.lines.values())
    assert shown <= set(book.lines)


def test_what_is_shown_is_for_concerns_that_exist():
    for key in help_book().shown:
        category, _, severity = key.partition(".")
        assert category in {*CATEGORIES, "any"}
        assert severity in {"", *SEVERITIES}


@pytest.mark.parametrize("code", ["childline", "nhs_111", "samaritans", "shout", "papyrus", "refuge"])
def test_the_number_is_in_what_the_learner_reads(code):
    line = help_book().lines[code]
    digits = re.findall(r"\d+", line.contact)
    assert all(digit in line.how for digit in digits)
