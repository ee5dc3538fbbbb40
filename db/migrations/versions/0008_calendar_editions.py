"""Editions of a calendar: a new one stands beside those that clocks were counted with."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calendar", sa.Column("family", code_type(30), server_default="", nullable=False))
    op.add_column("calendar", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
    op.add_column("calendar", sa.Column("entered_at", UtcMoment(), nullable=True))
    op.add_column(
        "calendar", sa.Column("entered_by", sa.String(length=50), server_default="", nullable=False)
    )
    op.add_column("calendar", sa.Column("reason", sa.String(length=200), server_default="", nullable=False))
    op.execute('UPDATE calendar SET family = "key"')
    op.create_index("uq_calendar_family_edition", "calendar", ["family", "edition"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_calendar_family_edition", "calendar")
    for column in ("reason", "entered_by", "entered_at", "edition", "family"):
        op.drop_column("calendar", column)
