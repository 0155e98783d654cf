"""Migrations: they lead to the shape that the tables have, on both databases, however often they run."""

from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from bot import audit, plans
from bot.courses import Course, Level, Offer, Provider, Source, Venue
from bot.matching import Search
from bot.store import Store, StoreUnavailable
from bot.store.base import Base
from bot.store.catalogue_entries import Entry
from bot.store.migrate import configuration, migrate


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


def test_what_a_database_held_before_is_seen_put_together_and_found(migrated):
    made = audit.Event(audit.SYSTEM, "catalogue.imported", "test")
    source = Source("List", date(2026, 11, 1))
    college = Provider("ukprn:1", "Mill Lane College", "fe_college", source=source)
    for key in ("cd", "site"):
        course = Course(key, "ukprn:1", "Plumbing", "study_programme", Level.L2, source=source)
        offer = Offer(f"o-{key}", key, Venue("Main site"), source=source)
        with migrated.open() as s:
            intake = s.catalogue.intake(made)
            intake.save([Entry(item, key) for item in (college, course, offer)])
            intake.finish(dict)
    with migrated.open() as s:
        before = s.catalogue.candidates(Search(date(2026, 11, 22)))
    with migrated.engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
    migrate(migrated)
    with migrated.open() as s:
        (after,) = s.catalogue.candidates(Search(date(2026, 11, 22)))
    assert [after] == before
    assert after.course.source.seen == before[0].course.source.seen == audit.now().date()


def test_a_database_that_cannot_be_opened_is_said_to_be_unavailable():
    with pytest.raises(StoreUnavailable):
        migrate(Store("sqlite:////no/such/folder/onward.db"))
