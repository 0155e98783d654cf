"""The table of what the dialogue engine remembers, one row an event."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class TrackerEventRow(Base):
    """One event of one conversation; ``id`` keeps the order, whatever the clock does."""

    __tablename__ = "tracker_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
