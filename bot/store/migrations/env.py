"""Runs the migrations on the connection that it is given."""

from typing import Literal

from alembic import context

from bot.store import tables  # noqa: F401 - makes every table known
from bot.store.base import Base, UtcTime


def render_item(kind: str, item: object, _autogenerate: object) -> str | Literal[False]:
    """Write our own kind of moment as the plain one that it is stored as."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
