"""The tables of what came in: each file of each import, each feed, and the addresses that are fetched."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base, UtcTime


class ImportReportRow(Base):
    """What one file of one import brought: how many of each, and every row that was refused."""

    __tablename__ = "catalogue_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    format: Mapped[str] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    tallies: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON)
    refused: Mapped[int]
    refusals: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), server_default="kept")  # kept | held | refused | passed
    outcomes: Mapped[dict[str, int]] = mapped_column(JSON, server_default="{}")
    why: Mapped[str | None] = mapped_column(Text)


class FeedRow(Base):
    """What is replaced as one: when it last came, and how many of each kind it holds.

    ``seen``: the day on which each kind of it last came. ``part_of``: the name under which it is shown with
    others. ``fetched_as``: the source that brought it last, where it was fetched.
    """

    __tablename__ = "catalogue_feeds"

    feed: Mapped[str] = mapped_column(String(160), primary_key=True)
    imported_at: Mapped[datetime] = mapped_column(UtcTime)
    holds: Mapped[dict[str, int]] = mapped_column(JSON)
    seen: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    part_of: Mapped[str | None] = mapped_column(String(160))
    fetched_as: Mapped[str | None] = mapped_column(String(64))


class SourceRow(Base):
    """A source that is fetched: its addresses, what each last said of itself, and how the last try went."""

    __tablename__ = "catalogue_sources"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    format: Mapped[str] = mapped_column(String(64))
    addresses: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    tried_at: Mapped[datetime | None] = mapped_column(UtcTime)
    unchanged_at: Mapped[datetime | None] = mapped_column(UtcTime)
    problem: Mapped[str | None] = mapped_column(Text)
