"""``onward source`` and ``onward fetch``: the addresses that courses come from, and fetching them."""

from __future__ import annotations

import argparse
import re
from typing import Any

from bot import audit
from bot import settings as setting_reader
from bot.commands import Refused, home
from bot.commands.importing import add_terms, progress_bar, show, today
from bot.importers import FORMATS, BadFeed, Fetching, Terms, fetch_source, make_source
from bot.store import Store
from bot.store.imports import FetchedSource

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def add_to(commands: Any) -> None:
    """Add both commands."""
    source = commands.add_parser("source", help="say where on the web courses, places or events come from")
    actions = source.add_subparsers(required=True, metavar="add, list or remove")
    add = actions.add_parser("add", help="add a source, or give one other addresses")
    add.add_argument("name", help="what you call it, such as hill-college")
    add.add_argument("format", choices=sorted(FORMATS), help="what its files are")
    add.add_argument("addresses", nargs="+", help="https addresses; all of them together are one import")
    add.set_defaults(do=_add)
    actions.add_parser("list", help="show every source and how its last fetch went").set_defaults(do=_list)
    remove = actions.add_parser("remove", help="fetch a source no longer; what it brought stays")
    remove.add_argument("name")
    remove.set_defaults(do=_remove)
    fetch = commands.add_parser("fetch", help="fetch sources and take in what changed")
    fetch.add_argument("names", nargs="*", help="which; else all")
    fetch.add_argument("--again", action="store_true", help="also what did not change")
    add_terms(fetch)
    fetch.set_defaults(do=_fetch)


def _add(chosen: argparse.Namespace) -> int:
    if not NAME.fullmatch(chosen.name):
        raise Refused(f"{chosen.name!r} is no name. Use letters, digits and hyphens, such as hill-college.")
    try:
        source = make_source(chosen.name, chosen.format, chosen.addresses)
    except BadFeed as bad:
        raise Refused(str(bad)) from bad
    store = home.prepare(setting_reader.load())
    with store.open() as s:
        s.imports.save_source(source, audit.Event(audit.SYSTEM, "source.saved", f"source:{source.name}"))
    print(f"{source.name} is kept. Fetch it with: onward fetch {source.name}")
    return 0


def _list(_chosen: argparse.Namespace) -> int:
    for source in _sources(home.prepare(setting_reader.load())):
        print(f"{source.name} ({source.format}): {_how_it_went(source)}")
        for address in source.addresses:
            print(f"  {address.url}")
    return 0


def _how_it_went(source: FetchedSource) -> str:
    if source.tried_at is None:
        return "never fetched"
    went = source.problem or ("nothing had changed" if source.unchanged_at == source.tried_at else "taken in")
    return f"{source.tried_at:%Y-%m-%d %H:%M} UTC: {went}"


def _remove(chosen: argparse.Namespace) -> int:
    store = home.prepare(setting_reader.load())
    with store.open() as s:
        event = audit.Event(audit.SYSTEM, "source.removed", f"source:{chosen.name}")
        if not s.imports.remove_source(chosen.name, event):
            raise Refused(f"no source is called {chosen.name!r}. See: onward source list")
    print(f"{chosen.name} is fetched no longer. What it brought stays.")
    return 0


def _fetch(chosen: argparse.Namespace) -> int:
    store = home.prepare(setting_reader.load())
    known = {source.name: source for source in _sources(store)}
    if unknown := [name for name in chosen.names if name not in known]:
        raise Refused(f"no source is called {unknown[0]!r}. See: onward source list")
    how = Fetching(terms=Terms(chosen.accept_shrink), again=chosen.again)
    return max((_fetch_one(store, known[name], how) for name in chosen.names or known), default=0)


def _fetch_one(store: Store, source: FetchedSource, how: Fetching) -> int:
    """Fetch one source; a source that fails does not keep the others from being fetched."""
    try:
        with progress_bar() as progress:
            reports = fetch_source(store, source, today(), progress, how)
    except BadFeed as bad:
        print(f"{source.name}: {bad}")
        return 1
    if reports is None:
        print(f"{source.name}: nothing has changed")
        return 0
    print(f"{source.name}:")
    return show(reports)


def _sources(store: Store) -> list[FetchedSource]:
    with store.open() as s:
        return s.imports.sources()
