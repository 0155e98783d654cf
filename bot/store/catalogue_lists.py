"""Lists that others refer to: learning aims, standards, outward postcodes, jobs."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.catalogue_entries import Listed
from bot.store.catalogue_rows import to_listed
from bot.store.tables.catalogue import ListedRow


def lists(database: Session) -> set[str]:
    """Return which lists are here (``Listed.of``)."""
    query = select(ListedRow.list).where(ListedRow.withdrawn_at.is_(None))
    return set(database.scalars(query.distinct()))


def listed(database: Session, of: str, code: str) -> Listed | None:
    """Return one line of a list, or None where it is not there, or no longer."""
    row = database.get(ListedRow, f"{of}:{code}")
    return to_listed(row) if row and row.withdrawn_at is None else None


def all_listed(database: Session, of: str) -> Iterable[Listed]:
    """Yield every line of a list, in the order of their codes."""
    query = select(ListedRow).where(ListedRow.list == of, ListedRow.withdrawn_at.is_(None))
    yield from map(to_listed, database.scalars(query.order_by(ListedRow.code)))
