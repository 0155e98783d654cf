"""What the search for candidates reads: each course once at each venue, for each of its subjects."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class FinderRow(Base):
    """One subject of a course at one of its venues, with all that the search asks of it.

    It follows from the offers that are not withdrawn, their course and its provider (``finder.refresh``);
    nothing is kept here alone. ``area`` is empty where nobody has said the subject; ``cell``:
    ``grid.cell_of``; ``place`` tells the venues of a course apart; ``until``: its last start, None where a
    past start rules nothing out.
    """

    __tablename__ = "catalogue_finder"
    # SQLite keeps the rows in the order of the key, so that what is near is read together.
    __table_args__ = (
        Index("ix_catalogue_finder_course_id", "course_id"),
        {"sqlite_with_rowid": False},
    )

    area: Mapped[str] = mapped_column(String(8), primary_key=True)
    cell: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    course_id: Mapped[str] = mapped_column(String(160), primary_key=True)
    place: Mapped[str] = mapped_column(String(272), primary_key=True)
    route: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    level_rank: Mapped[int | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    until: Mapped[date | None]
