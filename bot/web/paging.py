"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is shown: ``number`` counts from 1."""

    number: int
    size: int
    of: int

    @property
    def after(self) -> int:
        """Return how many come before it."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """Return how many there are, at least one."""
        return max(1, -(-self.of // self.size))


def page_asked(size: int, of: int) -> Page:
    """Return the page that the address names; the nearest there is, where it names none."""
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len(str(MOST_PAGES)) else 1
    return Page(min(max(number, 1), Page(1, size, of).pages), size, of)
