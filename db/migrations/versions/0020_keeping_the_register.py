"""Own columns that are verified or taken back, persons who are one human, and visits that keep the register fresh."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MERGED = ("id", "kept_id", "merged_id", "at", "actor_id", "actor", "actor_role", "basis", "reason")
"""What stands for good as soon as two persons are merged."""
IN_FORCE = sa.text("undone_at IS NULL")


def upgrade() -> None:
    op.add_column("record_item", sa.Column("base", sa.Boolean(), server_default=sa.false(), nullable=False))
    _create_person_merge()
    _create_visit()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_table("visit")  # indexes and triggers go with their tables
    op.drop_table("person_merge")
    place = "" if op.get_bind().dialect.name == "sqlite" else " ON record_item"
    op.execute(f"DROP TRIGGER record_item_base_once{place}")
    op.drop_column("record_item", "base")


def _create_person_merge() -> None:
    op.create_table(
        "person_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("actor_role", code_type(20), server_default="", nullable=False),
        sa.Column("basis", code_type(10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("undone_at", UtcMoment(), nullable=True),
        sa.Column("undoer_id", sa.Integer(), nullable=True),
        sa.Column("undoer", sa.String(length=50), server_default="", nullable=False),
        sa.Column("undoer_role", code_type(20), server_default="", nullable=False),
        sa.Column("undoing", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_person_merge_two")),
        sa.ForeignKeyConstraint(["kept_id"], ["person.id"], name=op.f("fk_person_merge_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["person.id"], name=op.f("fk_person_merge_merged_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_person_merge_actor_id")),
        sa.ForeignKeyConstraint(["undoer_id"], ["account.id"], name=op.f("fk_person_merge_undoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    op.create_index(
        "uq_person_merge_merged_id",
        "person_merge",
        ["merged_id"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    op.create_index("ix_person_merge_kept_id", "person_merge", ["kept_id"])


def _create_visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("outcome", code_type(20), nullable=False),
        sa.Column("note", sa.String(length=400), server_default="", nullable=False),
        sa.CheckConstraint(
            "(household_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_visit_one_subject")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_visit_household_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_id")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_visit_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_household_id_day", "visit", ["household_id", "day"])
    op.create_index("ix_visit_person_id_day", "visit", ["person_id", "day"])


def _rewrites(unlike: str) -> str:
    """Return the condition of an update that would tell something else; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in MERGED]
    return " OR ".join([*changed, "OLD.undone_at IS NOT NULL"])


def _guards(unlike: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return (name, verb, table, condition) of every trigger."""
    return (
        ("record_item_base_once", "UPDATE", "record_item", f"NEW.base {unlike} OLD.base"),
        ("person_merge_no_delete", "DELETE", "person_merge", ""),
        ("person_merge_written_once", "UPDATE", "person_merge", _rewrites(unlike)),
        ("visit_no_delete", "DELETE", "visit", ""),
        ("visit_no_update", "UPDATE", "visit", ""),
    )


def _guard_sqlite() -> None:
    for name, verb, table, condition in _guards("IS NOT"):
        when = f"WHEN {condition} " if condition else ""
        refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when}{refused}")


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    for name, verb, table, condition in _guards("IS DISTINCT FROM"):
        when = f"WHEN ({condition}) " if condition else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {when}"
            "EXECUTE FUNCTION refuse_append_only()"
        )
