"""Alerts for the designated safeguarding lead, and requests to talk; they outlive plan and conversation."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import audit, people
from bot.people import Adviser, NotAllowed
from bot.safeguarding import Alert, Concern, TalkRequest
from bot.store.audits import record
from bot.store.tables.alerts import AlertRow, TalkRequestRow


class Alerts:
    """What the lead must hear of, reached through the one who reads it."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    def raise_alert(
        self, setting_code: str, conversation_id: str, concern: Concern, words: str, event: audit.Event
    ) -> int:
        """Keep a concern and the words that raised it; return its id.

        Say "I have told …" only when the transaction has been committed.
        """
        row = AlertRow(
            setting_code=setting_code,
            conversation_id=conversation_id,
            category=concern.category,
            severity=concern.severity,
            words=words,
            at=event.at,
        )
        self._database.add(row)
        record(self._database, event)
        self._database.flush()
        return row.id

    def for_dsl(self, adviser: Adviser) -> list[Alert]:
        """Return the alerts of their setting: those not acknowledged first, then the newest.

        Raises:
            NotAllowed: they are not the designated safeguarding lead.
        """
        people.check_can_view_alerts(adviser)
        rows = self._database.scalars(
            select(AlertRow)
            .where(AlertRow.setting_code == adviser.setting_code)
            .order_by(AlertRow.acknowledged_at.is_not(None), AlertRow.at.desc(), AlertRow.id.desc())
        )
        return [_alert(row) for row in rows]

    def acknowledge(self, adviser: Adviser, alert_id: int, event: audit.Event) -> Alert:
        """Note that the lead has read an alert; the first reading counts.

        Raises:
            NotAllowed: they are not the lead of the alert's setting, or there is no such alert.
        """
        people.check_can_view_alerts(adviser)
        row = self._database.get(AlertRow, alert_id)
        if row is None or row.setting_code != adviser.setting_code:
            raise NotAllowed(f"alert:{alert_id}")
        if row.acknowledged_at is None:
            row.acknowledged_at, row.acknowledged_by = event.at, adviser.id
            record(self._database, event)
        return _alert(row)

    def latest_of(self, conversation_id: str) -> Alert | None:
        """Return the last alert of a conversation without its words: the lead alone reads those."""
        row = self._database.scalars(
            select(AlertRow)
            .where(AlertRow.conversation_id == conversation_id)
            .order_by(AlertRow.id.desc())
            .limit(1)
        ).first()
        return None if row is None else _alert(row, words="")

    def ask_to_talk(self, setting_code: str, conversation_id: str, event: audit.Event) -> int:
        """Keep a learner's wish to talk to a person; return its id."""
        row = TalkRequestRow(setting_code=setting_code, conversation_id=conversation_id, at=event.at)
        self._database.add(row)
        record(self._database, event)
        self._database.flush()
        return row.id

    def requests_to_talk(self, adviser: Adviser) -> list[TalkRequest]:
        """Return who asked to talk in the adviser's setting and still waits, the newest first."""
        rows = self._database.scalars(
            select(TalkRequestRow)
            .where(TalkRequestRow.setting_code == adviser.setting_code, TalkRequestRow.answered_at.is_(None))
            .order_by(TalkRequestRow.id.desc())
        )
        return [TalkRequest(row.id, row.setting_code, row.conversation_id, row.at) for row in rows]

    def answer_request(self, adviser: Adviser, request_id: int, event: audit.Event) -> None:
        """Note that an adviser saw to a request to talk; the first one counts.

        Raises:
            NotAllowed: it is another setting's, or there is no such request.
        """
        row = self._database.get(TalkRequestRow, request_id)
        if row is None or row.setting_code != adviser.setting_code:
            raise NotAllowed(f"talk_request:{request_id}")
        if row.answered_at is None:
            row.answered_at, row.answered_by = event.at, adviser.id
            record(self._database, event)


def _alert(row: AlertRow, words: str | None = None) -> Alert:
    return Alert(
        id=row.id,
        setting_code=row.setting_code,
        conversation_id=row.conversation_id,
        category=row.category,
        severity=row.severity,
        words=row.words if words is None else words,
        at=row.at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
    )
