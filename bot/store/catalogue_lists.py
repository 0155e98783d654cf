"""Lists that others refer to: learning aims, standards, outward postcodes, jobs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.catalogue_entries import Listed
from bot.store.catalogue_rows import to_listed
from bot.store.tables.catalogue import ListedRow

JOBS = "job"


def lists(database: Session) -> set[str]:
    """Return which lists are here (``Listed.of``)."""
    query = select(ListedRow.list).where(ListedRow.withdrawn_at.is_(None))
    return set(database.scalars(query.distinct()))


def listed(database: Session, of: str, code: str) -> Listed | None:
    """Return one line of a list, or None where it is not there, or no longer."""
    row = database.get(ListedRow, f"{of}:{code}")
    return to_listed(row) if row and row.withdrawn_at is None else None


def jobs(database: Session) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each job that is listed, by name, with the areas that lead to it, in the order of names."""
    query = select(ListedRow.label, ListedRow.areas).where(
        ListedRow.list == JOBS, ListedRow.withdrawn_at.is_(None)
    )
    return tuple((label, tuple(areas)) for label, areas in database.execute(query.order_by(ListedRow.label)))
