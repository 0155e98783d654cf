"""Runs the migrations on the connection that it is given."""

from alembic import context

from bot.store import tables  # noqa: F401 - makes every table known
from bot.store.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
