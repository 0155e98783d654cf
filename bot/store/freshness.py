"""Where what we know came from, when it last stood there, and whether to check it first.

An import of what did not change touches no row: what a feed holds was seen whenever the feed came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.courses import CHECK_AFTER, Source
from bot.store.tables.imports import FeedRow

SourceOf = Callable[[Any], Source | None]
Judged = tuple[date | None, date | None]

_SEEN = select(FeedRow.feed, FeedRow.seen).where(FeedRow.feed.in_(bindparam("feeds", expanding=True)))


# What its source itself dated longer ago than this may have changed, however often it is read again.
A_YEAR = timedelta(days=365)


def last_known(dated: date, seen: date | None, today: date, check_after: timedelta) -> date | None:
    """Return up to which day something is known to be so, where that is long ago; else None.

    This alone says what is to be checked first. It changes no order.

    Args:
        dated: what its source says.
        seen: when it last stood there; None where that is not known.
        today: when it is to be shown.
        check_after: how long what was seen is taken to be so.
    """
    if today - dated > A_YEAR:
        return dated
    return seen if seen is not None and today - seen > check_after else None


class Freshness:
    """What the rows of feeds say of themselves, as it is today."""

    def __init__(self, database: Session, today: date, check_after: timedelta = CHECK_AFTER) -> None:
        """Begin with no feed looked up; each is, once."""
        self._database = database
        self._today = today
        self._check_after = check_after
        self._seen: dict[str, dict[str, date]] = {}
        self._judged: dict[tuple[str, str, date, bool], Judged] = {}

    def of(self, kind: str, rows: Iterable[Any]) -> SourceOf:
        """Return what tells the source of each of these rows, all of one kind."""
        self._look_up({row.feed for row in rows})
        return lambda row: self._source(kind, row)

    def _look_up(self, feeds: set[str]) -> None:
        new = feeds - self._seen.keys()
        if new:
            self._seen |= {feed: {} for feed in new}
            for feed, seen in self._database.connection().execute(_SEEN, {"feeds": list(new)}):
                self._seen[feed] = {kind: date.fromisoformat(day) for kind, day in seen.items()}

    def _source(self, kind: str, row: Any) -> Source | None:
        if row.source_name is None or row.source_date is None:
            return None
        gone = row.withdrawn_at is not None
        same = (kind, row.feed, row.source_date, gone)
        if same not in self._judged:  # a match asks this of some hundred rows
            self._judged[same] = self._judge(*same)
        seen, check = self._judged[same]
        return Source(row.source_name, row.source_date, row.source_url, seen, check, gone)

    def _judge(self, kind: str, feed: str, dated: date, gone: bool) -> Judged:
        """Return when such a row was last seen, and since when it should be checked."""
        seen = None if gone else self._seen[feed].get(kind)
        check = last_known(dated, seen, self._today, self._check_after)
        return seen, check or dated if gone else check
