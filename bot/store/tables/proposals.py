"""The tables of providers' own forms: the links that open them, and what was sent through them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, UtcTime

_WAITING = text("state = 'waiting'")


class ProviderLinkRow(Base):
    """One link; of its token only the signature is kept."""

    __tablename__ = "provider_links"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    provider_id: Mapped[str] = mapped_column(String(64), index=True)
    made_for: Mapped[str] = mapped_column(String(160))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ProposalRow(Base):
    """What was sent at once about one subject, what was known before, and what became of each change."""

    __tablename__ = "provider_proposals"
    __table_args__ = (
        Index("ix_provider_proposals_state_at", "state", "at"),
        # A provider has one thing to say of a subject at a time.
        Index(
            "uq_provider_proposals_waiting", "provider_id", "subject_kind", "subject_id", unique=True,
            sqlite_where=_WAITING, postgresql_where=_WAITING,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str] = mapped_column(String(64), index=True)
    link_id: Mapped[str] = mapped_column(ForeignKey("provider_links.id"))
    subject_kind: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[str] = mapped_column(String(255))
    proposed_by: Mapped[str] = mapped_column(String(160))
    at: Mapped[datetime] = mapped_column(UtcTime)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reason: Mapped[str | None] = mapped_column(Text)
