"""Visits, as a form: add one, change it, cancel it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from govuk_frontend_wtf.wtforms_widgets import GovSelect
from wtforms import SelectField

from bot import audit, cells
from bot.courses import EVENT_TYPES, Event, Tri
from bot.proposals import EVENT, Change, Proposal, Said, say_event, seen
from bot.reference import places, routes
from bot.reference.wording import say
from bot.web.desk import wording
from bot.web.provider import fields
from bot.web.provider.door import blueprint, link, not_here, provider, store
from bot.web.provider.fields import SendingForm, at_most, box, buttons, needed, readable
from bot.web.provider.groups import hint
from bot.web.provider.sending import CHANGED, NOT_FILLED_IN, Sent, send, source_of

TRI = ("quiet_session", "step_free", "bring_someone")
LINKS = ("online_url", "booking_url")
WORDS = ("title", "venue_name", "town", "online_url", "booking_url", "audience", "group_size", "contact")


def _label(name: str) -> str:
    return say("provider", f"event_{name}")


def _box(name: str, *checks: fields.Check) -> Any:
    return box(_label(name), *checks, hint=hint(name))


def _tri(name: str) -> Any:
    return buttons(_label(name), fields.YES_NO_UNKNOWN)


_a_day, _a_time = readable(cells.day, "bad_day"), readable(cells.time_of_day, "bad_clock")
_an_address = readable(cells.web_address, "bad_address")


class VisitForm(SendingForm):
    """One visit, on one day or on several."""

    type = SelectField(
        _label("type"),
        choices=fields.choices_of((each, say("provider", f"type_{each}")) for each in EVENT_TYPES),
        widget=GovSelect(), validate_choice=False, validators=[fields.one_of_its_choices],
    )  # fmt: skip
    title = _box("title", needed, at_most(255))
    day = _box("day", needed, _a_day)
    starts_at = _box("starts_at", needed, _a_time)
    ends_at = _box("ends_at", needed, _a_time)
    last_day = _box("last_day", _a_day)
    venue_name = _box("venue_name", at_most(255))
    town = _box("town", at_most(160))
    postcode = _box("postcode", readable(places.postcode, "bad_postcode"))
    online_url = _box("online_url", _an_address)
    booking_url = _box("booking_url", _an_address)
    book_by = _box("book_by", _a_day)
    audience = _box("audience", at_most(255))
    quiet_session, step_free, bring_someone = (_tri(name) for name in TRI)
    group_size = _box("group_size", readable(cells.whole, "bad_count"))
    contact = _box("contact", at_most(255))
    cancelled = buttons(
        _label("cancelled"), [(each, say("provider", f"cancelled_{each}")) for each in ("no", "yes")]
    )

    def check_together(self, before: Event | None) -> bool:
        """Check the answers that belong together; each is readable by now."""
        starts, ends = self.times()
        wrong = []
        if starts.date() < _today() and (before is None or before.starts != starts):
            wrong.append((self.day, "day_over"))
        if ends <= starts:
            wrong.append((self.ends_at, "ends_too_early"))
        if self.book_by.data and cells.day(self.book_by.data) > ends.date():
            wrong.append((self.book_by, "book_by_too_late"))
        if not (self.venue_name.data or self.postcode.data or self.online_url.data):
            wrong.append((self.venue_name, "nowhere"))
        for field, code in wrong:
            field.errors = [say("provider", code)]
        return not wrong

    def times(self) -> tuple[datetime, datetime]:
        """Return when it starts and ends, in England."""
        first = cells.day(self.day.data)
        last = cells.day(self.last_day.data) if self.last_day.data else first
        return (
            datetime.combine(first, cells.time_of_day(self.starts_at.data)),
            datetime.combine(last, cells.time_of_day(self.ends_at.data)),
        )

    def said(self) -> Said:
        """Return the visit as it is kept."""
        starts, ends = self.times()
        words = {name: self[name].data or None for name in WORDS}
        links = {name: cells.web_address(words[name] or "") for name in LINKS if words[name]}
        code = places.postcode(self.postcode.data) if self.postcode.data else None
        return {
            **words, **links, **{name: self[name].data for name in TRI},
            "venue_name": words["venue_name"] or words["town"] or code or routes.venue_name("online"),
            "postcode": code, "type": self.type.data, "cancelled": self.cancelled.data,
            "starts": starts.isoformat(), "ends": ends.isoformat(),
            "book_by": cells.day(self.book_by.data).isoformat() if self.book_by.data else None,
            "group_size": str(cells.whole(words["group_size"])) if words["group_size"] else None,
        }  # fmt: skip


@blueprint.route("/visits/new", methods=["GET", "POST"])
def new_visit() -> ResponseReturnValue:
    """Show and take a visit that the catalogue does not have."""
    number = cells.slug(provider().id.partition(":")[2])
    return _visit(f"ev-{number[:40]}-{secrets.token_hex(8)}", None, None)


@blueprint.route("/visits/<event_id>", methods=["GET", "POST"])
def visit(event_id: str) -> ResponseReturnValue:
    """Show and take a visit that the catalogue has, or that waits for a yes."""
    with store().open() as s:
        known = s.catalogue.event_of(provider(), event_id)
        waiting = s.proposals.waiting_about(provider().id, EVENT, event_id)
    return _visit(event_id, known, waiting) if known or waiting else not_here()


def _visit(event_id: str, known: Event | None, waiting: Proposal | None) -> ResponseReturnValue:
    before = say_event(known)
    form = VisitForm(data=_filled_in(waiting.changes[0].after if waiting else before))
    now = seen([before])
    if not form.is_submitted():
        form.seen.data = now
        return _page(form, known, waiting)
    if not form.validate() or not form.check_together(known):
        return _page(form, known, waiting), NOT_FILLED_IN
    if form.seen.data != now:
        form.seen.data = now
        return _page(form, known, waiting, say("provider", "changed_since")), CHANGED
    said = form.said()
    change = Change(EVENT, before, said, source_of(known))
    return send(Sent(EVENT, event_id, form.remember_role(), (change,) if said != before else ()))


def _page(form: VisitForm, known: Event | None, waiting: Proposal | None, problem: str | None = None) -> str:
    return render_template(
        "provider/visit.html", form=form, problem=problem, is_new=known is None and waiting is None,
        waiting_since=wording.moment(waiting.at) if waiting else None,
    )  # fmt: skip


def _filled_in(said: Said | None) -> dict[str, Any]:
    """Return what stands in the boxes before anybody has typed."""
    filled: dict[str, Any] = {"you": fields.role_so_far(link().made_for)}
    if said is None:
        return filled | {"cancelled": "no", **dict.fromkeys(TRI, Tri.UNKNOWN.value)}
    starts, ends = (datetime.fromisoformat(said[name] or "") for name in ("starts", "ends"))
    one_day = ends.date() == starts.date()
    return {
        **filled, **said, "day": wording.written_day(starts.date()), "starts_at": wording.clock(starts),
        "ends_at": wording.clock(ends), "last_day": None if one_day else wording.written_day(ends.date()),
        "book_by": wording.day_as_written(said["book_by"]) if said["book_by"] else None,
    }  # fmt: skip


def _today() -> date:
    return audit.now().astimezone(wording.ENGLAND).date()


