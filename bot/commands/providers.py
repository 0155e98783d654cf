"""``onward provider-link``: the links that open providers' own forms."""

from __future__ import annotations

import argparse
from typing import Any

from bot import audit
from bot import settings as setting_reader
from bot.commands import Refused, home
from bot.proposals import DAYS, MOST_DAYS
from bot.store import Store
from bot.web.provider.links import find_provider, make_link


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "provider-link", help="let a college say itself what support it gives and when to visit"
    )
    command.add_argument("provider", help="its UKPRN, or the URN of a school")
    command.add_argument("--days", type=int, default=DAYS, help=f"how long the link works (else {DAYS} days)")
    command.add_argument("--for", dest="made_for", default="SEND lead", help="the role of whoever it goes to")
    command.add_argument("--revoke", action="store_true", help="end every link of this provider")
    command.set_defaults(do=_provider_link)


def _provider_link(chosen: argparse.Namespace) -> int:
    settings = setting_reader.load()
    if not settings.session_key:
        raise Refused(
            "ONWARD_SESSION_KEY is not set, and links are signed with it. Set it as for: onward serve"
        )
    store = home.prepare(settings)
    provider = find_provider(store, chosen.provider)
    if provider is None:
        raise Refused(f"no provider has the number {chosen.provider!r}. Import a list that names it first.")
    if chosen.revoke:
        print(f"{provider.name}: {_revoke(store, provider.id)} links ended.")
        return 0
    try:
        made = make_link(store, provider, settings.session_key, chosen.made_for, chosen.days)
    except ValueError:
        raise Refused(f"--days is {chosen.days}. Give a number from 1 to {MOST_DAYS}.") from None
    until = f"{made.link.expires_at:%Y-%m-%d}"
    print(f"{provider.name} fills in its form at this address of your server, until {until}:")
    print(made.path)
    print("It is shown this once and kept nowhere. What is sent with it waits at the desk, under Changes.")
    return 0


def _revoke(store: Store, provider_id: str) -> int:
    with store.open() as s:
        links = [link for link in s.provider_links.open_ones(audit.now()) if link.provider_id == provider_id]
        for link in links:
            event = audit.Event(audit.SYSTEM, "provider_link.revoked", f"link:{link.id}")
            s.provider_links.revoke(link.id, event)
    return len(links)
