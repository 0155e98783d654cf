"""The fixed reply to a concern: thanks, who was told, what to do now, and three or four lines to call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.safeguarding.concern import Concern

ANY = "any"  # the lines for a worry that has none of its own


class Lead(Protocol):
    """The designated safeguarding lead, as a learner is told of them (``people.Dsl``)."""

    @property
    def name(self) -> str:
        """How learners know them."""

    @property
    def phone(self) -> str | None:
        """Where they can be reached."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call or text.

    Args:
        code: what ``shown`` and the tests call it.
        name: as people know it.
        contact: the number, or the word and the number to text.
        how: one or two sentences for the learner, with the number.
        for_whom: one sentence: whom it is for.
        hours: when somebody answers.
        needs: the categories of concern that it answers, or ``"any"``.
        checked_on: when the number was last checked.
    """

    code: str
    name: str
    contact: str
    how: str
    for_whom: str
    hours: str
    needs: frozenset[str]
    checked_on: date


@dataclass(frozen=True, slots=True)
class HelpBook:
    """All help there is: the lines, which of them a worry shows, and the words around them.

    ``shown`` maps a category, ``"<category>.now"`` or ``"any"`` to the codes of its lines, in order.
    """

    lines: Mapping[str, HelpLine]
    shown: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]

    def lines_for(self, concern: Concern | None) -> tuple[HelpLine, ...]:
        """Return the three or four lines for a concern, the most fitting first."""
        keys = [ANY] if concern is None else [f"{concern.category}.{concern.severity}", concern.category, ANY]
        codes = next(self.shown[key] for key in keys if key in self.shown)
        return tuple(self.lines[code] for code in codes)


@dataclass(frozen=True, slots=True)
class Help:
    """What a learner reads: paragraphs, then lines to call."""

    paragraphs: tuple[str, ...]
    lines: tuple[HelpLine, ...]

    @property
    def text(self) -> str:
        """Return the whole reply, a blank line between its parts."""
        return "\n\n".join([*self.paragraphs, "\n".join(f"{line.name}. {line.how}" for line in self.lines)])

    @property
    def speak(self) -> str:
        """Return the reply for reading aloud: numbers are said digit by digit."""
        return re.sub(r"\d[\d ]+\d", lambda number: ", ".join(map(" ".join, number[0].split())), self.text)


def help_for(
    concern: Concern | None,
    book: HelpBook,
    lead: Lead | None = None,
    told: bool | None = None,
    anonymous: bool = True,
    out_of_hours: str | None = None,
) -> Help:
    """Choose the fixed reply.

    Args:
        concern: what was found; None when the learner asked for help.
        book: lines and words.
        lead: who is told at this setting, if there is anybody.
        told: True only when the alert is committed, False when it could not be, None when nobody had to be.
        anonymous: we do not know who is writing.
        out_of_hours: the setting's own words on when an alert is read.
    """
    paragraphs = (
        " ".join(_opening(concern, book.words, anonymous)),
        " ".join(_who_was_told(book.words, lead, told, out_of_hours)),
        book.words["danger_now"],
        " ".join((book.words["tell_an_adult"], book.words["these_people_help"])),
    )
    return Help(tuple(paragraph for paragraph in paragraphs if paragraph), book.lines_for(concern))


def help_message(
    concern: Concern | None,
    book: HelpBook,
    lead: Lead | None = None,
    told: bool | None = None,
    anonymous: bool = True,
    out_of_hours: str | None = None,
) -> dict[str, str]:
    """Return the fixed reply as a message of the chat API; the arguments are those of ``help_for``."""
    found = help_for(concern, book, lead, told, anonymous, out_of_hours)
    return {"kind": "help", "text": found.text, "speak": found.speak}


def _opening(concern: Concern | None, words: Mapping[str, str], anonymous: bool) -> Iterator[str]:
    if concern is None:
        yield words["you_asked"]
    else:
        yield words["thank_you"]
        yield words.get(f"sorry_{concern.category}", words["sorry"])
    yield words["i_am_a_computer"]
    if anonymous:
        yield words["cannot_see_you"]


def _who_was_told(
    words: Mapping[str, str], lead: Lead | None, told: bool | None, out_of_hours: str | None
) -> Iterator[str]:
    if lead is None or told is None:
        return
    if told:
        yield words["told"].format(name=lead.name)
        yield from [out_of_hours] if out_of_hours else []
    elif lead.phone:
        yield words["not_told"].format(name=lead.name, phone=lead.phone)
    else:
        yield words["not_told_no_phone"].format(name=lead.name)
