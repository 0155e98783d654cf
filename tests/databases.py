"""A database for each test: a copy of one that is laid out once, which takes longer than most tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store import Store, tables  # noqa: F401
from bot.store.base import Base


def lay_out(folder: Path) -> Path:
    """Make an empty SQLite database of the latest shape."""
    path = folder / "onward.db"
    store = Store(f"sqlite:///{path}")
    Base.metadata.create_all(store.engine)
    store.close()
    return path


@contextmanager
def copied(database: Path, folder: Path) -> Iterator[Store]:
    """Open a copy of a database that nobody has open."""
    store = Store(f"sqlite:///{shutil.copy(database, folder)}")
    yield store
    store.close()
