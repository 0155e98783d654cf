"""Sources that are fetched: their files in, or nothing at all where none of them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot import audit
from bot.importers.fetching import Fetched, Known, Web, check_address, fetch
from bot.importers.run import FORMATS, run
from bot.importers.scratch import scratch_folder
from bot.importers.sheets import BadFeed
from bot.importers.taking_in import Progress, Terms
from bot.importers.unpacking import Found
from bot.store import Store
from bot.store.catalogue_entries import HELD, REFUSED, Report
from bot.store.imports import Address, FetchedSource


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch: where out, what an import may do, and whether also what did not change."""

    web: Web | None = None
    terms: Terms = field(default_factory=Terms)
    again: bool = False


def make_source(name: str, format_name: str, urls: Sequence[str]) -> FetchedSource:
    """Return a source that was never fetched yet.

    Raises:
        BadFeed: an address is not one that may be fetched.
        KeyError: no such format.
    """
    for url in urls:
        check_address(url)
    return FetchedSource(name, FORMATS[format_name].name, tuple(Address(url) for url in urls))


def fetch_source(
    store: Store, source: FetchedSource, today: date, progress: Progress | None = None,
    how: Fetching = Fetching(),
) -> list[Report] | None:
    """Fetch a source and take it in; what its addresses say of themselves is kept for the next time.

    Returns:
        The reports of its files, held or kept; None where nothing changed.

    Raises:
        BadFeed: it cannot be fetched or used: the catalogue is as it was, and the problem is kept.
    """
    try:
        with scratch_folder() as scratch:
            fetched = _fetch_all(source, scratch, how)
            if fetched is None or (_is_same(source, fetched) and not how.again):
                _note(store, _seen(source, fetched or ()), unchanged=True)
                return None
            files = [Found(each.path, each.saved) for each in fetched]
            terms = replace(how.terms, fetched_as=source.name)
            reports = run(store, source.format, files, today, progress, terms)
    except BadFeed as bad:
        _note(store, replace(source, problem=str(bad)))
        raise
    held = next((report.why for report in reports if report.state in (HELD, REFUSED)), None)
    _note(store, _seen(source, fetched) if held is None else replace(source, problem=held))
    return reports


def _fetch_all(source: FetchedSource, scratch: Path, how: Fetching) -> list[Fetched] | None:
    """Return all the files of a source, or None where every address says that nothing changed."""
    found: list[Fetched | None] = []
    for number, each in enumerate(source.addresses):
        known = Known() if how.again else Known(each.etag, each.modified)
        found.append(fetch(each.url, _folder(scratch, f"{number}"), known, how.web))
    if not any(found):
        return None
    # The files of a source are one import: where one changed, all are needed.
    return [
        each or _fetch_whole(address, _folder(scratch, f"{number}-whole"), how)
        for number, (each, address) in enumerate(zip(found, source.addresses, strict=True))
    ]


def _fetch_whole(address: Address, folder: Path, how: Fetching) -> Fetched:
    fetched = fetch(address.url, folder, Known(), how.web)
    if fetched is None:
        raise BadFeed(f"{address.url.partition('?')[0]} sends nothing, though it was asked for all of it")
    return fetched


def _folder(scratch: Path, name: str) -> Path:
    folder = scratch / name
    folder.mkdir()
    return folder


def _is_same(source: FetchedSource, fetched: Sequence[Fetched]) -> bool:
    """Return whether every file is, to the byte, what was taken in last; some addresses never say."""
    return [each.sha256 for each in source.addresses] == [each.sha256 for each in fetched]


def _seen(source: FetchedSource, fetched: Sequence[Fetched]) -> FetchedSource:
    """Return a source with what its addresses say of themselves now."""
    if not fetched:
        return replace(source, problem=None)
    addresses = tuple(
        Address(address.url, each.etag, each.modified, each.sha256)
        for address, each in zip(source.addresses, fetched, strict=True)
    )
    return replace(source, addresses=addresses, problem=None)


def _note(store: Store, source: FetchedSource, *, unchanged: bool = False) -> None:
    now = audit.now()
    noted = replace(source, tried_at=now, unchanged_at=now if unchanged else source.unchanged_at)
    event = audit.Event(audit.SYSTEM, "source.fetched", f"source:{source.name}")
    with store.open() as session:
        session.imports.save_source(noted, event)
        if unchanged:
            session.imports.seen_again(source.name, now)
