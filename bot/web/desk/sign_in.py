"""Signing in and out, and staying signed in."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import cast

from flask import (
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from bot import audit, people
from bot.people import Adviser, LockedOut, SignInAttempt
from bot.reference.wording import say
from bot.web.desk import passwords, sessions, wording
from bot.web.desk.door import adviser, blueprint, desk_session, needs, open_to_all, store
from bot.web.desk.forms import SignInForm

NOT_FILLED_IN = 422
TOO_MANY = 429


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the form; on a right password start a session of its own."""
    form = SignInForm()
    if request.method == "GET":
        return redirect(url_for("desk.home")) if g.desk_session else _page(form)
    if not form.validate():
        return _page(form), NOT_FILLED_IN
    attempt = SignInAttempt(form.email.data, request.remote_addr or "", audit.now())
    try:
        found = _who_is_it(attempt, form.password.data)
    except LockedOut as error:
        return _locked(form, error.until, attempt.at)
    if found is None:
        return _page(form, say("desk", "sign_in_wrong")), NOT_FILLED_IN
    return _let_in(found, attempt)


@blueprint.get("/")
@needs(people.check_signed_in)
def home() -> ResponseReturnValue:
    """Go to the page that this person is here for."""
    if people.can_view_plans(adviser()):
        return redirect(url_for("desk.plan_list"))
    only_sources = people.can_view_sources(adviser()) and not people.can_view_alerts(adviser())
    return redirect(url_for("desk.sources" if only_sources else "desk.alerts"))


@blueprint.post("/sign-out")
@needs(people.check_signed_in)
def sign_out() -> ResponseReturnValue:
    """End this session, here and in the database."""
    event = audit.Event(adviser().actor, "desk.signed_out", adviser().actor)
    with store().open() as s:
        s.people.close_session(sessions.presented() or "", event)
    session.clear()
    response = cast(Response, redirect(url_for("desk.sign_in", out="yes")))
    sessions.take_back(response)
    return response


@blueprint.post("/stay")
@needs(people.check_signed_in)
def stay() -> ResponseReturnValue:
    """Keep somebody signed in who is still there; the request itself is what counts."""
    return {"seconds_left": int((desk_session().ends_at - audit.now()).total_seconds())}


def _who_is_it(attempt: SignInAttempt, password: str) -> Adviser | None:
    """Return whose email address and password these are, or None.

    Raises:
        LockedOut: too many sign-ins failed.
    """
    event = audit.Event(audit.SYSTEM, "desk.sign_in_tried", _account(attempt), at=attempt.at)
    with store().open() as s:
        found = s.people.begin_sign_in(attempt, event)
        kept = s.people.password_hash(found.id) if found else None
    if not passwords.is_right(kept, password) or found is None or found.disabled:
        return None
    if kept and passwords.is_outdated(kept):
        _hash_again(found, password)
    return found


def _account(attempt: SignInAttempt) -> str:
    """Return whose account was tried, for the audit trail: a digest, for anything may have been typed."""
    return f"account:{sha256(attempt.email.strip().casefold().encode()).hexdigest()[:16]}"


def _hash_again(found: Adviser, password: str) -> None:
    event = audit.Event(found.actor, "adviser.password_hashed_again", found.actor)
    with store().open() as s:
        s.people.keep_password_hash(found.id, passwords.hashed(password), event)


def _let_in(found: Adviser, attempt: SignInAttempt) -> ResponseReturnValue:
    """Start a session with a new id, whatever the browser brought along."""
    session_id, earlier = sessions.new_id(), sessions.presented()
    event = audit.Event(found.actor, "desk.signed_in", found.actor, at=attempt.at)
    with store().open() as s:
        if earlier:
            s.people.close_session(earlier, audit.Event(found.actor, "desk.session_replaced", found.actor))
        s.people.open_session(found, sessions.digest(session_id), attempt, event)
    session.clear()
    response = cast(Response, redirect(url_for("desk.home")))
    sessions.hand_out(response, session_id)
    return response


def _page(form: SignInForm, problem: str | None = None) -> str:
    return render_template("desk/sign_in.html", form=form, problem=problem, notice=_notice())


def _notice() -> str | None:
    """Return what happened before: signed out on purpose, or after too long without a sign of life."""
    if request.args.get("out"):
        return say("desk", "signed_out")
    return say("desk", "signed_out_by_time") if request.args.get("again") else None


def _locked(form: SignInForm, until: datetime, now: datetime) -> ResponseReturnValue:
    event = audit.Event(audit.SYSTEM, "desk.sign_in_locked", audit.SYSTEM)
    with store().open() as s:
        s.audits.record(event)
    current_app.logger.warning("sign-in locked until %s", until.isoformat(timespec="minutes"))
    response = make_response(_page(form, say("desk", "locked", until=wording.moment(until))), TOO_MANY)
    response.headers["Retry-After"] = str(max(1, int((until - now).total_seconds())))
    return response
