"""What a provider said through its own form, among what lists say of the same thing.

A row of a provider's own feed keeps what a list said there before. A list that says the same again, or that
is older, does not take the provider's own words away; one that has changed its mind since does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.courses import Event
from bot.proposals import FEED, Said, say_event, say_fact, seen
from bot.store.catalogue_entries import Entry, FactAbout
from bot.store.catalogue_rows import to_event, to_fact
from bot.store.tables.catalogue import EventRow, FactRow, Sourced

OVER = "over"


def feed_of(provider_id: str) -> str:
    """Return the feed of what a provider says itself."""
    return f"{FEED}:{provider_id}"


@dataclass(frozen=True, slots=True)
class Own:
    """What stands there as the provider's own words: since when, and what a list said before, if any."""

    feed: str
    since: date
    over: str | None

    def stands_against(self, entry: Entry) -> bool:
        """Return whether it goes before what has come now."""
        if entry.feed == self.feed:
            return False
        source = entry.item.fact.source if isinstance(entry.item, FactAbout) else entry.item.source
        return source is None or source.date < self.since or self.over == _seen(entry)


def own_words(database: Session, table: type[Sourced], ids: Collection[str]) -> Mapping[str, Own]:
    """Return what providers say themselves, of these rows."""
    query = select(table.id, table.feed, table.source_date, table.original).where(
        table.id.in_(ids), table.withdrawn_at.is_(None), table.feed.startswith(f"{FEED}:")
    )
    return {
        key: Own(feed, since or date.min, original.get(OVER))
        for key, feed, since, original in database.execute(query)
    }


def what_it_covers(row: EventRow | FactRow | None) -> str | None:
    """Return what is to be kept of a row that a provider's own words are written over."""
    if row is None or row.withdrawn_at is not None:
        return None
    if row.feed.startswith(f"{FEED}:"):
        over: str | None = row.original.get(OVER)
        return over
    return seen([say_event(to_event(row)) if isinstance(row, EventRow) else say_fact(to_fact(row))])


def _seen(entry: Entry) -> str:
    said: Said | None = None
    if isinstance(entry.item, Event):
        said = say_event(entry.item)
    elif isinstance(entry.item, FactAbout):
        said = say_fact(entry.item.fact)
    return seen([said])
