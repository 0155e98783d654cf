"""Every table of the database, so that its whole shape is known at once."""

from bot.store.tables import audits, plans, trackers

__all__ = ["audits", "plans", "trackers"]
