"""Opening the database: one engine, one transaction at a time, one room per topic."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event, orm
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError

from bot.courses import CHECK_AFTER
from bot.store.alerts import Alerts
from bot.store.audits import Audits
from bot.store.catalogue import Catalogue
from bot.store.conversations import Conversations
from bot.store.imports import Imports
from bot.store.people import People
from bot.store.plans import Plans
from bot.store.proposals import Proposals
from bot.store.provider_links import ProviderLinks
from bot.store.trackers import Trackers

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

BUSY_TIMEOUT_MS = 5000
CHECKPOINT_TRIES = 20
CHECKPOINT_PAUSE = 0.1  # seconds


class StoreUnavailable(RuntimeError):
    """The database cannot be reached or cannot write; nothing of this transaction was kept."""


class Session:
    """One open transaction, with a room for each topic; every write takes an audit event."""

    def __init__(self, database: orm.Session, check_after: timedelta = CHECK_AFTER) -> None:
        """Wrap one SQLAlchemy session; what was not seen for so long is to be checked first."""
        self._database = database
        self._check_after = check_after

    @cached_property
    def plans(self) -> Plans:
        """Exit plans and their history."""
        return Plans(self._database)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Providers, courses, offers, events, facts."""
        return Catalogue(self._database, self._check_after)

    @cached_property
    def imports(self) -> Imports:
        """What each import brought, when each feed last came, and the sources that are fetched."""
        return Imports(self._database)

    @cached_property
    def provider_links(self) -> ProviderLinks:
        """The links that open providers' own forms."""
        return ProviderLinks(self._database)

    @cached_property
    def proposals(self) -> Proposals:
        """What providers sent through their forms, and what became of it."""
        return Proposals(self._database)

    @cached_property
    def conversations(self) -> Conversations:
        """Conversations, their tokens and their turns."""
        return Conversations(self._database)

    @cached_property
    def people(self) -> People:
        """Settings, advisers, sign-ins."""
        return People(self._database)

    @cached_property
    def alerts(self) -> Alerts:
        """Alerts for the designated safeguarding lead, and requests to talk."""
        return Alerts(self._database)

    @cached_property
    def trackers(self) -> Trackers:
        """The dialogue engine's memory of a conversation."""
        return Trackers(self._database)

    @cached_property
    def audits(self) -> Audits:
        """Who did or saw what, and when."""
        return Audits(self._database)


class Store:
    """The database, SQLite or PostgreSQL, named by its address."""

    def __init__(self, url: str, check_after: timedelta = CHECK_AFTER) -> None:
        """Prepare an engine; nothing is opened yet.

        Args:
            url: such as ``sqlite:////var/lib/onward/onward.db`` or ``postgresql+psycopg2://…``.
            check_after: what no import brought again for so long is to be checked first.

        Raises:
            StoreUnavailable: the address cannot be read.
        """
        self.url = _read_address(url)
        self._check_after = check_after
        # What fails is logged: what was to be written stays out of it.
        self.engine = sa.create_engine(self.url, pool_pre_ping=True, hide_parameters=True)
        if self.url.get_backend_name() == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
        if self.url.get_backend_name() == "postgresql":
            event.listen(self.engine, "connect", _prepare_postgresql)
        self._sessions = orm.sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def open(self) -> Iterator[Session]:
        """Open one transaction: committed at the end, rolled back on any error.

        Raises:
            StoreUnavailable: the database was locked, full, read-only or away.
        """
        try:
            with self._sessions.begin() as database:
                yield Session(database, self._check_after)
        except (OperationalError, InterfaceError) as error:
            raise StoreUnavailable(type(error.orig).__name__ if error.orig else "database") from error

    def forget_pages(self) -> None:
        """Write what the log still holds into the file, so that deleted words are in neither.

        A reader may hold the log for a moment; it is waited for.
        """
        if self.url.get_backend_name() != "sqlite":
            return
        for _ in range(CHECKPOINT_TRIES):
            with self.engine.connect() as connection:
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            if not busy:
                return
            time.sleep(CHECKPOINT_PAUSE)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _read_address(url: str) -> sa.URL:
    try:
        return sa.make_url(url)
    except (ArgumentError, ValueError):
        # An address may hold a password: neither it nor what was wrong with it is repeated.
        raise StoreUnavailable("its address cannot be read") from None


def _prepare_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    """Readers do not wait for the writer; deleted words are overwritten; links are kept."""
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_postgresql(connection: DBAPIConnection, _record: Any) -> None:
    """Every query is short: to compile one, or to start other processes for it, takes longer than it does."""
    cursor = connection.cursor()
    cursor.execute("SET jit = off")
    cursor.execute("SET max_parallel_workers_per_gather = 0")
    cursor.close()
    connection.commit()
