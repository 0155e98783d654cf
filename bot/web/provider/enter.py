"""Getting in with a link, and leaving.

The secret stands in the link's fragment, which browsers never send: it is in no log and no Referer. A script
hands it over in a form; without a script, the link is pasted into the same form.
"""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import DataRequired

from bot import audit, proposals, return_codes
from bot.proposals import Link
from bot.reference.wording import say
from bot.web.at_hand import at_hand
from bot.web.chat.limits import address_digest, check_code_tries
from bot.web.errors import Refusal
from bot.web.provider.door import blueprint, close, open_up, store

NOT_FILLED_IN = 422
TOO_MANY = 429
LONGEST = 512


class EnterForm(FlaskForm):
    """One box for the link, or for the secret at its end."""

    link = StringField(
        say("provider", "code_label"),
        description=say("provider", "code_hint"),
        widget=GovTextInput(),
        validators=[DataRequired(say("provider", "code_missing"))],
    )


@blueprint.get("")
def enter() -> ResponseReturnValue:
    """Ask for the link."""
    return _page(EnterForm())


@blueprint.post("")
def let_in() -> ResponseReturnValue:
    """Open the form that a link opens."""
    form = EnterForm()
    if not form.validate():
        return _page(form), NOT_FILLED_IN
    try:
        found = _link_of(form.link.data)
    except Refusal as refusal:
        return _wait(form, refusal)
    if found is None or not found.is_open(audit.now()):
        return _page(form, say("provider", "link_over" if found else "no_such_link")), NOT_FILLED_IN
    open_up(found)
    with store().open() as s:
        event = audit.Event(found.actor, "provider_link.used", f"link:{found.id}", at=audit.now())
        s.provider_links.use(found, event)
    return redirect(url_for("provider.overview"))


@blueprint.post("/leave")
def leave() -> ResponseReturnValue:
    """Close the form in this browser; the link still opens it."""
    close()
    return redirect(url_for("provider.enter"))


def _link_of(typed: str) -> Link | None:
    """Return the link that was pasted, open or not; a wrong one is counted against whoever tries it.

    Raises:
        Refusal: too many were wrong.
    """
    token = typed.rpartition("#")[2].strip()[:LONGEST]
    signature = proposals.signature(token, at_hand().settings.session_key)
    with store().open() as s:
        check_code_tries(s)
        found = s.provider_links.by_signature(signature)
        if found is None:
            at = audit.now()
            event = audit.Event(audit.SYSTEM, "provider_link.refused", "provider_link", at=at)
            s.conversations.add_wrong_code(address_digest(), return_codes.Try(signature, at), event)
    return found


def _page(form: EnterForm, problem: str | None = None) -> str:
    return render_template("provider/enter.html", form=form, problem=problem)


def _wait(form: EnterForm, refusal: Refusal) -> ResponseReturnValue:
    seconds = max(1, int(refusal.retry_after.total_seconds())) if refusal.retry_after else 1
    problem = say("provider", "link_waits", minutes=str(-(-seconds // 60)))
    return _page(form, problem), TOO_MANY, {"Retry-After": str(seconds)}


