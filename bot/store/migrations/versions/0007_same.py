"""Courses and offers that several sources have and that are shown once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from bot.store import catalogue_same, finder

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("catalogue_same_courses", "catalogue_same_offers")


def upgrade() -> None:
    for name in TABLES:
        op.create_table(
            name,
            sa.Column("id", sa.String(length=255), nullable=False),
            sa.Column("shown_as", sa.String(length=255), nullable=False),
            sa.PrimaryKeyConstraint("id"),
        )
        op.create_index(f"ix_{name}_shown_as", name, ["shown_as"])
    with Session(op.get_bind()) as database:
        catalogue_same.regroup_all(database)
        finder.rebuild(database)
        database.flush()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
