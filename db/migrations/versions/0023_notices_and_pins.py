"""What the auditor has taken note of, and the PINs that open a locked desk; what was said stands for good."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

APPEND_ONLY = ("notice_taken", "account_pin")


def upgrade() -> None:
    op.create_table(
        "notice_taken",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("rule", code_type(40), nullable=False),
        sa.Column("first_sequence", sa.Integer(), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_notice_taken_account_id")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_notice_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_taken")),
    )
    op.create_index("ix_notice_taken_account_id", "notice_taken", ["account_id"], unique=False)
    op.create_table(
        "account_pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("cost", code_type(40), server_default="", nullable=False),
        sa.Column("salt", code_type(64), server_default="", nullable=False),
        sa.Column("hash", code_type(128), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_account_pin_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_pin")),
    )
    op.create_index("ix_account_pin_account_id", "account_pin", ["account_id"], unique=False)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            _refuse(table, verb, sqlite=sqlite)


def downgrade() -> None:
    for table in APPEND_ONLY:  # their indexes and triggers go with them
        op.drop_table(table)


def _refuse(table: str, verb: str, *, sqlite: bool) -> None:
    guard = f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
    refusal = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    op.execute(guard + (refusal if sqlite else "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"))
