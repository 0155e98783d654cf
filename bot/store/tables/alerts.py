"""The tables of alerts and of requests to talk; they stand alone, to outlive plan and conversation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, UtcTime


class AlertRow(Base):
    """One concern, with the words that raised it and nothing else of the learner."""

    __tablename__ = "alerts"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_code: Mapped[str] = mapped_column(String(64), index=True)
    conversation_id: Mapped[str] = mapped_column(String(64), index=True)
    category: Mapped[str] = mapped_column(String(64))
    severity: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcTime)
    acknowledged_by: Mapped[int | None]


class TalkRequestRow(Base):
    """One learner's wish to talk to a person."""

    __tablename__ = "talk_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_code: Mapped[str] = mapped_column(String(64), index=True)
    conversation_id: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    answered_by: Mapped[int | None]
