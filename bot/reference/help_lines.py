"""The lines to call and the words of the fixed reply, from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.reference.files import read_yaml
from bot.reference.wording import sentences
from bot.safeguarding import HelpBook, HelpLine

HELP_LINES = Path(__file__).parent / "help_lines.yml"


@cache
def help_book() -> HelpBook:
    """Return all help there is.

    Raises:
        KeyError: an entry lacks a field, or ``shown`` names a line that is not there.
    """
    content = read_yaml(HELP_LINES)
    lines = {code: _line(code, entry) for code, entry in content["lines"].items()}
    shown = {need: tuple(lines[code].code for code in codes) for need, codes in content["shown"].items()}
    return HelpBook(lines, shown, sentences("help"))


def _line(code: str, entry: Mapping[str, Any]) -> HelpLine:
    return HelpLine(
        code=code,
        name=entry["name"],
        contact=entry["contact"],
        how=entry["how"],
        for_whom=entry["for_whom"],
        hours=entry["hours"],
        needs=frozenset(entry["needs"]),
        checked_on=entry["checked_on"],
    )
