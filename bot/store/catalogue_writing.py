"""Writing what an import brought to the tables of the catalogue, many rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from bot.store.catalogue_rows import KINDS, Values
from bot.store.catalogue_spool import Batch
from bot.store.tables.catalogue import CourseRow, CourseSubjectRow, Sourced

T = TypeVar("T")

BATCH = 500


def write(database: Session, batch: Batch) -> set[str]:
    """Write a batch; return the providers whose listings are in it."""
    table = KINDS[batch.kind].row
    if batch.new:
        database.execute(insert(table), list(batch.new))
    if batch.changed:
        database.execute(update(table), list(batch.changed))
    written = [*batch.new, *batch.changed]
    if table is CourseRow:
        _write_subjects(database, written, [row["id"] for row in batch.changed])
    return {row["provider_id"] for row in written} if batch.kind == "provider" else set()


def _write_subjects(database: Session, courses: Sequence[Values], changed: Sequence[str]) -> None:
    if changed:
        database.execute(delete(CourseSubjectRow).where(CourseSubjectRow.course_id.in_(changed)))
    pairs = [
        {"course_id": course["id"], "area": area}
        for course in courses for area in dict.fromkeys(course["subject_areas"] or [""])
    ]
    database.execute(insert(CourseSubjectRow), pairs)


def withdraw(database: Session, table: type[Sourced], ids: Sequence[str], at: datetime) -> set[str]:
    """Mark rows as withdrawn; return the providers whose listings are among them."""
    for some in chunks(ids):
        database.execute(
            update(table).where(table.id.in_(some)).values(withdrawn_at=at),
            execution_options={"synchronize_session": False},
        )
    is_listing = table is KINDS["provider"].row
    return {row_id.rpartition("/")[2] for row_id in ids} if is_listing else set()


def chunks(items: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """Yield items a batch at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
