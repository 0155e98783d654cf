"""The links that open providers' own forms: an administrator makes them, and takes them back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot import audit, people
from bot.proposals import Link
from bot.reference.wording import say
from bot.store import Session
from bot.web.at_hand import at_hand
from bot.web.desk import wording
from bot.web.desk.door import NotHere, adviser, blueprint, needs, store
from bot.web.desk.forms import LinkForm
from bot.web.provider.links import find_provider, make_link

NOT_FILLED_IN = 422


@blueprint.get("/sources/links")
@needs(people.check_can_view_sources)
def sources_links() -> ResponseReturnValue:
    """Show the links that open a form now, and a form to make another."""
    return _page(LinkForm())


@blueprint.post("/sources/links")
@needs(people.check_can_view_sources)
def make_provider_link() -> ResponseReturnValue:
    """Make a link, and show it this once."""
    form = LinkForm()
    if not form.validate():
        return _page(form), NOT_FILLED_IN
    provider = find_provider(store(), form.provider.data)
    if provider is None:
        form.provider.errors = [say("desk", "link_provider_unknown")]
        return _page(form), NOT_FILLED_IN
    key = at_hand().settings.session_key
    made = make_link(store(), provider, key, form.made_for.data, int(form.days.data), adviser().actor)
    server = url_for("provider.enter", _external=True, _scheme=_scheme()).removesuffix("/provider")
    return render_template(
        "desk/link.html", address=f"{server}{made.path}", provider=provider.name,
        until=wording.day(made.link.expires_at),
    )  # fmt: skip


@blueprint.post("/sources/links/<link_id>/revoke")
@needs(people.check_can_view_sources)
def revoke_link(link_id: str) -> ResponseReturnValue:
    """Let nobody in with a link from now on."""
    with store().open() as s:
        if s.provider_links.get(link_id) is None:
            raise NotHere(f"link:{link_id}")
        event = audit.Event(adviser().actor, "provider_link.revoked", f"link:{link_id}")
        s.provider_links.revoke(link_id, event)
    flash(say("desk", "done_link_revoked"))
    return redirect(url_for("desk.sources_links"))


def _page(form: LinkForm) -> str:
    with store().open() as s:
        links = [_link(s, link) for link in s.provider_links.open_ones(audit.now())]
    return render_template("desk/links.html", form=form, links=links)


def _link(s: Session, link: Link) -> dict[str, Any]:
    provider = s.catalogue.provider(link.provider_id)
    used = wording.moment(link.used_at) if link.used_at else say("desk", "link_never_used")
    return {
        "id": link.id, "provider": provider.name if provider else link.provider_id,
        "made_for": link.made_for, "until": wording.day(link.expires_at), "used": used,
    }  # fmt: skip


def _scheme() -> str | None:
    """Where cookies travel over https only, so do links, whatever a proxy made of this request."""
    return "https" if at_hand().settings.secure_cookies else None
