"""When and by whom a value about a person was verified, and when one was taken back; what was said stands for good."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SAID = ("id", "person_id", "key", "value", "source", "recorded_on", "sensitivity")
"""What a source said: never written over."""
LATER = ("verified", "verified_by", "verified_on", "withdrawn_at", "withdrawn_by", "withdrawn_why")
TRIGGERS = ("record_item_no_delete", "record_item_said_once")


def upgrade() -> None:
    for column in (
        sa.Column("verified", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("verified_by", sa.Integer(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", UtcMoment(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=200), server_default="", nullable=False),
    ):
        op.add_column("record_item", column)
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    place = "" if op.get_bind().dialect.name == "sqlite" else " ON record_item"
    for trigger in TRIGGERS:
        op.execute(f"DROP TRIGGER {trigger}{place}")
    for column in reversed(LATER):
        op.drop_column("record_item", column)


def _overwrites(unlike: str) -> str:
    """Return the condition of an update that hides something; `unlike` compares with NULLs.

    A verification may be renewed but not taken off, and a value that was taken back stays so.
    """
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in SAID]
    return " OR ".join([*changed, "OLD.withdrawn_at IS NOT NULL", "(OLD.verified AND NOT NEW.verified)"])


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: record_item'); END"
    op.execute(f"CREATE TRIGGER record_item_no_delete BEFORE DELETE ON record_item {refused}")
    op.execute(
        "CREATE TRIGGER record_item_said_once BEFORE UPDATE ON record_item "
        f"WHEN {_overwrites('IS NOT')} {refused}"
    )


def _guard_postgresql() -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "FOR EACH ROW {when} EXECUTE FUNCTION refuse_append_only()"
    op.execute(f"CREATE TRIGGER record_item_no_delete BEFORE DELETE ON record_item {refused.format(when='')}")
    when = f"WHEN ({_overwrites('IS DISTINCT FROM')})"
    op.execute(
        f"CREATE TRIGGER record_item_said_once BEFORE UPDATE ON record_item {refused.format(when=when)}"
    )
