"""When each kind of each feed was last seen, and which source brought it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("catalogue_feeds", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("part_of", sa.String(length=160), nullable=True))
        batch_op.add_column(sa.Column("fetched_as", sa.String(length=64), nullable=True))
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """What a feed holds was seen when it last came."""
    feeds = sa.table(
        "catalogue_feeds", sa.column("feed"), sa.column("imported_at", sa.DateTime()),
        sa.column("holds", sa.JSON()), sa.column("seen", sa.JSON()),
    )  # fmt: skip
    for feed, at, holds in connection.execute(sa.select(feeds.c.feed, feeds.c.imported_at, feeds.c.holds)):
        seen = dict.fromkeys(holds, at.date().isoformat())
        connection.execute(sa.update(feeds).where(feeds.c.feed == feed).values(seen=seen))


def downgrade() -> None:
    # What is shown with others had no row of its own.
    op.execute("DELETE FROM catalogue_feeds WHERE part_of IS NOT NULL")
    with op.batch_alter_table("catalogue_feeds", schema=None) as batch_op:
        batch_op.drop_column("fetched_as")
        batch_op.drop_column("part_of")
        batch_op.drop_column("seen")
