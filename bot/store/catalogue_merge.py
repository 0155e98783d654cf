"""One provider out of what several feeds say of it: of each field, the newest that is filled.

What lists that know it by URN say fills the fields that no list with its UKPRN does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from bot.courses import kind_from_name
from bot.store.catalogue_links import links
from bot.store.catalogue_rows import Values
from bot.store.tables.catalogue import ProviderListingRow, ProviderRow

BATCH = 500
_PLACE = ("town", "postcode", "latitude", "longitude")
_EMPTY: Values = {
    "kind": "", "town": "", "postcode": "", "latitude": None, "longitude": None, "website": None,
    "ukprn": None, "urn": None,
}


def merge_providers(database: Session, provider_ids: Collection[str], at: datetime) -> Sequence[str]:
    """Write the providers whose listings were added, changed or withdrawn, or that are now one provider.

    Returns:
        Their ids.
    """
    linked = links(database)
    ids = sorted({*provider_ids, *_relinked(database, linked), *(
        ours for ours, school in linked.items() if school in provider_ids
    )})
    for start in range(0, len(ids), BATCH):
        _merge_batch(database, ids[start : start + BATCH], linked, at)
    return ids


def _relinked(database: Session, linked: Mapping[str, str]) -> Collection[str]:
    """Return the providers that are one with another since now, or no longer."""
    query = select(ProviderRow.id, ProviderRow.urn).where(
        ProviderRow.ukprn.is_not(None), ProviderRow.urn.is_not(None)
    )
    before = {(ours, f"urn:{urn}") for ours, urn in database.execute(query)}
    return {ours for ours, _ in before ^ set(linked.items())}


def _merge_batch(database: Session, ids: Sequence[str], linked: Mapping[str, str], at: datetime) -> None:
    named = {*ids, *(linked[each] for each in ids if each in linked)}
    listings: dict[str, list[ProviderListingRow]] = defaultdict(list)
    found = select(ProviderListingRow).where(ProviderListingRow.provider_id.in_(named))
    for listing in database.scalars(found.execution_options(populate_existing=True)):
        listings[listing.provider_id].append(listing)
    rows = [_merged(each, listings[each], listings[linked.get(each, "")], at) for each in ids]
    known = set(database.scalars(select(ProviderRow.id).where(ProviderRow.id.in_(ids))))
    if new := [row for row in rows if row["id"] not in known]:
        database.execute(insert(ProviderRow), new)
    if changed := [row for row in rows if row["id"] in known]:
        database.execute(update(ProviderRow), changed)


def _merged(
    provider_id: str, own: Sequence[ProviderListingRow], by_urn: Sequence[ProviderListingRow], at: datetime
) -> Values:
    """Return one provider; where every feed has withdrawn it, as it last was."""
    live = _live(own)
    row: Values = {"id": provider_id, "withdrawn_at": None if live else at} | _EMPTY
    for listing in [*sorted(_live(by_urn), key=_age), *sorted(live or own, key=_age)]:
        row |= _without_half_an_address(listing.content, row["postcode"])
        row |= {name: getattr(listing, name) for name in ("source_name", "source_date", "source_url")}
    row["kind"] = row["kind"] or kind_from_name(row["name"])
    return row


def _live(listings: Sequence[ProviderListingRow]) -> list[ProviderListingRow]:
    return [listing for listing in listings if listing.withdrawn_at is None]


def _age(listing: ProviderListingRow) -> tuple[date, str]:
    return (listing.source_date or date.min, listing.feed)


def _without_half_an_address(content: Values, postcode: str) -> Values:
    """Replace an address whole: a town from one feed and a point from another may be two places.

    The point of the same postcode is the same place.
    """
    if "postcode" not in content and "latitude" not in content:
        return content
    same = postcode and content.get("postcode") == postcode
    return {name: _EMPTY[name] for name in _PLACE if not same} | content
