"""Addresses in two parts, so that a word inside one is found quickly; whom the list of a search named.

What finds persons is derived: the table is made anew, and filled by the next import or `gridcenter people index`.
"""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import code_type

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

SEARCHED = ("name", "given", "pinyin", "initials", "phone")
PRUNED = (
    "SELECT 1 FROM audit JOIN audit_anchor ON audit_anchor.account_id = audit.account_id "
    "AND audit_anchor.sequence >= audit.sequence WHERE audit.id = OLD.audit_id"
)


def upgrade() -> None:
    op.drop_table("person_search")
    _person_search(
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        with_rowid=False,
    )
    for first, second in (("place_id", "room_id"), ("room_id", "place_id")):
        op.create_index(f"ix_person_search_{first}", "person_search", [first, second, "person_id"])
    _address_parts()
    _audit_listed()
    _guard(op.get_bind().dialect.name == "sqlite")


def downgrade() -> None:
    op.drop_table("audit_listed")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION refuse_kept_lists()")
    op.drop_table("searched_room")
    op.drop_table("searched_place")
    op.drop_table("person_search")
    address = sa.Column("address", sa.String(length=400), server_default="", nullable=False)
    _person_search(address, with_rowid=True)


def _person_search(*columns: sa.Column[object], with_rowid: bool) -> None:
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
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("grid_code", code_type(24), nullable=True),
        *columns,
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_search_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "reading", name=op.f("pk_person_search")),
        sqlite_with_rowid=with_rowid,
    )
    for column in SEARCHED:
        name = f"ix_person_search_{column}"
        op.create_index(name, "person_search", [column, "community_code", "person_id"])


def _address_parts() -> None:
    op.create_table(
        "searched_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", code_type(400), nullable=False),
        sa.Column("community_code", code_type(24), nullable=False),
        sa.Column("grid_code", code_type(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searched_place")),
    )
    op.create_index("ix_searched_place_text", "searched_place", ["text", "community_code", "grid_code"])
    op.create_index(
        "ix_searched_place_community_code", "searched_place", ["community_code", "text", "grid_code"]
    )
    op.create_table(
        "searched_room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", code_type(400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searched_room")),
    )
    op.create_index("ix_searched_room_text", "searched_room", ["text"])


def _audit_listed() -> None:
    op.create_table(
        "audit_listed",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("subject_hash", code_type(64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_audit_listed_audit_id")),
        sa.PrimaryKeyConstraint("audit_id", "place", name=op.f("pk_audit_listed")),
    )
    for column in ("person_id", "subject_hash"):
        op.create_index(f"ix_audit_listed_{column}", "audit_listed", [column])


def _guard(sqlite: bool) -> None:
    """Refuse a change, and a removal before the line of the search itself may go."""
    if sqlite:
        refusal = "BEGIN SELECT RAISE(ABORT, 'append-only: audit_listed'); END"
        op.execute(f"CREATE TRIGGER audit_listed_no_update BEFORE UPDATE ON audit_listed {refusal}")
        op.execute(
            "CREATE TRIGGER audit_listed_no_delete BEFORE DELETE ON audit_listed "
            f"WHEN NOT EXISTS ({PRUNED}) {refusal}"
        )
        return
    op.execute(
        "CREATE TRIGGER audit_listed_no_update BEFORE UPDATE ON audit_listed "
        "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"
    )
    op.execute(
        "CREATE FUNCTION refuse_kept_lists() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT EXISTS ({PRUNED}) THEN "
        "RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END IF; RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_listed_no_delete BEFORE DELETE ON audit_listed "
        "FOR EACH ROW EXECUTE FUNCTION refuse_kept_lists()"
    )
