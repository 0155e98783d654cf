"""The door of the providers' form: whose link is open in this browser, looked up anew at every request.

The browser keeps no secret: its signed cookie names the link and when it was last used. A link that is
revoked or over opens nothing at the next request, whatever the cookie says.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NoReturn

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from bot import audit
from bot.courses import Provider
from bot.proposals import Link
from bot.reference.wording import say
from bot.store import Store
from bot.web.at_hand import at_hand
from bot.web.own_forms import READING, check_it_is_ours

blueprint = Blueprint("provider", __name__, url_prefix="/provider", template_folder="templates")

# A form with some fifty answers may lie open for a working day.
IDLE_LIMIT = timedelta(hours=12)
MOST_BYTES = 256 * 1024  # all of its boxes full, each letter sent as nine
OPEN_TO_ALL = frozenset({"provider.enter", "provider.let_in", "provider.leave"})
NOT_TYPED = frozenset({"csrf_token", "seen"})
_LINK, _USED = "provider_link", "provider_used"


def store() -> Store:
    """Return the database of this application."""
    return at_hand().store


def link() -> Link:
    """Return the link that is open in this browser."""
    found: Link = g.provider_link
    return found


def provider() -> Provider:
    """Return whose form it is."""
    found: Provider = g.provider
    return found


def open_up(opened: Link) -> None:
    """Remember in this browser which link was opened."""
    session.clear()
    session[_LINK] = opened.id


def close() -> None:
    """Forget it."""
    session.clear()


@blueprint.before_request
def _check_request() -> ResponseReturnValue | None:
    """Check where a form came from, then whose link is open."""
    request.max_content_length = MOST_BYTES
    check_it_is_ours(IDLE_LIMIT)
    g.provider_link = g.provider = None
    _look_up(audit.now())
    if request.endpoint in OPEN_TO_ALL or g.provider:
        return None
    if request.method in READING:
        return redirect(url_for("provider.enter"))
    return render_template("provider/ended.html", typed=_typed()), 401


def _look_up(now: datetime) -> None:
    link_id, used = session.get(_LINK), session.get(_USED, now.timestamp())
    if not link_id or now.timestamp() - used > IDLE_LIMIT.total_seconds():
        return
    with store().open() as s:
        found = s.provider_links.get(link_id)
        whose = s.catalogue.provider(found.provider_id) if found else None
    if found and whose and found.is_open(now):
        g.provider_link, g.provider = found, whose
        session[_USED] = now.timestamp()


def _typed() -> dict[str, str]:
    """Return what somebody filled in, under the names that they know it by."""
    said = {name: words for name, words in request.form.items() if words and name not in NOT_TYPED}
    return {_heading(name): words for name, words in said.items()}


def _heading(name: str) -> str:
    for code in (f"fact_{name.removesuffix('_how')}", f"event_{name}", f"{name}_label"):
        try:
            return say("provider", code)
        except KeyError:
            continue
    return name


@blueprint.context_processor
def _for_every_page() -> dict[str, object]:
    return {"csrf_token": generate_csrf, "place": g.get("provider"), "say": say}


@blueprint.errorhandler(400)
def _not_our_form(_error: Exception) -> ResponseReturnValue:
    return render_template("provider/not_our_form.html", typed=_typed()), 400


def not_here() -> NoReturn:
    """Stop: there is nothing at this address for this provider; whether it exists is not told."""
    abort(404)
