"""What an adviser does with a plan: comment, ask back, agree, return. Each ends at the plan again."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from bot import audit, people
from bot.plans import Comment, ExitPlan, NotReady, StalePlan, WrongState
from bot.reference.wording import say
from bot.store import Session
from bot.web.desk import wording
from bot.web.desk.door import adviser, blueprint, needs, store
from bot.web.desk.forms import WHOLE_PLAN
from bot.web.desk.plan_page import Forms, catalogued, forms_for, read, show

Action = Callable[[Session, ExitPlan], None]
NOT_FILLED_IN = 422
IN_THE_WAY = 409


@blueprint.post("/plans/<reference>/comment")
@needs(people.check_can_answer_plans)
def comment(reference: str) -> ResponseReturnValue:
    """Keep a comment for the learner to read."""
    forms = _forms(reference)
    return _answer(reference, forms, forms.comment, "commented", lambda s, plan: _say(s, plan, forms))


@blueprint.post("/plans/<reference>/ask")
@needs(people.check_can_answer_plans)
def ask(reference: str) -> ResponseReturnValue:
    """Ask the learner about one answer, or about the whole plan."""
    forms = _forms(reference)
    return _answer(reference, forms, forms.ask, "asked_back", lambda s, plan: _ask(s, plan, forms))


@blueprint.post("/plans/<reference>/agree")
@needs(people.check_can_answer_plans)
def agree(reference: str) -> ResponseReturnValue:
    """Agree the plan as it was read."""
    return _answer(reference, _forms(reference), None, "agreed", lambda s, plan: _move(s, plan, "agree"))


@blueprint.post("/plans/<reference>/return")
@needs(people.check_can_answer_plans)
def send_back(reference: str) -> ResponseReturnValue:
    """Give the plan back to the learner, saying why."""
    forms = _forms(reference)
    return _answer(reference, forms, forms.send_back, "returned", lambda s, plan: _return(s, plan, forms))


def _forms(reference: str) -> Forms:
    with store().open() as s:
        return forms_for(read(s, reference))


def _answer(
    reference: str, forms: Forms, sent: FlaskForm | None, done: str, action: Action
) -> ResponseReturnValue:
    """Do it and go back to the plan, or show the plan as it is now with everything that was typed."""
    if sent is not None and not sent.validate():
        return _again(reference, forms, None, sent), NOT_FILLED_IN
    try:
        with store().open() as s:
            action(s, read(s, reference))
    except (StalePlan, WrongState, NotReady) as error:
        return _again(reference, forms, _explain(error), None), IN_THE_WAY
    flash(say("desk", f"done_{done}"))
    return redirect(url_for("desk.plan_page", reference=reference))


def _again(reference: str, forms: Forms, problem: str | None, sent: FlaskForm | None) -> str:
    with store().open() as s:
        plan = read(s, reference)
        s.audits.record(audit.Event(adviser().actor, "plan.viewed", f"plan:{reference}"))
        known = catalogued(s, plan)
    return show(plan, known, forms, problem, sent)


def _explain(error: Exception) -> str:
    if isinstance(error, NotReady):
        return say("desk", "not_ready", question=wording.heading(error.field))
    return say("desk", "stale" if isinstance(error, StalePlan) else "wrong_state")


# --- the actions --------------------------------------------------------------------------


def _say(s: Session, plan: ExitPlan, forms: Forms) -> None:
    about = forms.comment.comment_about.data or None
    _write(s, plan, "comment", about, forms.comment.comment.data, "plan.commented")


def _ask(s: Session, plan: ExitPlan, forms: Forms) -> None:
    about = None if forms.ask.about.data == WHOLE_PLAN else forms.ask.about.data
    _write(s, plan, "question", about, forms.ask.question.data, "plan.asked_back")


def _return(s: Session, plan: ExitPlan, forms: Forms) -> None:
    _move(s, plan, "return")
    _write(s, plan, "comment", None, forms.send_back.reason.data, "plan.return_explained")


def _write(s: Session, plan: ExitPlan, kind: str, about: str | None, text: str, action: str) -> None:
    detail = {"field": about} if about else {}
    event = audit.Event(adviser().actor, action, f"plan:{plan.reference}", detail)
    s.plans.add_comment(plan.reference, Comment(None, kind, about, text, adviser().name), event)


def _move(s: Session, plan: ExitPlan, verb: str) -> None:
    event = audit.Event(adviser().actor, f"plan.{verb}", f"plan:{plan.reference}")
    s.plans.move_by_adviser(adviser(), plan.reference, verb, _version_read(), event)


def _version_read() -> int:
    """Return the version of the plan that was on the page when the button was pressed."""
    version = request.form.get("version", "")
    return int(version) if version.isascii() and version.isdigit() else 0
