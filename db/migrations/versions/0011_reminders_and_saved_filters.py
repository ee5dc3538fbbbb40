"""Reminders that somebody has taken note of or silenced, kept for good; and filters that have a name."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

APPEND_ONLY = ("acknowledgement", "silence")


def upgrade() -> None:
    _create_acknowledgement()
    _create_silence()
    _create_saved_filter()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            _refuse(table, verb, sqlite=sqlite)


def downgrade() -> None:
    for table in ("saved_filter", *APPEND_ONLY):  # their indexes and triggers go with them
        op.drop_table(table)


def _create_acknowledgement() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("event", code_type(20), nullable=False),
        sa.Column("episode", code_type(64), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("role", code_type(20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_acknowledgement_incident_id")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_acknowledgement_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
    )
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.create_index("uq_acknowledgement_episode", ["incident_id", "event", "episode"], unique=True)
        batch_op.create_index("ix_acknowledgement_at", ["at"], unique=False)


def _create_silence() -> None:
    op.create_table(
        "silence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("role", code_type(20), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("until", UtcMoment(), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_silence_account_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_silence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence")),
    )
    with op.batch_alter_table("silence", schema=None) as batch_op:
        batch_op.create_index("ix_silence_account_id", ["account_id"], unique=False)
        batch_op.create_index("ix_silence_unit_id", ["unit_id"], unique=False)


def _create_saved_filter() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=50), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sharing", code_type(12), server_default="own", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("area", code_type(24), server_default="", nullable=False),
        sa.Column("changed_at", UtcMoment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_saved_filter_owner_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_saved_filter_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.create_index("uq_saved_filter_owner_id_name", ["owner_id", "name"], unique=True)
        batch_op.create_index("ix_saved_filter_sharing", ["sharing"], unique=False)


def _refuse(table: str, verb: str, *, sqlite: bool) -> None:
    """The function that refuses on PostgreSQL came with the guard of the trace (0002)."""
    trigger = f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
    refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    op.execute(trigger + (refused if sqlite else "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"))
