"""The links that open providers' own forms, each found by the signature of its token."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import audit
from bot.proposals import Link
from bot.store.audits import record
from bot.store.tables.proposals import ProviderLinkRow

LINKS = 500


class ProviderLinks:
    """Links: made, used, taken back; none is deleted, for proposals name theirs."""

    def __init__(self, database: Session) -> None:
        """Work within one open transaction."""
        self._database = database

    def add(self, link: Link, signature: str, event: audit.Event) -> None:
        """Keep a new link and the signature of its token."""
        self._database.add(
            ProviderLinkRow(
                id=link.id, token_digest=signature, provider_id=link.provider_id, made_for=link.made_for,
                made_at=link.made_at, expires_at=link.expires_at,
            )
        )  # fmt: skip
        self._database.flush()
        record(self._database, event)

    def get(self, link_id: str) -> Link | None:
        """Return one link, open or not, or None."""
        row = self._database.get(ProviderLinkRow, link_id)
        return _link(row) if row else None

    def by_signature(self, signature: str) -> Link | None:
        """Return the link of a token, open or not, or None."""
        row = self._database.scalar(select(ProviderLinkRow).where(ProviderLinkRow.token_digest == signature))
        return _link(row) if row else None

    def use(self, link: Link, event: audit.Event) -> None:
        """Note that somebody opened the form with it."""
        self._change(link.id, used_at=event.at)
        record(self._database, event)

    def open_ones(self, at: datetime) -> list[Link]:
        """Return the links that open a form now, the newest first."""
        query = select(ProviderLinkRow).where(
            ProviderLinkRow.revoked_at.is_(None), ProviderLinkRow.expires_at > at
        )
        newest = query.order_by(ProviderLinkRow.made_at.desc(), ProviderLinkRow.id).limit(LINKS)
        return [_link(row) for row in self._database.scalars(newest)]

    def revoke(self, link_id: str, event: audit.Event) -> None:
        """Let nobody in with it from now on, also those who are in."""
        self._change(link_id, revoked_at=event.at)
        record(self._database, event)

    def _change(self, link_id: str, **values: datetime) -> None:
        self._database.execute(
            update(ProviderLinkRow).where(ProviderLinkRow.id == link_id).values(**values)
        )


def _link(row: ProviderLinkRow) -> Link:
    return Link(
        row.id, row.provider_id, row.made_for, row.expires_at, row.made_at, row.revoked_at, row.used_at
    )
