"""Drafts: what somebody has typed into a form and not yet sent outlives a crash of the desk."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", code_type(64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("updated_at", UtcMoment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.PrimaryKeyConstraint("account_id", "key", name=op.f("pk_draft")),
    )


def downgrade() -> None:
    op.drop_table("draft")
