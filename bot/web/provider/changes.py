"""A proposal in words: what it is about, and each change as what was before and what is to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.proposals import EVENT, EVENT_FIELDS, Proposal, Said
from bot.reference.wording import say
from bot.store import Session
from bot.web.desk import wording
from bot.web.provider.groups import in_words, label

_YES_OR_NO = ("bring_someone", "quiet_session", "step_free", "cancelled")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is different: its name, and what was and is to be known."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change, as somebody says yes or no to it; ``now``: what is known now, if that is something else."""

    name: str
    heading: str
    lines: Sequence[Line]
    source: str | None
    accepted: bool | None
    now: Sequence[Line] = ()

    @property
    def is_fact(self) -> bool:
        """Return whether it is one fact, and not a whole visit."""
        return self.name != EVENT


def title_of(s: Session, proposal: Proposal) -> str:
    """Return what a proposal is about."""
    if proposal.kind == "course":
        course = s.catalogue.course(proposal.subject_id)
        return say("provider", "about_course", title=course.title if course else say("provider", "gone"))
    if proposal.kind == EVENT:
        said = proposal.changes[0].after or {}
        return say("provider", "about_event", title=said.get("title") or "")
    return say("provider", "about_provider")


def shown_changes(proposal: Proposal, now: Sequence[Said | None] | None = None) -> list[ShownChange]:
    """Return every change in words.

    Args:
        proposal: what was sent.
        now: what is known now of each change, where it still waits.
    """
    known = now if now is not None else [change.before for change in proposal.changes]
    return [
        ShownChange(
            change.name, _heading(change.name), _lines(change.name, change.before, change.after),
            change.source, change.accepted,
            _lines(change.name, change.before, current) if current != change.before else (),
        )
        for change, current in zip(proposal.changes, known, strict=True)
    ]  # fmt: skip


def _heading(name: str) -> str:
    return say("provider", "event_event") if name == EVENT else label(name)


def _lines(name: str, before: Said | None, after: Said | None) -> list[Line]:
    if name != EVENT:
        return [Line(label(name), in_words(name, before), in_words(name, after))]
    return [
        Line(say("provider", f"event_{field}"), *(_field(field, said) for said in (before, after)))
        for field in EVENT_FIELDS
        if (before or {}).get(field) != (after or {}).get(field)
    ]


def _field(name: str, said: Said | None) -> str:
    value = (said or {}).get(name)
    if not value:
        return say("provider", "nothing")
    if name in ("starts", "ends"):
        moment = datetime.fromisoformat(value)
        return f"{wording.written_day(moment.date())}, {wording.clock(moment)}"
    if name == "book_by":
        return wording.written_day(date.fromisoformat(value))
    if name == "type":
        return say("provider", f"type_{value}")
    return say("provider", value) if name in _YES_OR_NO else value


