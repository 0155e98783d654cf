"""What the search for candidates reads: each offer once for each subject of its course."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class FinderRow(Base):
    """One subject of one offer that is not withdrawn, with all that the search asks of it.

    It follows from the offer, its course and its provider (``finder.refresh``); nothing is kept here alone.
    ``area`` is empty where nobody has said the subject; ``cell``: ``grid.cell_of``; ``place`` tells the
    venues of a course apart; ``any_time``: a past start rules nothing out.
    """

    __tablename__ = "catalogue_finder"
    # SQLite keeps the rows in the order of the key, so that what is near is read together.
    __table_args__ = (
        Index("ix_catalogue_finder_offer_id", "offer_id"),
        Index("ix_catalogue_finder_cell", "cell"),
        {"sqlite_with_rowid": False},
    )

    area: Mapped[str] = mapped_column(String(8), primary_key=True)
    cell: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    offer_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    course_id: Mapped[str] = mapped_column(String(160))
    place: Mapped[str] = mapped_column(String(272))
    route: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    level_rank: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    starts: Mapped[date | None]
    any_time: Mapped[bool]
