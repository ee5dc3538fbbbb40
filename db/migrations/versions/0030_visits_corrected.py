"""A visit that was noted wrongly is replaced by a new line, which says why; the old one stands as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("replaced_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("visit_id > replaced_id", name=op.f("ck_visit_correction_newer")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_correction_visit_id")),
        sa.ForeignKeyConstraint(["replaced_id"], ["visit.id"], name=op.f("fk_visit_correction_replaced_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_correction")),
    )
    op.create_index("uq_visit_correction_visit_id", "visit_correction", ["visit_id"], unique=True)
    op.create_index("uq_visit_correction_replaced_id", "visit_correction", ["replaced_id"], unique=True)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb in ("UPDATE", "DELETE"):
        trigger = f"CREATE TRIGGER visit_correction_no_{verb.lower()} BEFORE {verb} ON visit_correction"
        if sqlite:
            op.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, 'append-only: visit_correction'); END")
        else:  # the function that refuses came with the guard of the trace (0002)
            op.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION refuse_append_only()")


def downgrade() -> None:
    op.drop_table("visit_correction")  # indexes and triggers go with their table
