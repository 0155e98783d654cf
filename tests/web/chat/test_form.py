"""A form of the page means the same as a call of the API."""

import pytest
from werkzeug.datastructures import MultiDict

from bot.web.chat.form import is_stale, read_form
from bot.web.errors import Refusal


def form(*fields):
    return MultiDict([("token", "t"), ("page", "p"), ("question", "interests"), *fields])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([("choice", "year_11")], {"choices": ("year_11",)}),
        ([("some", "1"), ("choices", "noise"), ("choices", "worry")], {"choices": ("noise", "worry")}),
        ([("text", " hello ")], {"text": "hello"}),
        ([("command", "skip")], {"command": "skip"}),
        ([("cards", "1"), ("card:sport", "yes"), ("card:animals", "maybe")], {"choices": ("sport",)}),
        ([("cards", "1"), ("card:sport", "no"), ("card:animals", "maybe")], {"choices": ("animals",)}),
        ([("cards", "1"), ("card:sport", "no"), ("card:animals", "no")], {"choices": ("not_sure",)}),
        ([("cards", "1"), ("card:sport", "yes"), ("card:animals", "yes")], {"choices": ("sport", "animals")}),
    ],
)
def test_a_form_is_read_into_a_message(fields, said):
    message = read_form(form(*fields))
    kept = {"text": message.text, "choices": message.choices, "command": message.command}
    assert {key: value for key, value in kept.items() if value is not None} == said


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ([], "nothing_chosen"),
        ([("some", "1")], "nothing_chosen"),
        ([("cards", "1")], "nothing_chosen"),
        ([("text", "  ")], "empty"),
        ([("command", "dance")], "unknown_command"),
    ],
)
def test_an_empty_form_says_what_is_missing(fields, code):
    with pytest.raises(Refusal, match=code):
        read_form(form(*fields))


def test_a_second_click_is_the_same_message_and_another_answer_is_another():
    one, again = read_form(form(("choice", "yes"))), read_form(form(("choice", "yes")))
    other = read_form(form(("choice", "no")))
    next_page = read_form(MultiDict([("page", "p2"), ("choice", "yes")]))
    assert one.id == again.id
    assert len({one.id, other.id, next_page.id}) == 3


@pytest.mark.parametrize(
    ("fields", "current", "stale"),
    [
        ([("choice", "x")], "interests", False),
        ([("choice", "x")], "route", True),
        ([("text", "x")], "route", True),
        ([("command", "skip")], "route", False),
    ],
)
def test_an_answer_to_a_question_that_is_gone_is_noticed(fields, current, stale):
    assert is_stale(form(*fields), current) is stale
