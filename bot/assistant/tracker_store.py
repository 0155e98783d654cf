"""What Rasa remembers of a conversation, in our own database: in order, without a disclosure's words.

Rasa's own SQL tracker store exits the server on a malformed request, orders by the clock, and falls back to
memory when the database is away. This one does none of that: a fault is an error of the turn.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import settings
from bot.assistant.turns import TurnFailed, current_turn
from bot.store import Store

CONCERN = "safeguarding_concern"
REMEMBERED = 500


class OnwardTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Trackers in the database, the latest ones also in memory so that a turn need not replay them."""

    def __init__(
        self, domain: Domain, event_broker: Any = None, url: str | None = None, **kwargs: Any
    ) -> None:
        """Use the database that the settings name, or another one in tests."""
        super().__init__(domain, event_broker, **kwargs)
        self._store = Store(url or settings.load().database_url)
        self._latest: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events of this turn.

        Raises:
            TurnFailed: a part of the turn did not work, so nothing of it is kept.
            StoreUnavailable: the database could not take it.
        """
        self._latest.pop(tracker.sender_id, None)
        failure = current_turn().failure
        if failure is not None:
            raise TurnFailed from failure
        await asyncio.to_thread(self._append, tracker)
        if not any(map(_is_concern, tracker.events)):
            self._remember(tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a tracker to work on; it is in nobody else's hands."""
        known = self._latest.pop(sender_id, None)
        events = await asyncio.to_thread(self._new_events, sender_id, len(known.events) if known else 0)
        if known is not None and events is not None and not events:
            return known
        return await self.retrieve_full_tracker(sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return a tracker built from all its events."""
        events = await asyncio.to_thread(self._events, conversation_id)
        if not events:
            return None
        return DialogueStateTracker.from_dict(
            conversation_id, events, self.domain.slots, self.max_event_history
        )

    async def keys(self) -> Iterable[str]:
        """Return every conversation that is remembered."""
        return await asyncio.to_thread(self._keys)

    async def read(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a tracker to look at, not to change."""
        tracker = await self.retrieve(sender_id)
        if tracker is not None:
            self._remember(tracker)
        return tracker

    def _remember(self, tracker: DialogueStateTracker) -> None:
        self._latest[tracker.sender_id] = tracker
        while len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)

    def _append(self, tracker: DialogueStateTracker) -> None:
        with self._store.open() as s:
            known = s.trackers.count(tracker.sender_id)
            new = [without_words(event.as_dict()) for event in list(tracker.events)[known:]]
            s.trackers.append(tracker.sender_id, new)

    def _new_events(self, sender_id: str, known: int) -> list[dict[str, Any]] | None:
        """Return what was added since ``known`` events; None where events were taken away."""
        with self._store.open() as s:
            count = s.trackers.count(sender_id)
            if count < known:
                return None
            return s.trackers.events(sender_id)[known:] if count > known else []

    def _events(self, sender_id: str) -> list[dict[str, Any]]:
        with self._store.open() as s:
            return s.trackers.events(sender_id)

    def _keys(self) -> list[str]:
        with self._store.open() as s:
            return s.trackers.conversation_ids()


def _is_concern(event: Event) -> bool:
    return isinstance(event, UserUttered) and event.intent.get("name") == CONCERN


def without_words(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event as it is stored: of a concern, only that there was one."""
    parsed = event.get("parse_data") or {}
    if event.get("event") != UserUttered.type_name or parsed.get("intent", {}).get("name") != CONCERN:
        return event
    said = f"/{CONCERN}"
    bare = {"intent": {"name": CONCERN, "confidence": 1.0}, "entities": [], "text": said}
    return {**event, "text": said, "parse_data": bare}
