"""Shift handovers that another account signs, and the indexes that the red board's past and returns are read by."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WRITTEN = (
    *("id", "idempotency_key", "area", "written_at", "author_id", "author", "author_role"),
    *("figures", "pending"),
)
"""What stands for good as soon as the handover is written."""
UNSIGNED = "signed_at IS NULL"
LATE = "ended_at > due_at"
RETURNED = "closed_at IS NULL AND return_count > 0"


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", code_type(64), nullable=True),
        sa.Column("area", code_type(24), server_default="", nullable=False),
        sa.Column("written_at", UtcMoment(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=50), nullable=False),
        sa.Column("author_role", code_type(20), server_default="", nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("pending", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_at", UtcMoment(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(length=50), server_default="", nullable=False),
        sa.Column("signer_role", code_type(20), server_default="", nullable=False),
        sa.Column("remarks", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "signer_id IS NULL OR signer_id <> author_id", name=op.f("ck_handover_another_signs")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_handover_author_id")),
        sa.ForeignKeyConstraint(["signer_id"], ["account.id"], name=op.f("fk_handover_signer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_handover_idempotency_key")),
    )
    _index("handover", "ix_handover_written_at", ["written_at"])
    _index("handover", "ix_handover_unsigned", ["written_at"], UNSIGNED)
    _index("clock", "ix_clock_late_ended_at", ["ended_at"], LATE)
    _index("incident", "ix_incident_returned", ["community_code"], RETURNED)
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_index("ix_incident_returned", table_name="incident")
    op.drop_index("ix_clock_late_ended_at", table_name="clock")
    op.drop_table("handover")  # its indexes and triggers go with it


def _index(table: str, name: str, columns: list[str], where: str = "") -> None:
    """An index over some rows only costs nothing while a row is not one of them: a step in time stays as fast."""
    some = sa.text(where) if where else None
    op.create_index(name, table, columns, unique=False, sqlite_where=some, postgresql_where=some)


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in WRITTEN]
    return " OR ".join([*changed, "OLD.signed_at IS NOT NULL"])


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: handover'); END"
    op.execute(f"CREATE TRIGGER handover_no_delete BEFORE DELETE ON handover {refused}")
    op.execute(
        f"CREATE TRIGGER handover_written_once BEFORE UPDATE ON handover WHEN {_overwrites('IS NOT')} {refused}"
    )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    op.execute(f"CREATE TRIGGER handover_no_delete BEFORE DELETE ON handover FOR EACH ROW {refused}")
    op.execute(
        "CREATE TRIGGER handover_written_once BEFORE UPDATE ON handover FOR EACH ROW "
        f"WHEN ({_overwrites('IS DISTINCT FROM')}) {refused}"
    )
