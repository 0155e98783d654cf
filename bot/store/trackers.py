"""The dialogue engine's memory: events in their order, per conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.store.tables.trackers import TrackerEventRow


class Trackers:
    """What the dialogue engine remembers of each conversation."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    def events(self, conversation_id: str) -> list[dict[str, Any]]:
        """Return the events of one conversation, oldest first."""
        return list(
            self._database.scalars(
                select(TrackerEventRow.content)
                .where(TrackerEventRow.conversation_id == conversation_id)
                .order_by(TrackerEventRow.id)
            )
        )

    def count(self, conversation_id: str) -> int:
        """Return how many events one conversation has."""
        query = select(func.count()).where(TrackerEventRow.conversation_id == conversation_id)
        return self._database.scalar(query) or 0

    def append(self, conversation_id: str, events: Iterable[Mapping[str, Any]]) -> None:
        """Add events to the end of one conversation."""
        self._database.add_all(
            TrackerEventRow(conversation_id=conversation_id, content=dict(event)) for event in events
        )

    def conversation_ids(self) -> list[str]:
        """Return every conversation that has events."""
        return list(self._database.scalars(select(TrackerEventRow.conversation_id).distinct()))

    def delete(self, conversation_id: str) -> None:
        """Forget one conversation."""
        self._database.execute(
            delete(TrackerEventRow).where(TrackerEventRow.conversation_id == conversation_id)
        )
