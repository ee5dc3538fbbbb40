"""How persons are found: plain name, pinyin, phone and address, one row for each way in which a name is read."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import code_type

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SEARCHED = ("name", "given", "pinyin", "initials", "phone")


def upgrade() -> None:
    op.create_table(
        "person_search",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", code_type(100), server_default="", nullable=False),
        sa.Column("given", code_type(100), server_default="", nullable=False),
        sa.Column("pinyin", code_type(600), server_default="", nullable=False),
        sa.Column("initials", code_type(100), server_default="", nullable=False),
        sa.Column("phone", code_type(15), server_default="", nullable=False),
        sa.Column("address", sa.String(length=400), server_default="", nullable=False),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_search_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "reading", name=op.f("pk_person_search")),
    )
    for column in SEARCHED:
        name = f"ix_person_search_{column}"
        op.create_index(name, "person_search", [column, "community_code", "person_id"])


def downgrade() -> None:
    op.drop_table("person_search")
