"""What tests of the store share: the same empty database on SQLite and on PostgreSQL."""

import uuid

import pytest
import sqlalchemy as sa
from needs import need

from bot.store import Store, tables  # noqa: F401
from bot.store.base import Base

SERVER = "postgresql+psycopg2://postgres@127.0.0.1:5432/"


@pytest.fixture(scope="module")
def postgres_url():
    """The address of an empty database on the local server, dropped afterwards."""
    server = sa.create_engine(SERVER + "postgres", isolation_level="AUTOCOMMIT")
    name = f"onward_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except sa.exc.OperationalError:
        need(False, "no PostgreSQL answers at 127.0.0.1:5432")
    yield SERVER + name
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """The address of a database with no table in it, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/onward.db"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def each_store(url):
    """An empty store of each kind."""
    store = Store(url)
    Base.metadata.create_all(store.engine)
    yield store
    with store.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    store.close()
