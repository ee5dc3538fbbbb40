"""Integrity rules with what they found and what was decided, and rolls that a second person approves."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

APPEND_ONLY = ("integrity_switch", "integrity_run", "integrity_decision")
FOUND = (
    *("id", "rule", "rule_version", "subject", "subject_id", "person_id", "premises_id", "household_id"),
    *("run_id", "found_at"),
)
"""What stands for good of a hit; what has ended stays ended."""
ASKED = (
    *("id", "key", "definition_version", "definition", "digest", "area", "day", "purpose", "open_columns"),
    *("expected", "asked_at", "asker_id", "asker", "asker_role"),
)
BEGUN = ("id", "roll_id", "export_id", "form", "begun_at", "writer_id", "writer")
ONCE = {
    "integrity_hit": (FOUND, "OLD.ended_at IS NOT NULL AND NEW.ended_at {unlike} OLD.ended_at"),
    "roll": (ASKED, "OLD.decided_at IS NOT NULL"),
    "roll_file": (BEGUN, "OLD.ended_at IS NOT NULL"),
}
"""Tables whose rows are written in two parts: what stands at once, and when the rest stands, too."""


def upgrade() -> None:
    _rules()
    _hits()
    _rolls()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    for table in (
        *("roll_file", "roll", "integrity_decision", "integrity_hit", "integrity_run", "integrity_switch"),
    ):
        op.drop_table(table)  # its indexes and triggers go with it


def _by(prefix: str = "") -> list[sa.Column]:
    who = prefix or "account"
    return [
        sa.Column(f"{who}_id", sa.Integer(), nullable=False),
        sa.Column(prefix or "who", sa.String(length=50), nullable=False),
        sa.Column(f"{prefix}_role" if prefix else "role", code_type(20), server_default="", nullable=False),
    ]


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _primary(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _rules() -> None:
    op.create_table(
        "integrity_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", code_type(40), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("switched_on", sa.Boolean(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        *_by(),
        _key("integrity_switch", "account_id", "account"),
        _primary("integrity_switch"),
    )
    op.create_index("ix_integrity_switch_rule", "integrity_switch", ["rule", "id"])
    op.create_table(
        "integrity_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", code_type(64), server_default="", nullable=False),
        sa.Column("area", code_type(24), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun_at", UtcMoment(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=False),
        sa.Column("checked", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), server_default="", nullable=False),
        *_by(),
        _key("integrity_run", "account_id", "account"),
        _primary("integrity_run"),
    )
    op.create_index("ix_integrity_run_digest", "integrity_run", ["digest"])


def _hits() -> None:
    op.create_table(
        "integrity_hit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", code_type(40), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("subject", code_type(10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("person_id", "premises_id", "household_id")
        ),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("grid_code", code_type(24), server_default="", nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("found_at", UtcMoment(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("ended_why", code_type(10), server_default="", nullable=False),
        sa.Column("verdict", code_type(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _key("integrity_hit", "run_id", "integrity_run"),
        _primary("integrity_hit"),
    )
    still_there = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_integrity_hit_still_there",
        "integrity_hit",
        ["rule", "subject_id"],
        unique=True,
        sqlite_where=still_there,
        postgresql_where=still_there,
    )
    op.create_index("ix_integrity_hit_rule", "integrity_hit", ["rule", "id"])
    op.create_index("ix_integrity_hit_person_id", "integrity_hit", ["person_id"])
    op.create_table(
        "integrity_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hit_id", sa.Integer(), nullable=False),
        sa.Column("verdict", code_type(20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        *_by(),
        _key("integrity_decision", "hit_id", "integrity_hit"),
        _key("integrity_decision", "account_id", "account"),
        _primary("integrity_decision"),
    )
    op.create_index("ix_integrity_decision_hit_id", "integrity_decision", ["hit_id"])


def _rolls() -> None:
    op.create_table(
        "roll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", code_type(40), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("digest", code_type(64), nullable=False),
        sa.Column("area", code_type(24), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("open_columns", sa.Boolean(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcMoment(), nullable=False),
        *_by("asker"),
        sa.Column("decided_at", UtcMoment(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("open_granted", sa.Boolean(), nullable=True),
        sa.Column("decision_reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decider", sa.String(length=50), server_default="", nullable=False),
        sa.Column("decider_role", code_type(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "decider_id IS NULL OR decider_id <> asker_id", name=op.f("ck_roll_another_decides")
        ),
        _key("roll", "asker_id", "account"),
        _key("roll", "decider_id", "account"),
        _primary("roll"),
    )
    op.create_index("ix_roll_area", "roll", ["area", "id"])
    op.create_table(
        "roll_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roll_id", sa.Integer(), nullable=False),
        sa.Column("export_id", code_type(40), nullable=False),
        sa.Column("form", code_type(5), nullable=False),
        sa.Column("begun_at", UtcMoment(), nullable=False),
        sa.Column("writer_id", sa.Integer(), nullable=False),
        sa.Column("writer", sa.String(length=50), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("outcome", code_type(10), server_default="", nullable=False),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("content_hash", code_type(64), server_default="", nullable=False),
        sa.Column("members", sa.LargeBinary(), nullable=True),
        sa.Column("compared_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("added", "removed", "changed")),
        _key("roll_file", "roll_id", "roll"),
        _key("roll_file", "writer_id", "account"),
        _key("roll_file", "compared_id", "roll_file"),
        _primary("roll_file"),
        sa.UniqueConstraint("export_id", name=op.f("uq_roll_file_export_id")),
    )
    op.create_index("ix_roll_file_roll_id", "roll_file", ["roll_id"])


def _overwrites(table: str, unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    columns, closed = ONCE[table]
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in columns]
    return " OR ".join([*changed, f"({closed.format(unlike=unlike)})"])


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    for table in (*APPEND_ONLY, *ONCE):
        refusal = refused.format(table=table)
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refusal}")
        when = f"WHEN {_overwrites(table, 'IS NOT')} " if table in ONCE else ""
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {when}{refusal}")


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refusal = "EXECUTE FUNCTION refuse_append_only()"
    for table in (*APPEND_ONLY, *ONCE):
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refusal}")
        when = f"WHEN ({_overwrites(table, 'IS DISTINCT FROM')}) " if table in ONCE else ""
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {when}{refusal}")
