"""Passwords: made, hashed with Argon2id, and checked with the same work whoever asks."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's second choice of parameters: 19 MiB, two passes, one lane; about 50 ms.
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)


def generate() -> str:
    """Return a new password of 24 characters that can be read out in groups of four."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(5))


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return HASHER.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Return whether a password is the one that was kept.

    Where none is kept (nobody has this email address) the same work is done, so that the time
    taken does not tell which email addresses are known.
    """
    try:
        HASHER.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Return whether a hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(32))
