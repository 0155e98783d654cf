"""Imports that are held, what became of each row, when each feed last came, sources that are fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("catalogue_imports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=16), server_default="kept", nullable=False))
        batch_op.add_column(sa.Column("outcomes", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("why", sa.Text(), nullable=True))
    op.create_table(
        "catalogue_feeds",
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("holds", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("feed"),
    )
    op.create_table(
        "catalogue_sources",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=64), nullable=False),
        sa.Column("addresses", sa.JSON(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("unchanged_at", sa.DateTime(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )


def downgrade() -> None:
    op.drop_table("catalogue_sources")
    op.drop_table("catalogue_feeds")
    with op.batch_alter_table("catalogue_imports", schema=None) as batch_op:
        batch_op.drop_column("why")
        batch_op.drop_column("outcomes")
        batch_op.drop_column("state")
