"""Whose row it is, in the forms that colleges fill in: a UKPRN or a URN that the catalogue knows."""

from __future__ import annotations

from datetime import date

from bot.courses import Source
from bot.importers.cells import at_most, day, ukprn, urn, web_address
from bot.importers.feed import BadRow, Cells, Column, Reading

COLUMNS = (
    Column("provider_ukprn", ukprn, also=("ukprn",)),
    Column("provider_urn", urn, also=("urn",)),
    Column("source", at_most(160), required=True),
    Column("source_date", day, required=True),
    Column("source_link", web_address),
)


def provider_of(cells: Cells, reading: Reading) -> str:
    """Return the id of the provider that a row is about.

    Raises:
        BadRow: it names none, or one that no list has named.
    """
    number, school = cells["provider_ukprn"], cells["provider_urn"]
    if number is None and school is None:
        raise BadRow("provider_ukprn", "fill in the provider's UKPRN, or the URN of a school")
    column = "provider_urn" if number is None else "provider_ukprn"
    provider_id = f"urn:{school}" if number is None else f"ukprn:{number}"
    reading.check_provider(provider_id, column)
    return provider_id


def source_of(cells: Cells, reading: Reading) -> Source:
    """Return where the row was read; nothing can have been read on a day to come."""
    dated: date = cells["source_date"]
    if dated > reading.today:
        raise BadRow("source_date", "is in the future: write the day on which this was read")
    return Source(cells["source"], dated, cells["source_link"])
