"""Changes from providers: what they sent through their own forms waits here for somebody's yes."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot import audit, people
from bot.proposals import AlreadyDecided, ChangedSince, Proposal, State, seen
from bot.reference import places
from bot.reference.wording import say
from bot.store import Session
from bot.store.proposals import Decision
from bot.web.desk import wording
from bot.web.desk.door import NotHere, adviser, blueprint, needs, store
from bot.web.desk.forms import DecisionForm
from bot.web.paging import page_asked
from bot.web.provider.changes import shown_changes, title_of

WAITING_ON_A_PAGE = 100
SETTLED_ON_A_PAGE = 20
LONGEST_NAME = 120
NOT_FILLED_IN = 422
IN_THE_WAY = 409


@blueprint.get("/changes")
@needs(people.check_can_decide_changes)
def changes() -> ResponseReturnValue:
    """Show what waits, the oldest first, and what was decided before."""
    with store().open() as s:
        page = page_asked(SETTLED_ON_A_PAGE, s.proposals.count(waiting=False))
        waiting = [_listed(s, each) for each in s.proposals.waiting(WAITING_ON_A_PAGE)]
        settled = [_listed(s, each) for each in s.proposals.settled(page.size, page.after)]
    return render_template("desk/changes.html", waiting=waiting, settled=settled, page=page)


@blueprint.get("/changes/<int:proposal_id>")
@needs(people.check_can_decide_changes)
def change(proposal_id: int) -> ResponseReturnValue:
    """Show one proposal: before and after, and the form that decides it."""
    with store().open() as s:
        return _page(s, _found(s, proposal_id))


@blueprint.post("/changes/<int:proposal_id>")
@needs(people.check_can_decide_changes)
def decide_change(proposal_id: int) -> ResponseReturnValue:
    """Accept what is ticked, and refuse all else."""
    form = DecisionForm()
    with store().open() as s:
        proposal = _found(s, proposal_id)
        if not form.validate_for(proposal):
            return _page(s, proposal, form), NOT_FILLED_IN
    try:
        _decide(proposal, form)
    except (AlreadyDecided, ChangedSince) as error:
        code = "already_decided" if isinstance(error, AlreadyDecided) else "changed_meanwhile"
        with store().open() as s:
            return _page(s, _found(s, proposal_id), form, say("desk", code)), IN_THE_WAY
    flash(say("desk", "done_decided"))
    return redirect(url_for("desk.changes"))


def _decide(proposal: Proposal, form: DecisionForm) -> None:
    with store().open() as s:
        provider = s.catalogue.provider(proposal.provider_id)
        name = (provider.name if provider else proposal.provider_id)[:LONGEST_NAME]
        decision = Decision(
            form.accept.data, adviser().id, say("provider", "source_name", provider=name), form.seen.data,
            form.reason.data or None,
        )  # fmt: skip
        counts = {"accepted": ", ".join(sorted(form.accept.data))}
        event = audit.Event(adviser().actor, "proposal.decided", proposal.subject, counts)
        s.proposals.decide(proposal, decision, event, places.towns)


def _found(s: Session, proposal_id: int) -> Proposal:
    proposal = s.proposals.get(proposal_id)
    if proposal is None:
        raise NotHere(f"proposal:{proposal_id}")
    return proposal


def _page(
    s: Session, proposal: Proposal, form: DecisionForm | None = None, problem: str | None = None
) -> str:
    waits = proposal.state is State.WAITING
    now = s.proposals.now_known(proposal)
    shown = shown_changes(proposal, now if waits else None)
    # What is written over something newer is ticked by hand, once it has been shown.
    over = {each.name for each in shown if each.now} if problem or not form else set()
    ticked = {each.name for each in shown} - over
    if form:
        ticked &= set(form.accept.data)
    form = form or DecisionForm(formdata=None)
    return render_template(
        "desk/change.html", found=_listed(s, proposal), changes=shown, form=form, problem=problem,
        waits=waits, ticked=ticked, seen=seen(now),
    )  # fmt: skip


def _listed(s: Session, proposal: Proposal) -> dict[str, Any]:
    provider = s.catalogue.provider(proposal.provider_id)
    decider = s.people.adviser(proposal.decided_by) if proposal.decided_by else None
    return {
        "id": proposal.id, "about": title_of(s, proposal), "at": wording.moment(proposal.at),
        "provider": provider.name if provider else proposal.provider_id, "by": proposal.proposed_by,
        "state": say("desk", f"change_{_outcome(proposal)}"), "outcome": _outcome(proposal),
        "reason": proposal.reason, "count": len(proposal.changes),
        "decided": proposal.decided_at and wording.moment(proposal.decided_at),
        "decider": decider.name if decider else None,
    }  # fmt: skip


def _outcome(proposal: Proposal) -> str:
    """Return what became of a proposal: of its changes, all, some or none may be accepted."""
    if proposal.state is not State.DECIDED:
        return str(proposal.state)
    accepted = [change.accepted is True for change in proposal.changes]
    return "accepted" if all(accepted) else "accepted_in_part" if any(accepted) else "refused"
