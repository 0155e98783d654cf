"""The door of the desk: every request is checked here before any view, every refusal is answered here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from bot import audit, people
from bot.people import Adviser, NotAllowed
from bot.reference.wording import say
from bot.store import Store
from bot.web.at_hand import at_hand
from bot.web.desk import sessions
from bot.web.own_forms import READING, check_it_is_ours

blueprint = Blueprint("desk", __name__, url_prefix="/desk", template_folder="templates")

Check = Callable[[Adviser], None]
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
LONGEST_SUBJECT = 160
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


@blueprint.before_request
def _check_request() -> ResponseReturnValue | None:
    """Check where a form came from, then who sent it, then whether they may."""
    # A form that was open for hours is still ours; the session decides whether it counts.
    check_it_is_ours(people.SESSION_LIMIT)
    check = check_of(current_app.view_functions[str(request.endpoint)])
    g.desk_session = _session_in_use()
    if check is None:
        return None
    if g.desk_session is None:
        return _ask_to_sign_in()
    check(g.desk_session.adviser)
    return None


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
        "can_decide_changes": people.can_decide_changes,
        "say": say,
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
