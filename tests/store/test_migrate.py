"""Migrations: they lead to the shape that the tables have, on both databases, however often they run."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from bot import audit, plans
from bot.store import Store, StoreUnavailable
from bot.store.base import Base
from bot.store.migrate import migrate


@pytest.fixture
def migrated(url):
    store = Store(url)
    migrate(store)
    yield store
    with store.engine.begin() as connection:
        Base.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    store.close()


def difference(store):
    with store.engine.connect() as connection:
        return compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata
        )


def test_migrations_lead_to_the_shape_of_the_tables(migrated):
    assert difference(migrated) == []
    assert set(inspect(migrated.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing_and_loses_nothing(migrated):
    plan = plans.draft("river")
    with migrated.open() as s:
        s.plans.create(plan, "talk", audit.Event(audit.LEARNER, "plan.created", "plan:test"))
    migrate(migrated)
    assert difference(migrated) == []
    with migrated.open() as s:
        assert s.plans.get(plan.reference) == plan


def test_a_database_that_cannot_be_opened_is_said_to_be_unavailable():
    with pytest.raises(StoreUnavailable):
        migrate(Store("sqlite:////no/such/folder/onward.db"))
