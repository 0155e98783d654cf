"""Whose courses and visits a feed or a page holds, where it names its provider in its own way."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial

from bot.courses import Provider, Source
from bot.importers.cells import at_most, latitude, longitude, loose_postcode, loose_web_address
from bot.importers.course_directory import point
from bot.importers.feed import BadRow, Cells, Column, Reading
from bot.importers.markup import shortened
from bot.importers.own_ids import host_of, provider_id, ukprn_in_name
from bot.store.catalogue_links import name_words

COLUMNS = (
    Column("provider_name", at_most(255), required=True),
    Column("provider_identifier", partial(shortened, 2048), empty=""),
    Column("provider_url", loose_web_address),
    Column("provider_town", at_most(160), empty=""),
    Column("provider_postcode", loose_postcode, empty=""),
    Column("provider_latitude", latitude),
    Column("provider_longitude", longitude),
)


def provider_in(cells: Cells, reading: Reading, source: Source) -> tuple[str, Provider]:
    """Return what a file calls a provider, for ids and the name of its feed, and the provider.

    It is known by its UKPRN, else a school's URN, else the UKPRN in the file's name; else by its web site,
    which may be that of one provider whom the lists know; else by its name.

    Raises:
        BadRow: another provider in these files has the same web site.
    """
    name: str = cells["provider_name"]
    website: str | None = cells["provider_url"]
    number, school = numbers_in(cells["provider_identifier"])
    if number is None and school is None:
        number = ukprn_in_name(reading.sheet.path.stem)
    own = provider_id(number, school, website, name)
    known = own
    if own.startswith("site:"):
        before: str = reading.lookup("names").setdefault(own, name)
        if not _same(name, before):
            raise BadRow("provider_url", "another provider here has this web site: give each its UKPRN")
        known = _listed_at(own.removeprefix("site:"), reading) or own
    provider = Provider(
        id=known, name=name, kind="other", town=cells["provider_town"], website=website, ukprn=number,
        urn=None if number else school, postcode=cells["provider_postcode"], source=source,
        point=point(cells["provider_latitude"], cells["provider_longitude"]),
    )
    reading.add_provider(provider.id)
    return own, provider


def numbers_in(identifiers: str) -> tuple[str | None, str | None]:
    """Return the UKPRN and the URN among identifiers, each on a line, with its type before it."""
    ukprns = re.search(r"(?im)^(?:.*\b(?:ukprn|ukrlp)\W.*?)?\b(1\d{7})$", identifiers)
    urns = re.search(r"(?im)^(?:urn|edubase|edubaseurn|gias): *(\d{5,6})$", identifiers)
    return (ukprns[1] if ukprns else None), (urns[1] if urns else None)


def _same(one: str, other: str) -> bool:
    """Return whether two names are of one provider: one may say more than the other."""
    words, others = set(name_words(one)), set(name_words(other))
    return words <= others or others <= words


def _listed_at(site: str, reading: Reading) -> str | None:
    """Return the one provider with a UKPRN or a URN that has this web site."""
    sites = reading.lookup("sites")
    if not sites:
        found: dict[str, list[str]] = defaultdict(list)
        for listed, website in reading.intake.websites():
            if listed.startswith(("ukprn:", "urn:")):
                found[host_of(website) or ""].append(listed)
        sites |= {"": None} | {host: ids[0] for host, ids in found.items() if len(ids) == 1 and host}
    listed_here: str | None = sites.get(site)
    return listed_here
