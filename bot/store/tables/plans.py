"""The tables of exit plans: the plan itself, its earlier versions, and what advisers wrote on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, UtcTime


class PlanRow(Base):
    """One exit plan as it is now; ``content`` holds answers, options, steps, events and sharing."""

    __tablename__ = "plans"

    reference: Mapped[str] = mapped_column(String(64), primary_key=True)
    setting_code: Mapped[str] = mapped_column(String(64), index=True)
    status: Mapped[str] = mapped_column(String(32))
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    return_code_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class PlanVersionRow(Base):
    """A plan as an adviser saw it when they agreed or returned it; drafts overwrite one another."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("reference", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(ForeignKey("plans.reference", ondelete="CASCADE"))
    version: Mapped[int]
    status: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcTime)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class PlanConversationRow(Base):
    """Which conversation works on which plan; a return code adds another conversation to a plan."""

    __tablename__ = "plan_conversations"

    conversation_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    reference: Mapped[str] = mapped_column(ForeignKey("plans.reference", ondelete="CASCADE"), index=True)


class CommentRow(Base):
    """What an adviser wrote or asked back, and the learner's reply."""

    __tablename__ = "plan_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(ForeignKey("plans.reference", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    field: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(160))
    at: Mapped[datetime] = mapped_column(UtcTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reply: Mapped[str | None] = mapped_column(Text)
    replied_at: Mapped[datetime | None] = mapped_column(UtcTime)
