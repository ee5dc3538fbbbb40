"""Population changes as facts, the passes that find them, and the tasks they make, with the ledger of their clocks."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

GROWING = ("population_rule_text", "population_pass")
"""Rows that are neither changed nor removed."""
CHANGE_SAID = (
    *("id", "person_id", "kind", "ref", "day", "day_known", "found_at", "source", "community_code"),
    *("grid_code", "initial", "replaces_id"),
)
TASK_SAID = (
    *(
        "id",
        "change_id",
        "rule",
        "rules_version",
        "serial",
        "part",
        "unit_kind",
        "unit_id",
        "what",
        "what_en",
    ),
    *("place_code", "calendar_key", "mode", "limit_value", "limit_unit", "limit_minutes"),
    *("yellow_percent", "started_at"),
)
SEGMENT_SAID = ("task_id", "sequence", "started_at", "running", "ground")
ONCE = {
    "population_change": (CHANGE_SAID, "OLD.withdrawn_at IS NOT NULL"),
    "population_task": (TASK_SAID, "OLD.ended_at IS NOT NULL"),
    "population_task_segment": (SEGMENT_SAID, "OLD.ended_at IS NOT NULL"),
}
"""What stands for good from the beginning, and from when on nothing may be written any more."""
STANDING = sa.text("withdrawn_at IS NULL")
OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    _create_rule_texts()
    _create_passes()
    _create_changes()
    _create_tasks()
    _create_segments()
    _guard(op.get_bind().dialect.name == "sqlite")


def downgrade() -> None:
    for table in (*reversed(ONCE), *GROWING):
        op.drop_table(table)  # its indexes and triggers go with it


def _create_rule_texts() -> None:
    op.create_table(
        "population_rule_text",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", code_type(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("since", UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_population_rule_text")),
    )


def _create_passes() -> None:
    op.create_table(
        "population_pass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("baseline", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("horizon", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in (
                *("last_person_id", "last_residence_id", "last_item_id"),
                *("rules_version", "found", "withdrawn", "tasks"),
            )
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("account", sa.String(length=50), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_population_pass_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_pass")),
    )


def _create_changes() -> None:
    op.create_table(
        "population_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(12), nullable=False),
        sa.Column("ref", code_type(12), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("day_known", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("found_at", UtcMoment(), nullable=False),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("initial", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcMoment(), nullable=True),
        sa.Column("withdrawn_why", code_type(20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["population_change.id"], name=op.f("fk_population_change_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_change")),
    )
    op.create_index(
        "uq_population_change_standing",
        "population_change",
        ["person_id", "kind", "ref"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index("ix_population_change_day", "population_change", ["day", "id"])
    op.create_index("ix_population_change_community_code", "population_change", ["community_code", "day"])


def _create_tasks() -> None:
    op.create_table(
        "population_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("rule", code_type(40), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("part", code_type(10), nullable=False),
        sa.Column("unit_kind", code_type(20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("what_en", sa.String(length=200), server_default="", nullable=False),
        sa.Column("place_code", code_type(24), server_default="", nullable=False),
        sa.Column("calendar_key", code_type(40), nullable=False),
        sa.Column("mode", code_type(12), nullable=False),
        sa.Column("limit_value", sa.Float(), nullable=False),
        sa.Column("limit_unit", code_type(20), nullable=False),
        sa.Column("limit_minutes", sa.Integer(), nullable=False),
        sa.Column("yellow_percent", sa.Integer(), nullable=False),
        *(sa.Column(name, UtcMoment(), nullable=False) for name in ("started_at", "due_at", "yellow_at")),
        sa.Column("paused", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("outcome", code_type(20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=50), server_default="", nullable=False),
        sa.Column("actor_role", code_type(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["population_change.id"], name=op.f("fk_population_task_change_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_population_task_unit_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_population_task_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_task")),
    )
    table, columns = "population_task", ["unit_id", "due_at"]
    op.create_index(
        "uq_population_task_change_id_rule_serial", table, ["change_id", "rule", "serial"], unique=True
    )
    op.create_index("ix_population_task_unit_id_due_at", table, columns)
    op.create_index("ix_population_task_due_at", table, ["due_at"])
    op.create_index("ix_population_task_open", table, columns, sqlite_where=OPEN, postgresql_where=OPEN)


def _create_segments() -> None:
    op.create_table(
        "population_task_segment",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcMoment(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["population_task.id"], name=op.f("fk_population_task_segment_task_id")
        ),
        sa.PrimaryKeyConstraint("task_id", "sequence", name=op.f("pk_population_task_segment")),
    )


def _guard(sqlite: bool) -> None:
    for table in GROWING:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} {_refusal(table, sqlite)}"
            )
    for table, (said, ended) in ONCE.items():
        unlike = "IS NOT" if sqlite else "IS DISTINCT FROM"
        overwrites = " OR ".join([*(f"NEW.{name} {unlike} OLD.{name}" for name in said), ended])
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {_refusal(table, sqlite)}")
        op.execute(
            f"CREATE TRIGGER {table}_said_once BEFORE UPDATE ON {table} "
            f"{_refusal(table, sqlite, f'WHEN ({overwrites})')}"
        )


def _refusal(table: str, sqlite: bool, when: str = "") -> str:
    """Return what follows the name of a trigger; the function on PostgreSQL came with the guard of the trace (0002)."""
    if sqlite:
        return f"{when} BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    return f"FOR EACH ROW {when} EXECUTE FUNCTION refuse_append_only()"
