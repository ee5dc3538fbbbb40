"""Adjustments: applications for an extension, a suspension or a void, each ended once; an incident's review date."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

APPLIED = (
    *("id", "idempotency_key", "incident_id", "action", "inputs", "reason", "until"),
    *("applied_at", "applied_step", "applicant_id", "applicant", "applicant_role", "unit_id"),
)
"""What stands for good as soon as somebody has applied."""
PENDING = "ended_at IS NULL"


def upgrade() -> None:
    op.add_column("incident", sa.Column("review_at", UtcMoment(), nullable=True))
    op.add_column("incident", sa.Column("applications", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "adjustment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", code_type(64), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("action", code_type(30), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("until", UtcMoment(), nullable=True),
        sa.Column("applied_at", UtcMoment(), nullable=False),
        sa.Column("applied_step", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=True),
        sa.Column("applicant", sa.String(length=50), nullable=False),
        sa.Column("applicant_role", code_type(20), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("outcome", code_type(20), server_default="", nullable=False),
        sa.Column("remark", sa.String(length=200), server_default="", nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("ended_step", sa.Integer(), nullable=True),
        sa.Column("ender_id", sa.Integer(), nullable=True),
        sa.Column("ender", sa.String(length=50), server_default="", nullable=False),
        sa.Column("ender_role", code_type(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_adjustment_incident_id")),
        sa.ForeignKeyConstraint(["applicant_id"], ["account.id"], name=op.f("fk_adjustment_applicant_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_adjustment_unit_id")),
        sa.ForeignKeyConstraint(["ender_id"], ["account.id"], name=op.f("fk_adjustment_ender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_adjustment_idempotency_key")),
    )
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.create_index("ix_adjustment_incident_id", ["incident_id"], unique=False)
        batch_op.create_index(
            "ix_adjustment_pending_applied_at",
            ["applied_at"],
            unique=False,
            sqlite_where=sa.text(PENDING),
            postgresql_where=sa.text(PENDING),
        )
        batch_op.create_index(
            "uq_adjustment_pending",
            ["incident_id", "action"],
            unique=True,
            sqlite_where=sa.text(PENDING),
            postgresql_where=sa.text(PENDING),
        )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_table("adjustment")  # its indexes and triggers go with it
    op.drop_column("incident", "applications")
    op.drop_column("incident", "review_at")


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in APPLIED]
    return " OR ".join([*changed, "OLD.ended_at IS NOT NULL"])


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: adjustment'); END"
    op.execute(f"CREATE TRIGGER adjustment_no_delete BEFORE DELETE ON adjustment {refused}")
    op.execute(
        "CREATE TRIGGER adjustment_ended_once BEFORE UPDATE ON adjustment "
        f"WHEN {_overwrites('IS NOT')} {refused}"
    )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    op.execute(f"CREATE TRIGGER adjustment_no_delete BEFORE DELETE ON adjustment FOR EACH ROW {refused}")
    op.execute(
        "CREATE TRIGGER adjustment_ended_once BEFORE UPDATE ON adjustment FOR EACH ROW "
        f"WHEN ({_overwrites('IS DISTINCT FROM')}) {refused}"
    )
