"""Errors are JSON for programs and a plain page for people."""

import pytest

from bot.web.errors import STATUS, Refusal


@pytest.mark.parametrize("code", STATUS)
def test_every_refusal_says_what_to_do_in_short_sentences(code):
    sentences = [part.split() for part in Refusal(code).message.split(".") if part.strip()]
    assert sentences
    assert max(len(words) for words in sentences) <= 15


def test_a_person_gets_a_page_with_a_way_back(client):
    answer = client.get("/nothing/here")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert 'href="/chat"' in answer.text


def test_a_program_gets_json(client):
    answer = client.get("/api/v1/nothing")
    assert answer.json["error"]["code"] == "not_found"


def test_at_the_desk_a_page_is_not_found_in_the_words_of_the_desk(client):
    answer = client.get("/desk/nothing/here")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text
    assert 'href="/chat"' not in answer.text
    assert 'href="/desk' in answer.text
