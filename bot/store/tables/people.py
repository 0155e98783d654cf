"""The tables of settings, advisers, and who is signed in at the desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.store.base import Base, UtcTime


class SettingRow(Base):
    """One school or alternative provision."""

    __tablename__ = "settings"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    dsl_name: Mapped[str | None] = mapped_column(String(160))
    dsl_phone: Mapped[str | None] = mapped_column(String(64))
    out_of_hours: Mapped[str | None] = mapped_column(Text)


class AdviserRow(Base):
    """Somebody who signs in at the desk; the hash is opaque here."""

    __tablename__ = "advisers"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    setting_code: Mapped[str] = mapped_column(ForeignKey("settings.code"))
    roles: Mapped[list[str]] = mapped_column(JSON)
    password_hash: Mapped[str] = mapped_column(String(256))
    disabled: Mapped[bool] = mapped_column(default=False)


class DeskSessionRow(Base):
    """One open sign-in, found by the SHA-256 of the id in the adviser's cookie; ended ones are deleted."""

    __tablename__ = "desk_sessions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("advisers.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)

    adviser: Mapped[AdviserRow] = relationship(lazy="joined")


class SignInAttemptRow(Base):
    """One sign-in that has not succeeded; ``key`` is the digest of an account or of an address."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcTime)
