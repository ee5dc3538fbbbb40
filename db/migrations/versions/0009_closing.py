"""Closing: reopened and self-handled incidents, and random re-checks whose draws are kept for good."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

GROWING = ("reopening", "recheck_draw")
"""Rows that are neither changed nor removed."""
DRAWN = ("id", "draw_id", "place", "incident_id")
"""What stands for good as soon as an incident is drawn."""


def upgrade() -> None:
    _extend_incidents()
    _create_reopenings()
    _create_draws()
    _create_rechecks()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    for table in ("recheck", "recheck_draw", "reopening"):
        op.drop_table(table)  # its indexes and triggers go with it
    for column in ("recurrence", "self_handled"):
        op.drop_column("incident", column)


def _extend_incidents() -> None:
    op.add_column("incident", sa.Column("recurrence", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "incident", sa.Column("self_handled", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def _create_reopenings() -> None:
    op.create_table(
        "reopening",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("reopened_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_reopening_incident_id")),
        sa.ForeignKeyConstraint(["reopened_id"], ["incident.id"], name=op.f("fk_reopening_reopened_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_reopening")),
        sa.UniqueConstraint("reopened_id", name=op.f("uq_reopening_reopened_id")),
    )


def _create_draws() -> None:
    op.create_table(
        "recheck_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", code_type(7), nullable=False),
        sa.Column("area_code", code_type(24), server_default="", nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("rule", code_type(20), nullable=False),
        sa.Column("rate_percent", sa.Float(), nullable=False),
        sa.Column("seed", code_type(64), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("population_hash", code_type(64), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("drawn_at", UtcMoment(), nullable=False),
        sa.Column("drawer_id", sa.Integer(), nullable=False),
        sa.Column("drawer", sa.String(length=50), nullable=False),
        sa.Column("drawer_role", code_type(20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["drawer_id"], ["account.id"], name=op.f("fk_recheck_draw_drawer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck_draw")),
    )
    op.create_index(
        "uq_recheck_draw_month_area_sequence",
        "recheck_draw",
        ["month", "area_code", "sequence"],
        unique=True,
    )


def _create_rechecks() -> None:
    op.create_table(
        "recheck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("result", code_type(10), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("checked_at", UtcMoment(), nullable=True),
        sa.Column("checker_id", sa.Integer(), nullable=True),
        sa.Column("checker", sa.String(length=50), server_default="", nullable=False),
        sa.Column("checker_role", code_type(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["recheck_draw.id"], name=op.f("fk_recheck_draw_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_recheck_incident_id")),
        sa.ForeignKeyConstraint(["checker_id"], ["account.id"], name=op.f("fk_recheck_checker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
    )
    op.create_index("uq_recheck_draw_id_incident_id", "recheck", ["draw_id", "incident_id"], unique=True)
    op.create_index("ix_recheck_incident_id", "recheck", ["incident_id"], unique=False)


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in DRAWN]
    return " OR ".join([*changed, "OLD.result <> ''"])


def _guard_sqlite() -> None:
    def refused(table: str) -> str:
        return f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"

    for table in GROWING:
        for deed in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} {refused(table)}")
    op.execute(f"CREATE TRIGGER recheck_no_delete BEFORE DELETE ON recheck {refused('recheck')}")
    op.execute(
        "CREATE TRIGGER recheck_checked_once BEFORE UPDATE ON recheck "
        f"WHEN {_overwrites('IS NOT')} {refused('recheck')}"
    )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    for table in GROWING:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refused}"
        )
    op.execute(f"CREATE TRIGGER recheck_no_delete BEFORE DELETE ON recheck FOR EACH ROW {refused}")
    op.execute(
        "CREATE TRIGGER recheck_checked_once BEFORE UPDATE ON recheck FOR EACH ROW "
        f"WHEN ({_overwrites('IS DISTINCT FROM')}) {refused}"
    )
