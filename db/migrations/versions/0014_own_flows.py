"""Flows that a centre has changed: every version of the text for good, when which was played through or switched on,
and on each incident the version it was reported under."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

APPEND_ONLY = ("flow_template", "flow_switch")
REFUSED = ("UPDATE", "DELETE")


def upgrade() -> None:
    op.create_table(
        "flow_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", code_type(30), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", code_type(64), nullable=False),
        sa.Column("put_at", UtcMoment(), nullable=False),
        sa.Column("putter_id", sa.Integer(), nullable=False),
        sa.Column("putter", sa.String(length=50), nullable=False),
        sa.Column("putter_role", code_type(20), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["putter_id"], ["account.id"], name=op.f("fk_flow_template_putter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_template")),
        sa.UniqueConstraint("key", "number", name=op.f("uq_flow_template_key_number")),
    )
    op.create_table(
        "flow_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", code_type(30), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", code_type(20), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("actor_role", code_type(20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_flow_switch_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flow_switch")),
        sa.UniqueConstraint("key", "sequence", name=op.f("uq_flow_switch_key_sequence")),
    )
    op.add_column("incident", sa.Column("flow_version", sa.Integer(), server_default="1", nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_column("incident", "flow_version")
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)  # its triggers go with it


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        for verb in REFUSED:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
            )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    for table in APPEND_ONLY:
        for verb in REFUSED:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"
            )
