"""Reports behind an incident with who told of it, and incidents merged into another for as long as it is not undone."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TOLD = ("id", "incident_id", "sequence", "at", "key", "source_code", "text", "address", "taker_id", "taker")
"""What stands for good as soon as the report is there."""
CONTACT = ("reporter", "phone", "contact_hash")
"""Personal data: it stands as it was told, or is emptied."""
MERGED = (
    *("id", "kept_id", "merged_id", "at", "actor_id", "actor", "actor_role"),
    *("reason", "score", "former_state", "added"),
)
WITH_CONTACT = sa.text("contact_hash <> ''")
IN_FORCE = sa.text("undone_at IS NULL")


def upgrade() -> None:
    _create_report()
    _create_incident_merge()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_table("incident_merge")  # indexes and triggers go with their tables
    op.drop_table("report")


def _create_report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("key", code_type(64), nullable=True),
        sa.Column("source_code", code_type(40), server_default="", nullable=False),
        sa.Column("reporter", sa.String(length=50), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=30), server_default="", nullable=False),
        sa.Column("contact_hash", code_type(64), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("taker_id", sa.Integer(), nullable=True),
        sa.Column("taker", sa.String(length=50), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_report_incident_id")),
        sa.ForeignKeyConstraint(["taker_id"], ["account.id"], name=op.f("fk_report_taker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("key", name=op.f("uq_report_key")),
    )
    op.create_index("uq_report_incident_id_sequence", "report", ["incident_id", "sequence"], unique=True)
    op.create_index(
        "ix_report_contact_hash",
        "report",
        ["contact_hash"],
        sqlite_where=WITH_CONTACT,
        postgresql_where=WITH_CONTACT,
    )


def _create_incident_merge() -> None:
    op.create_table(
        "incident_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("actor_role", code_type(20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("former_state", code_type(20), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("undone_at", UtcMoment(), nullable=True),
        sa.Column("undoer_id", sa.Integer(), nullable=True),
        sa.Column("undoer", sa.String(length=50), server_default="", nullable=False),
        sa.Column("undoer_role", code_type(20), server_default="", nullable=False),
        sa.Column("undoing", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("kept_id <> merged_id", name=op.f("ck_incident_merge_two")),
        sa.ForeignKeyConstraint(["kept_id"], ["incident.id"], name=op.f("fk_incident_merge_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["incident.id"], name=op.f("fk_incident_merge_merged_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_incident_merge_actor_id")),
        sa.ForeignKeyConstraint(["undoer_id"], ["account.id"], name=op.f("fk_incident_merge_undoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_merge")),
    )
    op.create_index(
        "uq_incident_merge_merged_id",
        "incident_merge",
        ["merged_id"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    op.create_index("ix_incident_merge_kept_id", "incident_merge", ["kept_id"])


def _retold(unlike: str) -> str:
    """Return the condition of an update that would tell something else; `unlike` compares with NULLs."""
    told = [f"NEW.{column} {unlike} OLD.{column}" for column in TOLD]
    contact = [f"(NEW.{column} <> OLD.{column} AND NEW.{column} <> '')" for column in CONTACT]
    return " OR ".join([*told, *contact])


def _rewrites(unlike: str) -> str:
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in MERGED]
    return " OR ".join([*changed, "OLD.undone_at IS NOT NULL"])


def _guard_sqlite() -> None:
    for table, condition in (("report", _retold("IS NOT")), ("incident_merge", _rewrites("IS NOT"))):
        refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refused}")
        op.execute(f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} WHEN {condition} {refused}")


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    different = "IS DISTINCT FROM"
    for table, condition in (("report", _retold(different)), ("incident_merge", _rewrites(different))):
        each = f"ON {table} FOR EACH ROW"
        refused = "EXECUTE FUNCTION refuse_append_only()"
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE {each} {refused}")
        op.execute(f"CREATE TRIGGER {table}_written_once BEFORE UPDATE {each} WHEN ({condition}) {refused}")
