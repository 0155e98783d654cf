"""Alerts, for the designated safeguarding lead only: what was typed, when, and who has read it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bot import audit, people
from bot.people import NotAllowed
from bot.reference.concerns import concern_names
from bot.reference.wording import say
from bot.safeguarding import Alert
from bot.store import Session
from bot.web.desk import wording
from bot.web.desk.door import NotHere, adviser, blueprint, needs, store


@blueprint.get("/alerts")
@needs(people.check_can_view_alerts)
def alerts() -> ResponseReturnValue:
    """Show every alert of the setting, those that nobody has acknowledged first."""
    with store().open() as s:
        shown = [_shown(s, alert) for alert in s.alerts.for_dsl(adviser())]
        s.audits.record(audit.Event(adviser().actor, "alerts.viewed", f"setting:{adviser().setting_code}"))
    return render_template(
        "desk/alerts.html",
        waiting=[alert for alert in shown if alert["acknowledged"] is None],
        acknowledged=[alert for alert in shown if alert["acknowledged"]],
    )


@blueprint.post("/alerts/<int:alert_id>/acknowledge")
@needs(people.check_can_view_alerts)
def acknowledge(alert_id: int) -> ResponseReturnValue:
    """Note that the lead has read an alert."""
    event = audit.Event(adviser().actor, "alert.acknowledged", f"alert:{alert_id}")
    try:
        with store().open() as s:
            s.alerts.acknowledge(adviser(), alert_id, event)
    except NotAllowed as error:
        raise NotHere(f"alert:{alert_id}") from error
    flash(say("desk", "done_acknowledged"))
    return redirect(url_for("desk.alerts"))


def _shown(s: Session, alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "category": concern_names().get(alert.category, say("desk", "concern_unknown")),
        "severity": say("desk", f"severity_{alert.severity}"),
        "urgent": alert.severity == "now",
        "words": alert.words,
        "at": wording.moment(alert.at),
        "conversation": wording.short(alert.conversation_id),
        "acknowledged": wording.moment(alert.acknowledged_at) if alert.acknowledged_at else None,
        "acknowledged_by": _name(s, alert.acknowledged_by),
    }


def _name(s: Session, adviser_id: int | None) -> str | None:
    found = None if adviser_id is None else s.people.adviser(adviser_id)
    return found.name if found else None
