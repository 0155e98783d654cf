"""What a client may send: one thing at a time, named exactly."""

import pytest

from bot.web.chat.door import Message, read_message
from bot.web.errors import Refusal

REFUSED = [
    ({}, "malformed"),
    ({"id": "1"}, "malformed"),
    ({"text": "hi"}, "malformed"),
    ({"id": "1", "text": "hi", "command": "skip"}, "malformed"),
    ({"id": "1", "text": "hi", "choices": ["a"]}, "malformed"),
    ({"id": 1, "text": "hi"}, "malformed"),
    ({"id": "", "text": "hi"}, "malformed"),
    ({"id": "x" * 65, "text": "hi"}, "malformed"),
    ({"id": "a\0", "text": "hi"}, "malformed"),
    ({"id": "\ud800", "text": "hi"}, "malformed"),
    ({"id": "1", "text": None}, "malformed"),
    ({"id": "1", "text": 7}, "malformed"),
    ({"id": "1", "text": ["hi"]}, "malformed"),
    ({"id": "1", "text": ""}, "empty"),
    ({"id": "1", "text": " \n "}, "empty"),
    ({"id": "1", "text": "a\0"}, "unreadable"),
    ({"id": "1", "choices": "noise"}, "malformed"),
    ({"id": "1", "choices": [1]}, "malformed"),
    ({"id": "1", "choices": [["noise"]]}, "malformed"),
    ({"id": "1", "choices": []}, "nothing_chosen"),
    ({"id": "1", "choices": [""]}, "unknown_choice"),
    ({"id": "1", "choices": ["x" * 65]}, "unknown_choice"),
    ({"id": "1", "choices": ["a"] * 41}, "unknown_choice"),
    ({"id": "1", "command": 1}, "malformed"),
    ({"id": "1", "command": "dance"}, "unknown_command"),
    ({"id": "1", "command": "/restart"}, "unknown_command"),
    ({"id": "1", "command": "skip:now"}, "unknown_command"),
    ({"id": "1", "command": "change:"}, "unknown_command"),
    ({"id": "1", "command": "change:password"}, "unknown_command"),
    ({"id": "1", "command": "save:"}, "unknown_command"),
    ({"id": "1", "command": "save:../etc"}, "unknown_command"),
    ({"id": "1", "command": 'save:C-1"}'}, "unknown_command"),
    ({"id": "1", "command": "reject:C-1:"}, "empty"),
    ({"id": "1", "command": "reject::too_far"}, "unknown_command"),
    ({"id": "1", "command": "reject:C-1:a\0b"}, "unreadable"),
]


@pytest.mark.parametrize(("body", "code"), REFUSED)
def test_anything_else_is_refused(body, code):
    with pytest.raises(Refusal) as refused:
        read_message(body)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("said", "to_engine"),
    [
        ({"text": " quiet "}, {"text": "quiet"}),
        ({"text": "/restart"}, {"text": "restart"}),
        ({"choices": ["noise", "noise", "worry"]}, {"choices": ["noise", "worry"]}),
        ({"command": "back"}, {"command": "back"}),
        ({"command": "change:home_area"}, {"command": "change:home_area"}),
        ({"command": "change:sharing_hard_days"}, {"command": "change:sharing_hard_days"}),
        ({"command": "change:keep_plan"}, {"command": "change:keep_plan"}),
        ({"command": "save:C-1"}, {"command": "save:C-1"}),
        ({"command": "reject:C-1:too_far"}, {"command": "reject:C-1:too_far"}),
        ({"command": "reject:C-1: it: smells "}, {"command": "reject:C-1:it: smells"}),
    ],
)
def test_what_may_be_said_reaches_the_engine(said, to_engine):
    assert read_message({"id": "1", **said}).for_engine() == {"message": "1", **to_engine}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (Message("1", text="hello"), "hello"),
        (Message("1", choices=("noise",)), None),
        (Message("1", command="skip"), None),
        (Message("1", command="reject:C-1:too_far"), None),
        (Message("1", command="reject:C-1:it: smells"), "it: smells"),
    ],
)
def test_the_safety_net_reads_every_free_word(message, words):
    assert message.free_words == words


@pytest.mark.parametrize(
    ("message", "fits"),
    [
        (Message("1", text="x" * 1000), True),
        (Message("1", text="x" * 1001), False),
        (Message("1", command="reject:C-1:" + "x" * 200), True),
        (Message("1", command="reject:C-1:" + "x" * 201), False),
    ],
)
def test_an_answer_has_at_most_a_thousand_letters(message, fits):
    if fits:
        message.check_length()
    else:
        with pytest.raises(Refusal, match="too_long"):
            message.check_length()
