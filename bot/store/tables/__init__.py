"""Every table of the database, so that its whole shape is known at once."""

from bot.store.tables import (
    alerts,
    audits,
    catalogue,
    conversations,
    finder,
    imports,
    people,
    plans,
    proposals,
    same,
    trackers,
)

__all__ = [
    "alerts", "audits", "catalogue", "conversations", "finder", "imports", "people", "plans",
    "proposals", "same", "trackers",
]
