"""What several sources have and is shown once: it follows from their rows, which stay as they are."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base


class SameCourseRow(Base):
    """One of several courses that are one, or were when their source withdrew them.

    ``shown_as`` is the course that stands for them all: also its own, where it is that one.
    """

    __tablename__ = "catalogue_same_courses"

    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    shown_as: Mapped[str] = mapped_column(String(255), index=True)


class SameOfferRow(Base):
    """One of several offers that are one; ``shown_as`` stands for them all."""

    __tablename__ = "catalogue_same_offers"

    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    shown_as: Mapped[str] = mapped_column(String(255), index=True)
