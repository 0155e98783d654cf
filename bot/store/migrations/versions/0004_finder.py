"""What the search reads: offers by cells of a grid, once for each subject."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.courses import Point
from bot.store import grid

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BATCH = 5000


def upgrade() -> None:
    with op.batch_alter_table("catalogue_offers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cell", sa.Integer(), server_default=str(grid.NOWHERE), nullable=False))
        batch_op.drop_index("ix_catalogue_offers_latitude")
    op.create_table(
        "catalogue_finder",
        sa.Column("area", sa.String(length=8), nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offer_id", sa.String(length=255), nullable=False),
        sa.Column("course_id", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=272), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("level_rank", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("any_time", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("area", "cell", "offer_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_catalogue_finder_offer_id", "catalogue_finder", ["offer_id"])
    op.create_index("ix_catalogue_finder_cell", "catalogue_finder", ["cell"])
    _place(op.get_bind())  # the table is filled once it has its last shape


def _place(connection: sa.Connection) -> None:
    offers = sa.table(
        "catalogue_offers", sa.column("id"), sa.column("cell"), sa.column("latitude"), sa.column("longitude")
    )
    placed = sa.select(offers.c.id, offers.c.latitude, offers.c.longitude).where(
        offers.c.latitude.is_not(None), offers.c.longitude.is_not(None)
    )
    write = sa.update(offers).where(offers.c.id == sa.bindparam("key")).values(cell=sa.bindparam("number"))
    rows = connection.execute(placed).all()
    for start in range(0, len(rows), BATCH):
        cells = [
            {"key": key, "number": grid.cell_of(Point(north, east))}
            for key, north, east in rows[start : start + BATCH]
        ]
        connection.execute(write, cells)


def downgrade() -> None:
    op.drop_table("catalogue_finder")
    with op.batch_alter_table("catalogue_offers", schema=None) as batch_op:
        batch_op.create_index("ix_catalogue_offers_latitude", ["latitude", "longitude"])
        batch_op.drop_column("cell")
