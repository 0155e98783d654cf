"""An open day as a file for the learner's own calendar."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response

from bot import audit
from bot.courses import Event
from bot.exports.calendar import Visit, as_calendar
from bot.store import Session
from bot.web.at_hand import at_hand
from bot.web.chat.reading import holder
from bot.web.errors import Refusal

blueprint = Blueprint("events", __name__)


@blueprint.get("/events/<path:event_id>.ics")
def calendar_file(event_id: str) -> Response:
    """Return one event; anybody may have it, for it holds only what its place has published."""
    with at_hand().store.open() as s:
        event = s.catalogue.event(event_id)
        if event is None:
            raise Refusal("not_found")
        return answer_with([event], s, "visit.ics")


def answer_with(events: Iterable[Event], s: Session, name: str) -> Response:
    """Return events as a file of this name to keep."""
    visits = [Visit(event, holder(s, event)) for event in events]
    response = Response(as_calendar(visits, audit.now()), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

