"""Between rows and the core's catalogue: each kind of item written to its table and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.courses import Course, Event, Fact, Level, Offer, Point, Provider, Source, Tri, Venue
from bot.store.catalogue_entries import Entry, FactAbout, Listed
from bot.store.freshness import SourceOf
from bot.store.grid import cell_of
from bot.store.tables.catalogue import (
    CourseRow,
    EventRow,
    FactRow,
    ListedRow,
    OfferRow,
    Placed,
    ProviderListingRow,
    ProviderRow,
    Sourced,
)

Values = dict[str, Any]

_COURSE = ("id", "provider_id", "title", "route", "summary", "entry_requirements", "age_min", "age_max",
           "learn_aim_ref", "url")
_OFFER = ("id", "course_id", "starts", "roll_on", "repeats_yearly", "study_mode", "attendance", "duration",
          "cost")
_EVENT = ("id", "provider_id", "type", "title", "starts", "ends", "online_url", "booking_url", "book_by",
          "audience", "group_size", "contact", "cancelled")
_EVENT_TRI = ("bring_someone", "quiet_session", "step_free")


# --- to rows ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: its table, and how an item fills a row of it."""

    row: type[Sourced]
    values: Callable[[Any], Values]


def to_row(entry: Entry) -> Values:
    """Return the columns of one entry, with the digest that tells whether its source changed it."""
    values = KINDS[entry.kind].values(entry.item)
    if entry.kind == "provider":
        values["id"] = f"{entry.feed}/{entry.item.id}"
    source = entry.item.fact.source if isinstance(entry.item, FactAbout) else entry.item.source
    values |= _source_values(source)
    digest = hashlib.blake2b(repr(entry.item).encode(), digest_size=16).hexdigest()
    return values | {
        "feed": entry.feed, "digest": digest, "original": dict(entry.original), "withdrawn_at": None,
    }


def row_id(entry: Entry) -> str:
    """Return the key of an entry's row; two feeds may each list the same provider."""
    return f"{entry.feed}/{entry.item.id}" if entry.kind == "provider" else entry.item.id


def _source_values(source: Source | None) -> Values:
    if source is None:
        return {"source_name": None, "source_date": None, "source_url": None}
    return {"source_name": source.name, "source_date": source.date, "source_url": source.url}


def _venue_values(venue: Venue) -> Values:
    return {"venue_name": venue.name} | _place_values(venue.town, venue.postcode, venue.point)


def _place_values(town: str, postcode: str, point: Point | None) -> Values:
    latitude, longitude = (point.latitude, point.longitude) if point else (None, None)
    return {"town": town, "postcode": postcode, "latitude": latitude, "longitude": longitude}


def _provider_listing(provider: Provider) -> Values:
    """Keep only what the feed says, so that what it leaves out can come from another."""
    filled = {"name": provider.name, "kind": provider.kind, "website": provider.website,
              "ukprn": provider.ukprn, "urn": provider.urn}
    filled |= _place_values(provider.town, provider.postcode, provider.point)
    content = {name: value for name, value in filled.items() if value not in (None, "", "other")}
    return {"provider_id": provider.id, "content": content}


def _course(course: Course) -> Values:
    values = {name: getattr(course, name) for name in _COURSE}
    return values | {
        "level": course.level.value, "level_rank": course.level.rank,
        "subject_areas": list(course.subject_areas), "ehcp_required": course.ehcp_required.value,
    }


def _offer(offer: Offer) -> Values:
    values = {name: getattr(offer, name) for name in _OFFER} | _venue_values(offer.venue)
    return values | {"cell": cell_of(offer.venue.point)}


def _event(event: Event) -> Values:
    values = {name: getattr(event, name) for name in _EVENT} | _venue_values(event.venue)
    return values | {name: getattr(event, name).value for name in _EVENT_TRI}


def _fact(about: FactAbout) -> Values:
    return {
        "id": about.id, "subject_kind": about.subject_kind, "subject_id": about.subject_id,
        "name": about.name, "state": about.fact.state.value, "value": about.fact.value,
        "entered_by": about.entered_by,
    }


def _listed(listed: Listed) -> Values:
    latitude, longitude = (listed.point.latitude, listed.point.longitude) if listed.point else (None, None)
    return {
        "id": listed.id, "list": listed.of, "code": listed.code, "label": listed.label,
        "areas": list(listed.areas), "level": listed.level.value if listed.level else None,
        "latitude": latitude, "longitude": longitude,
    }


KINDS: Mapping[str, Kind] = {
    "provider": Kind(ProviderListingRow, _provider_listing),
    "course": Kind(CourseRow, _course),
    "offer": Kind(OfferRow, _offer),
    "event": Kind(EventRow, _event),
    "fact": Kind(FactRow, _fact),
    "listed": Kind(ListedRow, _listed),
}


# --- from rows ----------------------------------------------------------------------------


def to_provider(row: ProviderRow) -> Provider:
    """Return a provider as all its feeds describe it."""
    return Provider(
        id=row.id, name=row.name, kind=row.kind, town=row.town, website=row.website, ukprn=row.ukprn,
        urn=row.urn, source=plain_source(row), postcode=row.postcode, point=_point(row),
    )


def plain_source(row: Sourced | ProviderRow) -> Source | None:
    """Return the source that a row names; when it was last seen is not asked (``Freshness`` knows)."""
    if row.source_name is None or row.source_date is None:
        return None
    return Source(row.source_name, row.source_date, row.source_url)


def to_course(row: CourseRow, source_of: SourceOf = plain_source) -> Course:
    """Return a course as its source describes it."""
    return Course(
        **{name: getattr(row, name) for name in _COURSE}, level=Level(row.level), source=source_of(row),
        subject_areas=tuple(row.subject_areas), ehcp_required=Tri(row.ehcp_required),
    )


def to_offer(row: OfferRow, today: date | None = None, source_of: SourceOf = plain_source) -> Offer:
    """Return an offer; where it starts every year, a start before ``today`` is no longer known."""
    offer = Offer(**{name: getattr(row, name) for name in _OFFER}, venue=_venue(row), source=source_of(row))
    passed = today is not None and offer.starts is not None and offer.starts < today
    return replace(offer, starts=None) if passed and (offer.repeats_yearly or offer.roll_on) else offer


def to_event(row: EventRow, source_of: SourceOf = plain_source) -> Event:
    """Return an event."""
    values: Values = {name: getattr(row, name) for name in _EVENT}
    values |= {name: Tri(getattr(row, name)) for name in _EVENT_TRI}
    return Event(**values, venue=_venue(row), source=source_of(row))


def to_fact(row: FactRow, source_of: SourceOf = plain_source) -> Fact:
    """Return a fact with its source."""
    return Fact(Tri(row.state), row.value, source_of(row))


def to_listed(row: ListedRow) -> Listed:
    """Return one line of a list."""
    return Listed(
        row.list, row.code, row.label, plain_source(row) or Source("", date.min), tuple(row.areas),
        Level(row.level) if row.level else None, _point(row),
    )


def _venue(row: OfferRow | EventRow) -> Venue:
    return Venue(row.venue_name, row.town, row.postcode, _point(row))


def _point(row: Placed | ListedRow) -> Point | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Point(row.latitude, row.longitude)
