"""Imports as batches: who brought which file, what waits in staging, what a batch made and what it changed."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MARKED = ("person", "record_item", "premises", "household", "household_member", "residence")
"""Tables whose rows name the batch that made them."""
BROUGHT = (
    *("id", "kind", "at", "account_id", "actor", "actor_role"),
    *("file_name", "sha256", "source", "preset", "encoding", "settings"),
)
COUNTS = ("rows", "accepted", "unchanged", "twins", "refused", "applied_at", "applier")
ENDS = ("ended_at", "ender_id", "ender", "end_reason")
MARK_GUARD = "record_item_batch_once"


def upgrade() -> None:
    _create_import_batch()
    _create_staged_row()
    _create_batch_change()
    for table in MARKED:
        op.add_column(table, sa.Column("batch_id", sa.Integer(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.execute(
        f"DROP TRIGGER {MARK_GUARD}" + ("" if op.get_bind().dialect.name == "sqlite" else " ON record_item")
    )
    for table in reversed(MARKED):
        op.drop_column(table, "batch_id")
    for table in ("import_batch_change", "staged_row", "import_batch"):
        op.drop_table(table)  # indexes and triggers go with their tables


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), server_default="", nullable=False)


def _create_import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("actor_role", code_type(20), server_default="", nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", code_type(64), nullable=False),
        _text("source", 40),
        _text("preset", 40),
        _text("encoding", 20),
        sa.Column("settings", sa.Text(), server_default="", nullable=False),
        sa.Column("state", code_type(10), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in COUNTS[:5]),
        sa.Column("applied_at", UtcMoment(), nullable=True),
        _text("applier", 50),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("ender_id", sa.Integer(), nullable=True),
        _text("ender", 50),
        _text("end_reason", 200),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_import_batch_account_id")),
        sa.ForeignKeyConstraint(["ender_id"], ["account.id"], name=op.f("fk_import_batch_ender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index("ix_import_batch_at", "import_batch", ["at"])


def _create_staged_row() -> None:
    op.create_table(
        "staged_row",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("outcome", code_type(10), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("key", code_type(40), server_default="", nullable=False),
        sa.Column("cells", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        _text("field", 60),
        _text("value", 200),
        _text("reason", 400),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_staged_row_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "line", name=op.f("pk_staged_row")),
    )
    op.create_index("ix_staged_row_batch_id_outcome_line", "staged_row", ["batch_id", "outcome", "line"])


def _create_batch_change() -> None:
    op.create_table(
        "import_batch_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("subject", code_type(20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_batch_change_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch_change")),
    )
    op.create_index("ix_import_batch_change_batch_id", "import_batch_change", ["batch_id"])
    op.create_index(
        "ix_import_batch_change_subject_subject_id", "import_batch_change", ["subject", "subject_id"]
    )


def _rewrites(unlike: str) -> str:
    """Return the condition of an update that tells something else or leads back; `unlike` compares with NULLs."""

    def differ(names: tuple[str, ...]) -> str:
        return "(" + " OR ".join(f"NEW.{name} {unlike} OLD.{name}" for name in names) + ")"

    return " OR ".join(
        (
            differ(BROUGHT),
            "OLD.state IN ('dropped', 'undone')",
            "(OLD.state = 'applied' AND NEW.state NOT IN ('applied', 'undone'))",
            "(OLD.state = 'staged' AND NEW.state = 'undone')",
            f"(OLD.rows IS NOT NULL AND NOT (OLD.state = 'staged' AND NEW.state = 'applied') AND {differ(COUNTS)})",
            f"(NEW.state NOT IN ('dropped', 'undone') AND {differ(ENDS)})",
        )
    )


def _guard_sqlite() -> None:
    for table, verb, condition in _refusals("IS NOT"):
        op.execute(
            f"CREATE TRIGGER {_trigger(table, verb)} BEFORE {verb} ON {table} {condition} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    for table, verb, condition in _refusals("IS DISTINCT FROM"):
        op.execute(
            f"CREATE TRIGGER {_trigger(table, verb)} BEFORE {verb} ON {table} FOR EACH ROW {condition} "
            "EXECUTE FUNCTION refuse_append_only()"
        )


def _refusals(unlike: str) -> tuple[tuple[str, str, str], ...]:
    return (
        ("import_batch", "DELETE", ""),
        ("import_batch", "UPDATE", f"WHEN ({_rewrites(unlike)})"),
        ("import_batch_change", "DELETE", ""),
        ("import_batch_change", "UPDATE", ""),
        ("record_item", "UPDATE", f"WHEN (NEW.batch_id {unlike} OLD.batch_id)"),
    )


def _trigger(table: str, verb: str) -> str:
    return MARK_GUARD if table == "record_item" else f"{table}_no_{verb.lower()}"
