"""Reading one cell of a feed: what ``bot/cells.py`` reads, and what takes a list to tell."""

from __future__ import annotations

import re

from bot.cells import (
    BadCell,
    age,
    amount,
    at_most,
    day,
    latitude,
    longitude,
    loose_web_address,
    one_of,
    slug,
    text,
    time_of_day,
    tri,
    ukprn,
    urn,
    web_address,
    whole,
    yes_no,
)
from bot.courses import Level
from bot.reference import levels, subjects
from bot.reference.places import postcode

__all__ = [
    "BadCell",
    "age",
    "amount",
    "areas",
    "at_most",
    "day",
    "latitude",
    "learning_aim",
    "level",
    "longitude",
    "loose_postcode",
    "loose_web_address",
    "one_of",
    "postcode",
    "slug",
    "text",
    "time_of_day",
    "tri",
    "ukprn",
    "urn",
    "web_address",
    "whole",
    "yes_no",
]


def loose_postcode(value: str) -> str:
    """Return a postcode, or nothing where a list has another word in its place: the row is still good."""
    try:
        return postcode(value)
    except BadCell:
        return ""


def learning_aim(value: str) -> str:
    """Return a learning aim reference: 8 characters; a spreadsheet may have eaten the zeros in front."""
    bare = text(value).replace("/", "").upper().zfill(8)
    if not re.fullmatch(r"[0-9A-Z]{8}", bare):
        raise BadCell("not a learning aim reference: 8 letters and digits")
    return bare


def level(value: str) -> Level:
    """Return a level of our scale."""
    found = levels.from_text(value)
    if found is None:
        raise BadCell("not a level: write it like Entry Level 3 or Level 1")
    return found


def areas(value: str) -> tuple[str, ...]:
    """Return sector subject areas, written with semicolons between them."""
    codes = [code for code in re.split(r"[;,\s]+", text(value)) if code]
    found = [subjects.normalise(code) for code in codes]
    if None in found:
        raise BadCell("not sector subject areas: write them like 5.2;4.1")
    return tuple(dict.fromkeys(code for code in found if code))
