"""Attachments: what is known about files of incidents, kept for good; a removal is a mark that is set once."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDED = (
    *("id", "incident_id", "kind", "name", "content_type", "size", "sha256"),
    *("added_at", "adder_id", "adder", "adder_role", "step_sequence"),
)
"""What stands for good as soon as the file is there."""
KEPT = "removed_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content_type", code_type(100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", code_type(64), nullable=False),
        sa.Column("added_at", UtcMoment(), nullable=False),
        sa.Column("adder_id", sa.Integer(), nullable=False),
        sa.Column("adder", sa.String(length=50), nullable=False),
        sa.Column("adder_role", code_type(20), server_default="", nullable=False),
        sa.Column("step_sequence", sa.Integer(), nullable=True),
        sa.Column("removal", sa.String(length=200), server_default="", nullable=False),
        sa.Column("removed_at", UtcMoment(), nullable=True),
        sa.Column("remover_id", sa.Integer(), nullable=True),
        sa.Column("remover", sa.String(length=50), server_default="", nullable=False),
        sa.Column("remover_role", code_type(20), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_attachment_incident_id")),
        sa.ForeignKeyConstraint(["adder_id"], ["account.id"], name=op.f("fk_attachment_adder_id")),
        sa.ForeignKeyConstraint(["remover_id"], ["account.id"], name=op.f("fk_attachment_remover_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_incident_id", ["incident_id"], unique=False)
        batch_op.create_index("ix_attachment_sha256", ["sha256"], unique=False)
        batch_op.create_index(
            "uq_attachment_kept",
            ["incident_id", "kind", "sha256"],
            unique=True,
            sqlite_where=sa.text(KEPT),
            postgresql_where=sa.text(KEPT),
        )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_table("attachment")  # its indexes and triggers go with it; the files stay where they are


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in ADDED]
    return " OR ".join([*changed, "OLD.removed_at IS NOT NULL"])


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: attachment'); END"
    op.execute(f"CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment {refused}")
    op.execute(
        "CREATE TRIGGER attachment_added_once BEFORE UPDATE ON attachment "
        f"WHEN {_overwrites('IS NOT')} {refused}"
    )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    op.execute(f"CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment FOR EACH ROW {refused}")
    op.execute(
        "CREATE TRIGGER attachment_added_once BEFORE UPDATE ON attachment FOR EACH ROW "
        f"WHEN ({_overwrites('IS DISTINCT FROM')}) {refused}"
    )
