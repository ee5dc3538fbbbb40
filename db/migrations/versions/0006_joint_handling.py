"""Joint handling and duty: units called in with what they owe, and who may be given how many tasks.

Units called in before this have a line of the trace only: those that still owe an answer are called in once more.
"""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

OWED = sa.text("ended_at IS NULL")
HELD = sa.text("closed_at IS NULL AND handled_at IS NULL")
CALLED = (
    "id",
    "incident_id",
    "unit_id",
    "clock_id",
    "called_at",
    "caller_id",
    "caller",
    "caller_role",
    "asked",
)
"""What stands for good as soon as a unit is called in."""


def upgrade() -> None:
    _co_handling()
    _unit_duty()
    op.add_column("unit", sa.Column("availability", code_type(20), server_default="free", nullable=False))
    op.add_column("unit", sa.Column("availability_since", UtcMoment(), nullable=True))
    op.add_column("unit", sa.Column("available_again_at", UtcMoment(), nullable=True))
    op.add_column("unit", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column("incident", sa.Column("due_unit_id", sa.Integer(), nullable=True))
    op.add_column("incident", sa.Column("called_in", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_incident_held", "incident", ["unit_id"], unique=False, sqlite_where=HELD, postgresql_where=HELD
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_index("ix_incident_held", "incident")
    for column in ("called_in", "due_unit_id"):
        op.drop_column("incident", column)
    for column in ("capacity", "available_again_at", "availability_since", "availability"):
        op.drop_column("unit", column)
    op.drop_table("unit_duty")  # indexes and triggers go with their tables
    op.drop_table("co_handling")


def _co_handling() -> None:
    op.create_table(
        "co_handling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("called_at", UtcMoment(), nullable=False),
        *_person("caller", server_default=None),
        sa.Column("asked", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("ending", code_type(20), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        *_person("ender", server_default=""),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_co_handling_incident_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_co_handling_unit_id")),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_co_handling_clock_id")),
        sa.ForeignKeyConstraint(["caller_id"], ["account.id"], name=op.f("fk_co_handling_caller_id")),
        sa.ForeignKeyConstraint(["ender_id"], ["account.id"], name=op.f("fk_co_handling_ender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_handling")),
    )
    op.create_index("ix_co_handling_incident_id", "co_handling", ["incident_id"], unique=False)
    op.create_index(
        "uq_co_handling_owed",
        "co_handling",
        ["unit_id", "incident_id"],
        unique=True,
        sqlite_where=OWED,
        postgresql_where=OWED,
    )


def _unit_duty() -> None:
    op.create_table(
        "unit_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("availability", code_type(20), nullable=False),
        sa.Column("until", UtcMoment(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        *_person("setter", server_default=None),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_duty_unit_id")),
        sa.ForeignKeyConstraint(["setter_id"], ["account.id"], name=op.f("fk_unit_duty_setter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_duty")),
    )
    op.create_index("ix_unit_duty_unit_id", "unit_duty", ["unit_id"], unique=False)


def _person(
    what: str, *, server_default: str | None
) -> tuple[sa.Column[int], sa.Column[str], sa.Column[str]]:
    return (
        sa.Column(f"{what}_id", sa.Integer(), nullable=True),
        sa.Column(what, sa.String(length=50), server_default=server_default, nullable=False),
        sa.Column(f"{what}_role", code_type(20), server_default="", nullable=False),
    )


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in CALLED]
    return " OR ".join([*changed, "OLD.ended_at IS NOT NULL"])


def _guard_sqlite() -> None:
    for table in ("co_handling", "unit_duty"):
        refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refused}")
        when = f"WHEN {_overwrites('IS NOT')} " if table == "co_handling" else ""
        op.execute(f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} {when}{refused}")


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    for table in ("co_handling", "unit_duty"):
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refused}")
        when = f"WHEN ({_overwrites('IS DISTINCT FROM')}) " if table == "co_handling" else ""
        op.execute(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} FOR EACH ROW {when}{refused}"
        )
