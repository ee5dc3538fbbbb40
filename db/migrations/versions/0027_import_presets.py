"""Which column of a file is which field, kept under a name."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_preset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("encoding", code_type(20), server_default="", nullable=False),
        sa.Column("datum", code_type(12), server_default="", nullable=False),
        sa.Column("saved_by", sa.String(length=50), nullable=False),
        sa.Column("saved_at", UtcMoment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_preset")),
    )
    op.create_index("uq_import_preset_name", "import_preset", ["name"], unique=True)


def downgrade() -> None:
    op.drop_table("import_preset")
