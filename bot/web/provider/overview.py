"""The first page of a provider's form: its courses, its visits, and what became of what it sent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot import audit
from bot.courses import Event
from bot.proposals import EVENT, AlreadyDecided, Proposal, State, say_event
from bot.reference.wording import say
from bot.store import Session
from bot.web.desk import wording
from bot.web.paging import page_asked
from bot.web.provider.changes import shown_changes, title_of
from bot.web.provider.door import blueprint, link, not_here, provider, store

COURSES_ON_A_PAGE = 50
SENT_ON_A_PAGE = 20
LONGEST_SEARCH = 100


@blueprint.get("/overview")
def overview() -> ResponseReturnValue:
    """Show the whole place, courses and visits, each with what waits for a yes."""
    words = request.args.get("course", "").strip()[:LONGEST_SEARCH]
    today = audit.now().astimezone(wording.ENGLAND).date()
    with store().open() as s:
        page = page_asked(COURSES_ON_A_PAGE, s.catalogue.courses_of(provider(), words, 0).of)
        courses = s.catalogue.courses_of(provider(), words, page.size, page.after).shown
        events = s.catalogue.events_of(provider(), today)
        waiting = s.proposals.waiting_of(provider().id)
    return render_template(
        "provider/overview.html", courses=courses, words=words, page=page, visits=_visits(events, waiting),
        waiting={each.subject_id for each in waiting}, until=wording.day(link().expires_at),
        sends=len(waiting),
    )  # fmt: skip


def _visits(events: Collection[Event], waiting: Collection[Proposal]) -> list[dict[str, Any]]:
    """Return the visits that there are, and those that are to be, as they were last said."""
    last_said = {event.id: say_event(event) for event in events}
    last_said |= {each.subject_id: each.changes[0].after for each in waiting if each.kind == EVENT}
    found = [(said["starts"] or "", key, said) for key, said in last_said.items() if said]
    return [
        {
            "id": key, "title": said["title"], "type": say("provider", f"type_{said['type']}"),
            "when": _when(starts), "cancelled": said["cancelled"] == "yes",
        }
        for starts, key, said in sorted(found, key=lambda each: each[:2])
    ]  # fmt: skip


def _when(starts: str) -> str:
    moment = datetime.fromisoformat(starts)
    return f"{wording.written_day(moment.date())}, {wording.clock(moment)}"


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    """Show everything that was sent, newest first, and what became of it."""
    with store().open() as s:
        page = page_asked(SENT_ON_A_PAGE, s.proposals.count_of(provider().id))
        proposals = [_sent(s, each) for each in s.proposals.of_provider(provider().id, page.size, page.after)]
    return render_template("provider/sent.html", proposals=proposals, page=page)


def _sent(s: Session, proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id, "about": title_of(s, proposal), "at": wording.moment(proposal.at),
        "by": proposal.proposed_by, "state": say("provider", f"state_{proposal.state}"),
        "waits": proposal.state is State.WAITING, "reason": proposal.reason,
        "decided": proposal.decided_at and wording.moment(proposal.decided_at),
        "changes": shown_changes(proposal),
    }  # fmt: skip


@blueprint.post("/sent/<int:proposal_id>/take-back")
def take_back(proposal_id: int) -> ResponseReturnValue:
    """Let something that was sent wait no longer."""
    with store().open() as s:
        proposal = s.proposals.get(proposal_id)
    if proposal is None or proposal.provider_id != provider().id:
        not_here()
    try:
        with store().open() as s:
            s.proposals.take_back(
                proposal, audit.Event(link().actor, "proposal.taken_back", proposal.subject)
            )
        flash(say("provider", "taken_back"))
    except AlreadyDecided:
        flash(say("provider", "not_waiting"))
    return redirect(url_for("provider.sent"))
