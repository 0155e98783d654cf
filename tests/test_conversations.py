"""A conversation's id and token cannot be guessed, and the token is not stored."""

import base64

from bot import conversations


def bytes_of(text):
    return len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def test_a_conversation_has_an_id_of_192_bits():
    assert bytes_of(conversations.begin("river").id) == 24


def test_a_token_has_256_bits():
    assert bytes_of(conversations.mint_token()) == 32


def test_the_digest_of_a_token_does_not_hold_it():
    token = conversations.mint_token()
    assert token not in conversations.digest(token)
    assert conversations.digest(token) == conversations.digest(token)
