"""What the search reads: a course once at each venue, however many starts it has there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("catalogue_finder")
    op.create_table(
        "catalogue_finder",
        *_key(),
        sa.Column("course_id", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=272), nullable=False),
        *_course(),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("area", "cell", "course_id", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_catalogue_finder_course_id", "catalogue_finder", ["course_id"])
    # It is filled once it has its last shape, and so has all that it is filled from.


def downgrade() -> None:
    op.drop_table("catalogue_finder")
    op.create_table(
        "catalogue_finder",
        *_key(),
        sa.Column("offer_id", sa.String(length=255), nullable=False),
        sa.Column("course_id", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=272), nullable=False),
        *_course(),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("any_time", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("area", "cell", "offer_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_catalogue_finder_offer_id", "catalogue_finder", ["offer_id"])
    op.create_index("ix_catalogue_finder_cell", "catalogue_finder", ["cell"])


def _key() -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column("area", sa.String(length=8), nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
    )


def _course() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("level_rank", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
    )
