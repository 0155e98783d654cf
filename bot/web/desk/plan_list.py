"""The adviser's list: the plans shared with them, what needs attention first, and who asked to talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot import audit, people, plans
from bot.answers import Value
from bot.people import NotAllowed
from bot.plans import ExitPlan
from bot.questions import as_list
from bot.reference import wording as words
from bot.reference.wording import say
from bot.store import Session
from bot.web.desk import wording
from bot.web.desk.attention import Attention, attention, waiting_questions
from bot.web.desk.door import NotHere, adviser, blueprint, needs, store


@dataclass(frozen=True, slots=True)
class Row:
    """One plan in the list, in words."""

    reference: str
    short: str
    year_group: str | None
    status: str
    why: str
    gaps: int
    first_gap: str | None
    age: str
    asked_back: bool
    changed: str


@blueprint.get("")
@needs(people.check_can_view_plans)
def plan_list() -> ResponseReturnValue:
    """Show the list."""
    now = audit.now()
    with store().open() as s:
        setting = s.people.setting(adviser().setting_code)
        shared = s.plans.list_for_adviser(adviser())
        requests = _asked_to_talk(s)
        s.audits.record(audit.Event(adviser().actor, "plans.listed", f"setting:{adviser().setting_code}"))
    return render_template(
        "desk/plan_list.html",
        setting=setting,
        rows=rows(shared, now),
        requests=requests,
    )


@blueprint.post("/requests/<int:request_id>/seen-to")
@needs(people.check_can_view_plans)
def see_to_request(request_id: int) -> ResponseReturnValue:
    """Note that somebody talked to the learner who asked."""
    event = audit.Event(adviser().actor, "talk.answered", f"talk_request:{request_id}")
    try:
        with store().open() as s:
            s.alerts.answer_request(adviser(), request_id, event)
    except NotAllowed as error:
        raise NotHere(f"talk_request:{request_id}") from error
    flash(say("desk", "done_seen_to"))
    return redirect(url_for("desk.plan_list"))


def _asked_to_talk(s: Session) -> list[dict[str, str | int | None]]:
    """Return when somebody asked to talk, and which plan is theirs where it is shared."""
    found: list[dict[str, str | int | None]] = []
    for request in s.alerts.requests_to_talk(adviser()):
        plan = s.plans.of_conversation(request.conversation_id)
        shared = plan is not None and people.can_view_plan(adviser(), plan)
        reference = plan.reference if plan and shared else None
        found.append({
            "id": request.id,
            "at": wording.moment(request.at),
            "reference": reference,
            "short": wording.short(reference) if reference else None,
        })
    return found


def rows(shared: list[ExitPlan], now: datetime) -> list[Row]:
    """Return the list, what needs attention first; within one reason, the longest unchanged first."""
    judged = [(attention(plan, now), plan) for plan in shared]
    judged.sort(key=lambda pair: (pair[0].rank, pair[1].updated_at))
    return [_row(plan, why, now) for why, plan in judged]


def _row(plan: ExitPlan, why: Attention, now: datetime) -> Row:
    missing = plans.gaps(plan, now.date())
    year = plan.answers.get("year_group")
    return Row(
        reference=plan.reference,
        short=wording.short(plan.reference),
        year_group=_label("year_group", year.value) if year else None,
        status=wording.status(plan.status),
        why=say("desk", f"attention_{why.code}", days=wording.days((now - why.since).days)),
        gaps=len(missing),
        first_gap=say("gaps", missing[0].code, **missing[0].values) if missing else None,
        age=wording.days((now - plan.created_at).days),
        asked_back=bool(waiting_questions(plan)),
        changed=wording.day(plan.updated_at),
    )


def _label(question: str, value: Value) -> str:
    return ", ".join(words.label(question, one) for one in as_list(value))
