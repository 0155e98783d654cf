"""Ids for what its source identifies in its own way, or not at all: they last, and they fit a web address."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from bot.importers.cells import slug

# What a provider id may have of a host or a name, so that the whole fits its column.
_OF_A_PROVIDER = 50
# Web sites where anybody has a page: an address there does not say whose it is.
_EVERYBODYS = frozenset({
    "bit.ly", "docs.google.com", "eventbrite.co.uk", "eventbrite.com", "facebook.com", "forms.gle",
    "instagram.com", "linkedin.com", "sites.google.com", "twitter.com", "x.com", "youtube.com",
})


def key(value: str, longest: int = 60) -> str:
    """Return what somebody else calls a thing as letters, digits and hyphens.

    Where that would lose something, a digest of the whole is at its end, so that two names are never one key.
    """
    plain = slug(value)
    if plain == value.casefold() and len(plain) <= longest:
        return plain
    return f"{plain[: longest - 11].strip('-')}-{digest(value)}".strip("-")


def digest(value: str) -> str:
    """Return ten letters and digits that stand for a text."""
    return hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=5).hexdigest()


def provider_id(number: str | None, school: str | None, website: str | None, name: str) -> str:
    """Return a provider's id.

    It is its UKPRN, else a school's URN, else its web site ("site:college.example"), else its name
    ("name:mill-lane-college").
    """
    if number is not None:
        return f"ukprn:{number}"
    if school is not None:
        return f"urn:{school}"
    host = host_of(website)
    return f"site:{host}" if host else f"name:{key(name, _OF_A_PROVIDER)}"


def host_of(website: str | None) -> str | None:
    """Return the web site that an address is at, or None where it does not tell one provider from another."""
    host = (urlsplit(website).hostname or "") if website else ""
    host = host.removeprefix("www.")
    if not re.fullmatch(r"[a-z0-9.-]+\.[a-z0-9-]+", host) or host in _EVERYBODYS:
        return None
    return host if len(host) <= _OF_A_PROVIDER else key(host, _OF_A_PROVIDER)


def ukprn_in_name(stem: str) -> str | None:
    """Return the UKPRN in a file's name, by which whoever imports it says whose it is."""
    found = re.search(r"(?<!\d)1\d{7}(?!\d)", stem)
    return found[0] if found else None
