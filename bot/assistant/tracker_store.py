"""What Rasa remembers of a conversation, in our own database: in order, without a disclosure's words.

Rasa's own SQL tracker store exits the server on a malformed request, orders by the clock, and falls back to
memory when the database is away. This one does none of that: a fault is an error of the turn.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import settings
from bot.assistant.folding import folded
from bot.assistant.turns import TurnFailed, current_turn
from bot.store import Store

CONCERN = "safeguarding_concern"
REMEMBERED = 500


@dataclass(frozen=True)
class Kept:
    """How much of a conversation is in the database, and how much of its tracker that is.

    Args:
        events: in the database.
        of_tracker: the events at the head of the tracker that stand for these; fewer, once it was folded.
    """

    events: int = 0
    of_tracker: int = 0


@dataclass(frozen=True)
class Known:
    """A tracker in memory, and what of it is in the database."""

    tracker: DialogueStateTracker
    kept: Kept


class OnwardTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Trackers in the database, the latest ones also in memory so that a turn need not replay them."""

    def __init__(
        self, domain: Domain, event_broker: Any = None, url: str | None = None, **kwargs: Any
    ) -> None:
        """Use the database that the settings name, or another one in tests."""
        super().__init__(domain, event_broker, **kwargs)
        self._store = Store(url or settings.load().database_url)
        self._latest: OrderedDict[str, Known] = OrderedDict()
        self._in_hand: dict[str, Kept] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the events of this turn.

        Raises:
            TurnFailed: a part of the turn did not work, so nothing of it is kept.
            StoreUnavailable: the database could not take it.
        """
        self._latest.pop(tracker.sender_id, None)
        kept = self._in_hand.pop(tracker.sender_id, Kept())
        failure = current_turn().failure
        if failure is not None:
            raise TurnFailed from failure
        known = Known(tracker, await asyncio.to_thread(self._append, tracker, kept))
        if not any(map(_is_concern, tracker.events)):
            self._remember(known)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return a tracker to work on, folded; it is in nobody else's hands."""
        self._in_hand.pop(sender_id, None)
        known = await self._current(sender_id)
        if known is None:
            return None
        tracker = folded(known.tracker, self.domain)
        self._in_hand[sender_id] = Kept(known.kept.events, len(tracker.events))
        return tracker

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
        """Return a tracker to look at, not to change, with every event of the latest turn."""
        known = await self._current(sender_id)
        if known is None:
            return None
        self._remember(known)
        return known.tracker

    async def _current(self, sender_id: str) -> Known | None:
        """Return the tracker from memory, unless the database holds something else by now."""
        known = self._latest.pop(sender_id, None)
        if known is not None and known.kept.events == await asyncio.to_thread(self._count, sender_id):
            return known
        tracker = await self.retrieve_full_tracker(sender_id)
        return Known(tracker, Kept(len(tracker.events), len(tracker.events))) if tracker else None

    def _remember(self, known: Known) -> None:
        self._latest[known.tracker.sender_id] = known
        while len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)

    def _append(self, tracker: DialogueStateTracker, kept: Kept) -> Kept:
        """Add what is new, and return how much is kept then.

        Raises:
            TurnFailed: another process took a turn of this conversation in the meantime.
        """
        events = list(tracker.events)
        new = [without_words(event.as_dict()) for event in events[kept.of_tracker :]]
        with self._store.open() as s:
            if s.trackers.count(tracker.sender_id) != kept.events:
                raise TurnFailed
            s.trackers.append(tracker.sender_id, new)
        return Kept(kept.events + len(new), len(events))

    def _count(self, sender_id: str) -> int:
        with self._store.open() as s:
            return s.trackers.count(sender_id)

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
