"""One college that some lists know by UKPRN and others by URN: which two ids are one provider."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from bot.courses import Provider
from bot.store.tables.catalogue import CourseRow, OfferRow, ProviderListingRow, ProviderRow

_UKPRN, _URN = "ukprn:", "urn:"
# Words that one list writes and another leaves out.
_LIGHT_WORDS = frozenset({"the", "of", "and", "ltd", "limited"})

# A name, as its words in order of the alphabet, at a postcode.
Address = tuple[tuple[str, ...], str]


def links(database: Session) -> Mapping[str, str]:
    """Return the URN id of each UKPRN id that is the same provider.

    A list may state both. Else both have one name at one postcode, and neither shares one with any other;
    else they stay two.
    """
    stated = _stated(database)
    found = _by_address(database)
    schools = set(stated.values())
    told = {ours: school for ours, school in found.items() if ours not in stated and school not in schools}
    return {**told, **stated}


def _stated(database: Session) -> Mapping[str, str]:
    """Return what lists state that give both numbers, where no other provider has either."""
    urn = ProviderListingRow.content["urn"].as_string()
    query = select(ProviderListingRow.provider_id, urn).where(
        ProviderListingRow.provider_id.startswith(_UKPRN), urn.is_not(None),
        ProviderListingRow.withdrawn_at.is_(None),
    )
    return _unshared({(ours, f"{_URN}{number}") for ours, number in database.execute(query.distinct())})


def _by_address(database: Session) -> Mapping[str, str]:
    holders: dict[Address, set[str]] = defaultdict(set)
    for provider_id, address in _addresses(database):
        holders[address].add(provider_id)
    return _unshared({
        (ours, school) for ids in holders.values() for ours in ids if ours.startswith(_UKPRN)
        for school in ids if school.startswith(_URN)
    })


def _unshared(pairs: set[tuple[str, str]]) -> Mapping[str, str]:
    """Return the pairs of whose two neither is in another."""
    times = Counter(each for pair in pairs for each in pair)
    return {ours: school for ours, school in pairs if times[ours] == times[school] == 1}


def known_as(provider_id: str) -> Select[str]:
    """Return the ids under which a provider is kept, given any id of it; the one with a UKPRN is first."""
    same = [ProviderRow.id == provider_id]
    if provider_id.startswith(_URN):
        same.append(ProviderRow.urn == provider_id.removeprefix(_URN))
    return select(ProviderRow.id).where(or_(*same)).order_by(ProviderRow.ukprn.is_(None))


def ids_of(provider: Provider) -> Iterable[str]:
    """Return every id by which facts and visits may name a provider, its own last."""
    return dict.fromkeys([f"{_URN}{provider.urn}", provider.id] if provider.urn else [provider.id])


def name_words(name: str) -> tuple[str, ...]:
    """Return a name without case, punctuation, light words and order.

    "BATH COLLEGE (THE)" and "The College of Bath" are the same.
    """
    plain = re.sub(r"['’]", "", name.casefold())
    return tuple(sorted(set(re.findall(r"\w+", plain)) - _LIGHT_WORDS))


def _addresses(database: Session) -> Iterable[tuple[str, Address]]:
    """Yield each provider's names at each of its postcodes: of its lists, and of its courses' venues."""
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    postcodes = _venue_postcodes(database)
    listings = select(ProviderListingRow.provider_id, ProviderListingRow.content)
    for provider_id, content in database.execute(listings.where(ProviderListingRow.withdrawn_at.is_(None))):
        names[provider_id].add(name_words(content["name"]))
        postcodes[provider_id].add(content.get("postcode", ""))
    for provider_id, words in names.items():
        yield from ((provider_id, (name, code)) for name in words for code in postcodes[provider_id]
                    if name and code)


def _venue_postcodes(database: Session) -> dict[str, set[str]]:
    """Return where each provider has taught; a course that has ended tells as much of who it is."""
    query = select(CourseRow.provider_id, OfferRow.postcode).join(
        OfferRow, OfferRow.course_id == CourseRow.id
    )
    found: dict[str, set[str]] = defaultdict(set)
    for provider_id, postcode in database.execute(query.distinct()):
        found[provider_id].add(postcode)
    return found
