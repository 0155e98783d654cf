"""Bringing a database to its latest shape, one dated step at a time (alembic)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DatabaseError, InterfaceError

from bot.store.session import Store, StoreUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(store: Store) -> None:
    """Bring the database to its latest shape; nothing happens where it is already.

    Raises:
        StoreUnavailable: the database cannot be opened or written.
    """
    try:
        with store.engine.begin() as connection:
            config = configuration()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except (DatabaseError, InterfaceError) as error:
        raise StoreUnavailable(" ".join(str(error.orig).split())) from error


def configuration() -> Config:
    """Return alembic's configuration: where the steps are, and nothing else."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
