"""Reading a JSON body strictly: an object, small, flat, each key once, no number that overflows."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask import Request

from bot.web.errors import Refusal

MAX_BYTES = 8 * 1024
MAX_DEPTH = 4


def read_object(request: Request, known: frozenset[str], empty_is_fine: bool = False) -> dict[str, Any]:
    """Return the object in the body.

    Args:
        request: read no further than 8 kB.
        known: the keys it may have.
        empty_is_fine: no body at all counts as an empty object.

    Raises:
        Refusal: too large, or malformed.
    """
    raw = read_bytes(request, MAX_BYTES)
    if not raw.strip() and empty_is_fine:
        return {}
    found = parse(raw)
    if not isinstance(found, dict) or not set(found) <= known:
        raise Refusal("malformed")
    return found


def read_bytes(request: Request, most: int) -> bytes:
    """Return the body, refusing one that says it is larger before reading it."""
    if (request.content_length or 0) > most:
        raise Refusal("too_large")
    request.max_content_length = most + 1  # a body of unknown length is cut off there, without a word
    raw = request.get_data()
    if len(raw) > most:
        raise Refusal("too_large")
    return raw


def parse(raw: bytes) -> Any:
    """Return what the bytes hold.

    Raises:
        Refusal: not JSON, or JSON that means trouble.
    """
    try:
        found = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_each_key_once,
            parse_constant=_refuse,
            parse_float=_finite,
        )
    except (ValueError, RecursionError):
        raise Refusal("malformed") from None
    if _depth(found) > MAX_DEPTH:
        raise Refusal("malformed")
    return found


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(_constant: str) -> NoReturn:
    raise ValueError


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise ValueError
    return value


def _depth(found: Any, so_far: int = 0) -> int:
    """Return how deep it nests, looking no deeper than matters."""
    if not isinstance(found, (dict, list)) or so_far > MAX_DEPTH:
        return so_far
    inside = found.values() if isinstance(found, dict) else found
    return max((_depth(part, so_far + 1) for part in inside), default=so_far + 1)
