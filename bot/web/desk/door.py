"""The door of the desk: every request is checked here before any view, every refusal is answered here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms.validators import ValidationError

from bot import audit, people
from bot.people import Adviser, NotAllowed
from bot.store import Store
from bot.web import govuk
from bot.web.at_hand import at_hand
from bot.web.desk import sessions

blueprint = Blueprint("desk", __name__, url_prefix="/desk", template_folder="templates")

Check = Callable[[Adviser], None]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
LONGEST_SUBJECT = 160
READING = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_TYPED = frozenset({"csrf_token", "version"})

_checks: dict[Callable[..., Any], Check | None] = {}


class NotHere(NotAllowed):
    """There is nothing at this address for this adviser; they are not told whether it exists."""


def needs(check: Check) -> Callable[[View], View]:
    """Name the check that somebody has to pass before a view is shown to them."""

    def mark(view: View) -> View:
        _checks[view] = check
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark one of the few views for people who are not signed in."""
    _checks[view] = None
    return view


def check_of(view: Callable[..., Any]) -> Check | None:
    """Return the check that a view needs, or None where it is open to all.

    Raises:
        KeyError: the view names none; nobody sees it.
    """
    return _checks[view]


def store() -> Store:
    """Return the database of this application."""
    return at_hand().store


def adviser() -> Adviser:
    """Return who is signed in; only for views that need a check."""
    return desk_session().adviser


def desk_session() -> people.DeskSession:
    """Return the session of who is signed in."""
    session: people.DeskSession = g.desk_session
    return session


@blueprint.record_once
def _furnish(state: BlueprintSetupState) -> None:
    govuk.furnish(cast(Flask, state.app))


@blueprint.before_request
def _check_request() -> ResponseReturnValue | None:
    """Check where a form came from, then who sent it, then whether they may."""
    _check_it_is_our_form()
    check = check_of(current_app.view_functions[str(request.endpoint)])
    g.desk_session = _session_in_use()
    if check is None:
        return None
    if g.desk_session is None:
        return _ask_to_sign_in()
    check(g.desk_session.adviser)
    return None


def _check_it_is_our_form() -> None:
    if request.method in READING:
        return
    try:
        validate_csrf(request.form.get("csrf_token"), time_limit=_as_long_as_the_cookie())
    except ValidationError:
        abort(400)
    if not _sent_from_our_pages():
        abort(400)
    g.csrf_valid = True  # the forms need not look again


def _as_long_as_the_cookie() -> int:
    """A form that was open for hours is still ours; the session decides whether it counts."""
    return int(people.SESSION_LIMIT.total_seconds())


def _sent_from_our_pages() -> bool:
    """Browsers say where a request comes from; our pages hide theirs, so it may be ``null``."""
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.host


def _session_in_use() -> people.DeskSession | None:
    digest = sessions.presented()
    if digest is None:
        return None
    with store().open() as s:
        return s.people.use_session(digest, audit.now())


def _ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to sign in; give a writer their words back first."""
    if request.method in READING:
        return redirect(url_for("desk.sign_in", again="yes" if sessions.presented() else None))
    typed = {name: words for name, words in request.form.items() if words and name not in NOT_TYPED}
    return render_template("desk/signed_out.html", typed=typed), 401


@blueprint.after_request
def _never_stored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.context_processor
def _for_every_page() -> dict[str, object]:
    session = g.get("desk_session")
    return {
        "csrf_token": generate_csrf,
        "reader": session.adviser if session else None,
        "seconds_left": int((session.ends_at - audit.now()).total_seconds()) if session else None,
        "can_view_plans": people.can_view_plans,
        "can_view_alerts": people.can_view_alerts,
        "can_view_sources": people.can_view_sources,
    }


@blueprint.errorhandler(NotHere)
def _not_here(error: NotHere) -> ResponseReturnValue:
    _note_refusal(error)
    return render_template("desk/not_here.html"), 404


@blueprint.errorhandler(NotAllowed)
def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    _note_refusal(error)
    return render_template("desk/not_allowed.html", wanted=str(error)), 403


@blueprint.errorhandler(400)
def _not_our_form(_error: Exception) -> ResponseReturnValue:
    return render_template("desk/not_our_form.html"), 400


def _note_refusal(error: NotAllowed) -> None:
    event = audit.Event(adviser().actor, "desk.refused", str(error)[:LONGEST_SUBJECT])
    with store().open() as s:
        s.audits.record(event)
