"""JSON at the door: read strictly, refused before it can do harm."""

import random

import pytest

from bot.web.chat.json_body import MAX_BYTES, parse
from bot.web.errors import Refusal

SEED = 20261122
MALFORMED = [
    b"",
    b" ",
    b"{",
    b"}",
    b"{]",
    b"nul",
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e999",
    b"-1e999",
    b'{"a": 1e999}',
    b'{"a": NaN}',
    b'{"a": 1, "a": 2}',
    b'{"a": {"b": 1, "b": 2}}',
    b"9" * 5000,
    b"[" * 3000 + b"]" * 3000,
    b'{"a":' * 1300 + b"1" + b"}" * 1300,
    b'{"a": [[[[1]]]]}',
    b"\xff\xfe{}",
    b'{"a": "\xed\xa0\x80"}',
    b"{'a': 1}",
    b'{"a": 1,}',
    b'{"a": "\n"}',
    b"\x00",
    b'{"a": 01}',
]
NOT_OBJECTS = [b"null", b"[]", b'"hi"', b"7", b"true", b"[{}]"]


@pytest.mark.parametrize("raw", MALFORMED, ids=lambda raw: repr(raw[:24]))
def test_malformed_json_is_refused(raw):
    with pytest.raises(Refusal, match="malformed"):
        parse(raw)


@pytest.mark.parametrize(
    "raw", [raw for raw in MALFORMED if raw.strip()] + NOT_OBJECTS, ids=lambda raw: repr(raw[:24])
)
@pytest.mark.parametrize("path", ["/api/v1/chat", "/api/v1/chat/messages", "/api/v1/chat/return"])
def test_every_call_answers_it_with_a_sentence(learner, path, raw):
    answer = learner.client.post(path, data=raw, headers=learner.headers, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]["code"] == "malformed"
    assert answer.json["error"]["message"].endswith(".")


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 1_000_000, 10_000_000])
def test_a_large_body_is_refused_by_its_length_before_it_is_read(client, size):
    class Unread:
        def read(self, *_):
            raise AssertionError("it was read")

        readline = read

    environ = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(size)}
    answer = client.post("/api/v1/chat", environ_overrides=environ)
    assert answer.status_code == 413


def test_a_body_of_unknown_length_is_read_no_further_than_its_limit(client):
    class Endless:
        given = 0

        def read(self, size=-1):
            self.given += 1024
            assert self.given <= 4 * MAX_BYTES
            return b" " * 1024

    environ = {"wsgi.input": Endless(), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    answer = client.post("/api/v1/chat", environ_overrides=environ)
    assert answer.status_code == 413


def test_a_body_of_exactly_the_limit_is_read(learner):
    body = b'{"id": "1", "text": "%s"}' % (b"x" * (MAX_BYTES - 23))
    answer = learner.client.post("/api/v1/chat/messages", data=body, headers=learner.headers)
    assert len(body) == MAX_BYTES
    assert answer.json["error"]["code"] == "too_long"


def test_thousands_of_broken_requests_never_become_a_fault(learner):
    chance = random.Random(SEED)
    pieces = [
        b'{"id": "1",',
        b'"text":',
        b'"choices":',
        b'["noise"]',
        b'"command":',
        b'"skip"',
        b"}",
        b"{",
        b"]",
        b"null",
        b"1e999",
        b'"\\ud800"',
        b'"\\u0000"',
        b'"/restart"',
        b",",
        b"\xff",
        b'"change:x"',
        b"[]",
    ]
    for _ in range(1000):
        body = b"".join(chance.choices(pieces, k=chance.randint(0, 8)))
        answer = learner.client.post("/api/v1/chat/messages", data=body, headers=learner.headers)
        assert answer.status_code in (200, 400, 422), body
