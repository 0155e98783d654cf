"""Lists that others refer to: learning aims, outward postcodes, jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_listed",
        sa.Column("list", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=255), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("feed", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("original", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("source_name", sa.String(length=160), nullable=True),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("source_url", sa.String(length=2048), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("catalogue_listed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_catalogue_listed_feed"), ["feed"], unique=False)
        batch_op.create_index(batch_op.f("ix_catalogue_listed_list"), ["list"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("catalogue_listed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_catalogue_listed_list"))
        batch_op.drop_index(batch_op.f("ix_catalogue_listed_feed"))

    op.drop_table("catalogue_listed")
