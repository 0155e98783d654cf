"""The audit trail: every room writes to it with its change, in the same transaction."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import audit
from bot.store.tables.audits import AuditEventRow


def record(database: Session, event: audit.Event) -> None:
    """Add one audit event to the transaction that is open."""
    database.add(
        AuditEventRow(
            at=event.at,
            actor=event.actor,
            action=event.action,
            subject=event.subject,
            detail=dict(event.detail),
        )
    )


class Audits:
    """Who did or saw what, and when."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    def record(self, event: audit.Event) -> None:
        """Add an event that goes with no other change, such as a view."""
        record(self._database, event)

    def of(self, subject: str) -> list[audit.Event]:
        """Return all that happened to one subject, oldest first."""
        rows = self._database.scalars(
            select(AuditEventRow).where(AuditEventRow.subject == subject).order_by(AuditEventRow.id)
        )
        return [audit.Event(row.actor, row.action, row.subject, row.detail, row.at) for row in rows]
