"""Tenure with dates, what was kept by hand of residences and households, and where premises have their place from."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

LEVELS = 4
"""Estate, building, entrance, room."""
TAKE_OVER = """UPDATE premises SET placed_by = 'all',
    grid_code = (SELECT a.grid_code FROM premises a WHERE a.id = premises.parent_id),
    community_code = (SELECT a.community_code FROM premises a WHERE a.id = premises.parent_id)
WHERE grid_code IS NULL AND community_code = '' AND EXISTS (
    SELECT 1 FROM premises a WHERE a.id = premises.parent_id AND (a.grid_code IS NOT NULL OR a.community_code <> '')
)"""


def upgrade() -> None:
    op.add_column("premises", sa.Column("placed_by", code_type(10), server_default="", nullable=False))
    for _ in range(LEVELS):
        op.execute(TAKE_OVER)
    op.create_table(
        "premises_tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("premises_id", sa.Integer(), nullable=False),
        sa.Column("tenure", code_type(10), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["premises_id"], ["premises.id"], name=op.f("fk_premises_tenure_premises_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premises_tenure")),
    )
    op.create_index("ix_premises_tenure_premises_id", "premises_tenure", ["premises_id"])
    _create_home_change()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb in ("UPDATE", "DELETE"):
        trigger = f"CREATE TRIGGER home_change_no_{verb.lower()} BEFORE {verb} ON home_change"
        if sqlite:
            op.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, 'append-only: home_change'); END")
        else:  # the function that refuses came with the guard of the trace (0002)
            op.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION refuse_append_only()")


def downgrade() -> None:
    op.drop_table("home_change")  # indexes and triggers go with their table
    op.drop_table("premises_tenure")
    op.execute("UPDATE premises SET community_code = '' WHERE placed_by = 'all'")
    op.execute("UPDATE premises SET grid_code = NULL WHERE placed_by <> ''")
    op.drop_column("premises", "placed_by")


def _create_home_change() -> None:
    op.create_table(
        "home_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", code_type(12), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("deed", code_type(20), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("before", sa.Text(), server_default="", nullable=False),
        sa.Column("after", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_home_change_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_change")),
    )
    op.create_index("ix_home_change_subject_subject_id", "home_change", ["subject", "subject_id"])
    op.create_index("ix_home_change_person_id", "home_change", ["person_id"])
