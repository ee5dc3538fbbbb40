"""What an incident's own reports say of a vulnerable person: what is taken out of it takes its own mark along."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident", sa.Column("vulnerable_itself", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("incident", "vulnerable_itself")
