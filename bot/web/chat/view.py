"""What the chat page shows, worked out before the template: the question part, and words for codes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot import questions
from bot.conversations import How, Turn
from bot.questions import NOT_SURE
from bot.reference.wording import heading, say, sentences
from bot.web.chat.choices import slot_of

AT_ONCE = 7
CARDS = "interests"  # the question whose choices are shown as cards, each yes, maybe or no
KM_PER_MILE = 1.609344
PICTURES = frozenset(questions.BY_NAME[CARDS].values)
# Values that say "not sure" themselves: no second button for it.
UNSURE = frozenset({NOT_SURE, "not_sure_yet", "cannot_tell"})


@dataclass(frozen=True, slots=True)
class Asking:
    """The question part of the page.

    Args:
        past: the questions that came before, whose answers may be changed.
        page: makes what is sent from it count once.
    """

    question: Mapping[str, Any] | None
    progress: Mapping[str, int] | None
    can_type: bool
    problem: str | None = None
    typed: str = ""
    past: Sequence[Mapping[str, Any]] = ()
    page: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def name(self) -> str:
        """Return which question this is, so that a stale page is noticed."""
        return question_name(self.question)

    @property
    def choices(self) -> Sequence[Mapping[str, Any]]:
        """Return the choices to show."""
        return (self.question or {}).get("choices") or ()

    @property
    def kind(self) -> str:
        """Return how the choices are shown: ``cards``, ``some``, ``one`` or ``none``."""
        if not self.choices or self.question is None:
            return "none"
        if self.question["kind"] != "some":
            return "one"
        return "cards" if self.question["name"] == CARDS else "some"

    @property
    def first(self) -> Sequence[Mapping[str, Any]]:
        """Return the choices that are seen at once."""
        return self.choices[:AT_ONCE]

    @property
    def more(self) -> Sequence[Mapping[str, Any]]:
        """Return the choices behind "show more"."""
        return self.choices[AT_ONCE:]

    @property
    def can_skip(self) -> bool:
        """Return whether the question may be skipped."""
        return bool(self.question and self.question.get("can_skip"))

    @property
    def can_be_unsure(self) -> bool:
        """Return whether "not sure" needs a button of its own."""
        if self.question is None or self.question["name"] not in questions.BY_NAME:
            return False
        offered = {choice["value"] for choice in self.choices}
        return self.question["name"] != "sharing" and not offered & UNSURE

    @property
    def to_change(self) -> Mapping[str, str]:
        """Return the answers that may be changed: what to ask for, and what the answer is called."""
        open_now = slot_of(self.question) if self.question else None
        slots = [slot_of(question) for question in self.past if question["name"] in questions.BY_NAME]
        return {slot: heading(slot) for slot in slots if slot != open_now}

    @property
    def progress_words(self) -> str | None:
        """Return how far the learner is, in words."""
        if not self.progress or not self.question or self.question["name"] not in questions.BY_NAME:
            return None
        at = min(self.progress["done"] + 1, self.progress["of"])
        return say("page", "progress", at=str(at), all=str(self.progress["of"]))


def question_name(question: Mapping[str, Any] | None) -> str:
    """Return a question's name, with its section where it has one."""
    if question is None:
        return ""
    return ".".join(part for part in (question["name"], question.get("section")) if part)


def announcement(turn: Turn) -> str:
    """Return a turn as a screen reader is told of it, once: what was said, the reply, the choices."""
    return " ".join(_announced(turn))


def _announced(turn: Turn) -> Iterator[str]:
    if turn.said:
        yield f"{said_by_learner(turn.how)} {turn.said}."
    for message in turn.reply["messages"]:
        yield f"{words('bot_said')} {message['text']}"
    question = turn.reply["question"]
    if question:
        yield str(question["text"])
        labels = [str(choice["label"]) for choice in question.get("choices") or ()]
        if labels:
            yield say("page", "choices_spoken", count=str(len(labels)), labels=", ".join(labels))


def said_by_learner(how: How) -> str:
    """Return the words before what a learner said."""
    return words("you_said" if how is How.TYPED else "you_chose")


def words(code: str, **values: str) -> str:
    """Return words of the page."""
    return say("page", code, **values)


def words_for(prefix: str, value: str) -> str:
    """Return the words for one of our codes; a code that is new to the page is shown as it is."""
    return sentences("page").get(f"{prefix}_{value}", value)


def picture_of(choice: Mapping[str, Any]) -> str | None:
    """Return the name of a choice's picture in ``pictures.svg``, or None; it only repeats the label."""
    named = str(choice.get("picture") or choice["value"])
    return named if named in PICTURES else None


def paragraphs(text: str) -> list[list[str]]:
    """Return a text as paragraphs of lines."""
    return [part.split("\n") for part in text.split("\n\n") if part.strip()]


def distance(km: float) -> str:
    """Return a distance as people in England say it."""
    miles = round(km / KM_PER_MILE)
    if miles < 1:
        return words("near")
    return words("one_mile") if miles == 1 else words("miles", miles=str(miles))


def day(moment: str) -> str:
    """Return a date or a moment in ISO 8601 as a day in words, such as "Saturday 5 December 2026"."""
    found = date.fromisoformat(moment[:10])
    return f"{found:%A} {found.day} {found:%B %Y}"


def span(starts: str, ends: str) -> str:
    """Return from when to when, such as "Saturday 5 December 2026, 10am to 12pm"."""
    return f"{day(starts)}, {_clock(starts)} to {_clock(ends)}"


def is_over(ends: str) -> bool:
    """Return whether the day on which something ends is past."""
    return date.fromisoformat(ends[:10]) < date.today()


def _clock(moment: str) -> str:
    at = datetime.fromisoformat(moment)
    hour = f"{at.hour % 12 or 12}"
    minutes = f".{at.minute:02d}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004 (noon)


FOR_TEMPLATES = {
    "announcement": announcement,
    "day": day,
    "distance": distance,
    "is_over": is_over,
    "paragraphs": paragraphs,
    "picture_of": picture_of,
    "said_by_learner": said_by_learner,
    "span": span,
    "words": words,
    "words_for": words_for,
}
