"""The code that brings a learner back to their plan: easy to copy, hard to guess, never stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
LENGTH = 12  # 60 bits
LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})

WINDOW = timedelta(hours=1)
FREE_TRIES = 5
MOST_TRIES = 20
SLOW = timedelta(seconds=10)


class NotACode(ValueError):
    """What was typed cannot be a return code, whatever is stored."""


@dataclass(frozen=True, slots=True)
class Try:
    """A wrong code that was tried: its digest and when."""

    digest: str
    at: datetime


def mint() -> str:
    """Return a new code, as it is shown: ``XXXX-XXXX-XXXX``."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def canonical(typed: str) -> str:
    """Return the twelve characters that were meant, whatever the case, spaces and dashes.

    Raises:
        NotACode: not twelve characters of the alphabet.
    """
    code = "".join(letter for letter in typed if letter.isalnum()).upper().translate(LOOKS_LIKE)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise NotACode
    return code


def digest(code: str, pepper: str) -> str:
    """Return what is stored of a code: its HMAC-SHA-256 under a key that is not in the database."""
    return _hmac(canonical(code), pepper)


def digest_of_no_code(typed: str, pepper: str) -> str:
    """Return a digest for something that cannot be a code, so that it is counted like a wrong one."""
    return _hmac(f"not a code: {typed}", pepper)


def _hmac(text: str, pepper: str) -> str:
    return hmac.new(pepper.encode(), text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def wait(tries: Sequence[Try], at: datetime) -> timedelta | None:
    """Return how long somebody with these wrong tries must wait before the next one, or None.

    The same wrong code twice counts once. A few are free, more are slowed, many are locked out for an hour.

    Args:
        tries: wrong codes of one address within the last ``WINDOW``, oldest first.
        at: now.
    """
    different = len({wrong.digest for wrong in tries})
    if different < FREE_TRIES:
        return None
    until = tries[0].at + WINDOW if different >= MOST_TRIES else tries[-1].at + SLOW
    return until - at if until > at else None
