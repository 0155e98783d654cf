"""What a provider says of its own courses and visits: a proposal, which waits for somebody's yes.

A change is what was known before and what is to be known after, each as text by name, so that it reads the
same years later: of a fact ``state`` and ``value``, of a visit its fields. None: nothing is known.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.audit import now
from bot.courses import Event, Fact, Point, Source, Tri, Venue

Said = Mapping[str, str | None]

FEED = "form"  # a provider's own feed is called after this and after its id
DAYS = 30
MOST_DAYS = 366
EVENT = "event"  # the name of a change that is a whole visit, and the kind of its subject
_EVENT_WORDS = ("type", "title", "online_url", "booking_url", "audience", "contact")
_EVENT_TRI = ("bring_someone", "quiet_session", "step_free")
EVENT_FIELDS = (
    "title", "type", "starts", "ends", "cancelled", "venue_name", "town", "postcode", "online_url",
    "booking_url", "book_by", "audience", "group_size", *_EVENT_TRI, "contact",
)  # fmt: skip


class State(StrEnum):
    """Where a proposal is on its way."""

    WAITING = "waiting"
    DECIDED = "decided"
    REPLACED = "replaced"  # the provider sent another about the same thing
    TAKEN_BACK = "taken_back"


class AlreadyDecided(RuntimeError):
    """The proposal waits no longer."""


class ChangedSince(RuntimeError):
    """The catalogue says something else than what the page showed."""


@dataclass(frozen=True, slots=True)
class Link:
    """What opens a provider's own form, without an account; ``made_for`` names a role, not a person."""

    id: str
    provider_id: str
    made_for: str
    expires_at: datetime
    made_at: datetime = field(default_factory=now)
    revoked_at: datetime | None = None
    used_at: datetime | None = None

    @property
    def actor(self) -> str:
        """Return who this is in the audit trail."""
        return f"provider:{self.id}"

    def is_open(self, at: datetime) -> bool:
        """Return whether it opens the form now."""
        return self.revoked_at is None and at < self.expires_at


def make_link(provider_id: str, made_for: str, days: int = DAYS) -> Link:
    """Return a new link, whose id opens nothing (128 bits).

    Raises:
        ValueError: it would last for less than a day, or for more than a year.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"{days} days")
    at = now()
    return Link(secrets.token_urlsafe(16), provider_id, made_for, at + timedelta(days=days), at)


def mint_token() -> str:
    """Return the secret of one link (256 bits)."""
    return secrets.token_urlsafe(32)


def signature(token: str, key: str) -> str:
    """Return what is stored of a token: its HMAC-SHA-256 under a key that is not in the database.

    So neither reading the database nor writing into it opens a form.
    """
    return hmac.new(key.encode(), f"provider:{token}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is to be known; ``accepted`` is None until somebody decides."""

    name: str
    before: Said | None
    after: Said | None
    source: str | None = None  # where what was known before is from
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a provider sent at once about one subject: ``kind`` is provider, course or event."""

    provider_id: str
    link_id: str
    kind: str
    subject_id: str
    proposed_by: str
    changes: tuple[Change, ...]
    at: datetime = field(default_factory=now)
    state: State = State.WAITING
    decided_by: int | None = None
    decided_at: datetime | None = None
    reason: str | None = None
    id: int | None = field(default=None, compare=False)

    @property
    def subject(self) -> str:
        """Return what this is in the audit trail."""
        return f"proposal:{self.id}"

    def decided(self, accepted: Iterable[str], by: int, at: datetime, reason: str | None) -> Proposal:
        """Return it with its decision; what is not accepted is refused."""
        names = set(accepted)
        changes = tuple(replace(change, accepted=change.name in names) for change in self.changes)
        return replace(
            self, changes=changes, state=State.DECIDED, decided_by=by, decided_at=at, reason=reason
        )


def seen(said: Sequence[Said | None]) -> str:
    """Return a short stand-in for what is known of some things, to tell whether it is still so."""
    return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=12).hexdigest()


# --- facts as text -------------------------------------------------------------------------


def say_fact(fact: Fact | None) -> Said | None:
    """Return a fact as text, without its source."""
    return None if fact is None else {"state": fact.state.value, "value": fact.value}


def read_fact(said: Said, source: Source) -> Fact:
    """Return the fact that was said, with its source."""
    return Fact(Tri(said["state"] or ""), said["value"], source)


# --- visits as text ------------------------------------------------------------------------


def say_event(event: Event | None) -> Said | None:
    """Return a visit as text, without its source."""
    if event is None:
        return None
    return {
        **{name: getattr(event, name) or None for name in _EVENT_WORDS},
        **{name: getattr(event, name).value for name in _EVENT_TRI},
        "starts": event.starts.isoformat(), "ends": event.ends.isoformat(),
        "venue_name": event.venue.name or None, "town": event.venue.town or None,
        "postcode": event.venue.postcode or None,
        "book_by": event.book_by.isoformat() if event.book_by else None,
        "group_size": None if event.group_size is None else str(event.group_size),
        "cancelled": "yes" if event.cancelled else "no",
    }  # fmt: skip


def read_event(
    said: Said, event_id: str, provider_id: str, source: Source | None, point: Point | None = None
) -> Event:
    """Return the visit that was said, with its source and where its venue is."""
    book_by, size = said["book_by"], said["group_size"]
    tri = {name: Tri(said[name] or "") for name in _EVENT_TRI}
    venue = Venue(said["venue_name"] or "", said["town"] or "", said["postcode"] or "", point)
    return Event(
        id=event_id, provider_id=provider_id, type=said["type"] or "", title=said["title"] or "",
        starts=datetime.fromisoformat(said["starts"] or ""), ends=datetime.fromisoformat(said["ends"] or ""),
        venue=venue, online_url=said["online_url"], booking_url=said["booking_url"],
        book_by=date.fromisoformat(book_by) if book_by else None, audience=said["audience"],
        group_size=int(size) if size else None, contact=said["contact"],
        cancelled=said["cancelled"] == "yes", source=source, **tri,
    )  # fmt: skip
