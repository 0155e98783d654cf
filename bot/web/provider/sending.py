"""Sending a proposal: kept, audited, and the sender told that it waits for somebody's yes."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from bot import audit
from bot.courses import Event, Fact
from bot.proposals import Change, ChangedSince, Proposal
from bot.reference.wording import say
from bot.web.chat.limits import count
from bot.web.desk import wording
from bot.web.provider.door import link, provider, store

NOT_FILLED_IN = 422
CHANGED = 409
SENDS = "200 per 10 minutes"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent about one subject, and by whom."""

    kind: str
    subject_id: str
    role: str
    changes: tuple[Change, ...]


def send(sent: Sent) -> ResponseReturnValue:
    """Keep what is new; nothing new ends what waited about the same subject.

    Raises:
        RateLimitExceeded: too many came through this link.
    """
    count(SENDS, link().id)
    proposal = Proposal(
        provider().id, link().id, sent.kind, sent.subject_id, sent.role, sent.changes, audit.now()
    )
    names = ", ".join(change.name for change in sent.changes)
    event = audit.Event(
        link().actor, "proposal.sent", f"catalogue:{provider().id}", {"about": sent.kind, "fields": names}
    )
    try:
        waited = _keep(proposal, event)
    except ChangedSince:
        waited = _keep(proposal, event)  # the other one is kept by now, and is replaced
    flash(say("provider", "sent" if sent.changes else "nothing_waits_now" if waited else "nothing_new"))
    return redirect(url_for("provider.overview"))


def source_of(known: Fact | Event | None) -> str | None:
    """Return in words where something that is known is from."""
    source = known.source if known else None
    return f"{source.name}, {wording.written_day(source.date)}" if source else None


def _keep(proposal: Proposal, event: audit.Event) -> bool:
    """Keep a proposal; return whether another waited in its place."""
    with store().open() as s:
        waited = s.proposals.waiting_about(proposal.provider_id, proposal.kind, proposal.subject_id)
        if proposal.changes or waited:
            s.proposals.send(proposal, event)
    return waited is not None
