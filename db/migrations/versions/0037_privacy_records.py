"""Records about the protection of personal information (个人信息保护记录); what was written stands for good."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0037"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "privacy_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(40), nullable=False),
        sa.Column("about", code_type(40), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("role", code_type(20), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("step", code_type(40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_privacy_record_account_id")),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["privacy_record.id"], name=op.f("fk_privacy_record_follows_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_record")),
    )
    op.create_index(
        "uq_privacy_record_follows_id_step", "privacy_record", ["follows_id", "step"], unique=True
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb in ("UPDATE", "DELETE"):
        trigger = f"CREATE TRIGGER privacy_record_no_{verb.lower()} BEFORE {verb} ON privacy_record"
        if sqlite:
            op.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, 'append-only: privacy_record'); END")
        else:  # the function that refuses came with the guard of the trace (0002)
            op.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION refuse_append_only()")


def downgrade() -> None:
    op.drop_table("privacy_record")  # indexes and triggers go with their table
