"""Cards: what a named person asks of a unit, and the one reply or the one withdrawal that ends each of them."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SAID = (
    *("id", "idempotency_key", "kind", "incident_id", "unit_id", "issued_at", "issuer_id", "issuer"),
    *("issuer_role", "text", "calendar_key", "mode", "limit_value", "limit_unit", "limit_minutes"),
    *("due_at", "yellow_at"),
)
"""What stands for good as soon as the card is issued."""
AWAITED = "replied_at IS NULL AND withdrawn_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", code_type(64), nullable=True),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcMoment(), nullable=False),
        *_person("issuer", server_default=None),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("calendar_key", code_type(40), nullable=False),
        sa.Column("mode", code_type(12), nullable=False),
        sa.Column("limit_value", sa.Float(), nullable=False),
        sa.Column("limit_unit", code_type(20), nullable=False),
        sa.Column("limit_minutes", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcMoment(), nullable=False),
        sa.Column("yellow_at", UtcMoment(), nullable=False),
        sa.Column("reply", sa.Text(), server_default="", nullable=False),
        sa.Column("replied_at", UtcMoment(), nullable=True),
        *_person("replier", server_default=""),
        sa.Column("withdrawal", sa.String(length=200), server_default="", nullable=False),
        sa.Column("withdrawn_at", UtcMoment(), nullable=True),
        *_person("withdrawer", server_default=""),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_card_incident_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_card_unit_id")),
        sa.ForeignKeyConstraint(["issuer_id"], ["account.id"], name=op.f("fk_card_issuer_id")),
        sa.ForeignKeyConstraint(["replier_id"], ["account.id"], name=op.f("fk_card_replier_id")),
        sa.ForeignKeyConstraint(["withdrawer_id"], ["account.id"], name=op.f("fk_card_withdrawer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_card_idempotency_key")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index("ix_card_incident_id", ["incident_id"], unique=False)
        batch_op.create_index("ix_card_issued_at", ["issued_at"], unique=False)
        batch_op.create_index(
            "ix_card_awaited_due_at",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text(AWAITED),
            postgresql_where=sa.text(AWAITED),
        )
        batch_op.create_index(
            "uq_card_awaited",
            ["incident_id", "unit_id", "kind"],
            unique=True,
            sqlite_where=sa.text(AWAITED),
            postgresql_where=sa.text(AWAITED),
        )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_table("card")  # its indexes and triggers go with it


def _person(part: str, *, server_default: str | None) -> tuple[sa.Column[object], ...]:
    """Return who took a part in the card: account, name and role as they were then."""
    return (
        sa.Column(f"{part}_id", sa.Integer(), nullable=True),
        sa.Column(part, sa.String(length=50), server_default=server_default, nullable=False),
        sa.Column(f"{part}_role", code_type(20), server_default="", nullable=False),
    )


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that would overwrite what was said; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in SAID]
    ended = "OLD.replied_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL"
    both = "NEW.replied_at IS NOT NULL AND NEW.withdrawn_at IS NOT NULL"
    return " OR ".join([*changed, ended, both])


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: card'); END"
    op.execute(f"CREATE TRIGGER card_no_delete BEFORE DELETE ON card {refused}")
    op.execute(f"CREATE TRIGGER card_said_once BEFORE UPDATE ON card WHEN {_overwrites('IS NOT')} {refused}")


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    op.execute(f"CREATE TRIGGER card_no_delete BEFORE DELETE ON card FOR EACH ROW {refused}")
    op.execute(
        "CREATE TRIGGER card_said_once BEFORE UPDATE ON card FOR EACH ROW "
        f"WHEN ({_overwrites('IS DISTINCT FROM')}) {refused}"
    )
