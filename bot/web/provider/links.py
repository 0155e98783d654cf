"""Making a provider's link: at the desk, or at the command line."""

from __future__ import annotations

from dataclasses import dataclass

from bot import audit, proposals
from bot.cells import text
from bot.courses import Provider
from bot.proposals import DAYS, Link
from bot.store import Store

LONGEST_ROLE = 160


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link, and the secret at its end, which is shown this once and kept nowhere."""

    link: Link
    token: str

    @property
    def path(self) -> str:
        """Return the link without the name of the server; what follows the # is never sent by a browser."""
        return f"/provider#{self.token}"


def find_provider(store: Store, typed: str) -> Provider | None:
    """Return the provider with this UKPRN, URN or whole id, or None."""
    number = text(typed)
    with store.open() as s:
        found = (s.catalogue.provider(each) for each in (f"ukprn:{number}", f"urn:{number}", number))
        return next((each for each in found if each is not None), None)


def make_link(
    store: Store, provider: Provider, key: str, made_for: str, days: int = DAYS, actor: str = audit.SYSTEM
) -> NewLink:
    """Make a link for one provider.

    Args:
        store: the database.
        provider: whose form it opens.
        key: what tokens are signed with: the session key.
        made_for: the role of whoever it is sent to.
        days: how long it opens the form.
        actor: who makes it, for the audit trail.

    Raises:
        ValueError: it would last for less than a day, or for more than a year.
    """
    link = proposals.make_link(provider.id, text(made_for)[:LONGEST_ROLE], days)
    token = proposals.mint_token()
    event = audit.Event(actor, "provider_link.made", f"link:{link.id}", {"provider": provider.id})
    with store.open() as s:
        s.provider_links.add(link, proposals.signature(token, key), event)
    return NewLink(link, token)
