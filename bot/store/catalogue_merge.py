"""One provider out of what several feeds say of it: of each field, the newest that is filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bot.courses import kind_from_name
from bot.store.catalogue_rows import Values
from bot.store.tables.catalogue import ProviderListingRow, ProviderRow

BATCH = 500
_PLACE = ("town", "postcode", "latitude", "longitude")
_EMPTY: Values = {
    "kind": "", "town": "", "postcode": "", "latitude": None, "longitude": None, "website": None,
    "ukprn": None, "urn": None,
}


def merge_providers(database: Session, provider_ids: Collection[str], at: datetime) -> None:
    """Write the providers whose listings were added, changed or withdrawn."""
    ids = sorted(provider_ids)
    for start in range(0, len(ids), BATCH):
        _merge_batch(database, ids[start : start + BATCH], at)


def _merge_batch(database: Session, ids: Sequence[str], at: datetime) -> None:
    listings: dict[str, list[ProviderListingRow]] = defaultdict(list)
    found = select(ProviderListingRow).where(ProviderListingRow.provider_id.in_(ids))
    for listing in database.scalars(found.execution_options(populate_existing=True)):
        listings[listing.provider_id].append(listing)
    rows = [_merged(provider_id, listings[provider_id], at) for provider_id in ids]
    known = set(database.scalars(select(ProviderRow.id).where(ProviderRow.id.in_(ids))))
    if new := [row for row in rows if row["id"] not in known]:
        database.execute(insert(ProviderRow), new)
    if changed := [row for row in rows if row["id"] in known]:
        database.execute(update(ProviderRow), changed)


def _merged(provider_id: str, listings: Sequence[ProviderListingRow], at: datetime) -> Values:
    """Return one provider; where every feed has withdrawn it, as it last was."""
    live = [listing for listing in listings if listing.withdrawn_at is None]
    row: Values = {"id": provider_id, "withdrawn_at": None if live else at} | _EMPTY
    for listing in sorted(live or listings, key=_age):
        row |= _without_half_an_address(listing.content)
        row |= {name: getattr(listing, name) for name in ("source_name", "source_date", "source_url")}
    row["kind"] = row["kind"] or kind_from_name(row["name"])
    return row


def _age(listing: ProviderListingRow) -> tuple[date, str]:
    return (listing.source_date or date.min, listing.feed)


def _without_half_an_address(content: Values) -> Values:
    """Replace an address whole: a town from one feed and a point from another may be two places."""
    if "postcode" not in content and "latitude" not in content:
        return content
    return {name: _EMPTY[name] for name in _PLACE} | content
