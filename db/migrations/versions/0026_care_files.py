"""Care files with who may know of them, and the indexes by which ledgers are counted and paged per grid."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = ("care_file", "care_renewal", "care_grant", "care_visit", "care_benefit")
FIRST = {
    "care_file": (
        *("id", "person_id", "programme", "reason", "basis", "consent", "consent_on", "begins_on"),
        *("expires_on", "opened_at", "opened_by"),
    ),
    "care_grant": ("id", "file_id", "account_id", "granted_by", "granted_at", "until_on"),
    "care_visit": ("id", "file_id", "planned_on", "visitor_id", "planned_by", "planned_at"),
}
"""What stands for good as soon as it is written."""
LAST = {"care_file": "ended_at", "care_grant": "revoked_at", "care_visit": "recorded_at"}
"""What is written later, once; a row that has it is never written again."""
OPEN, LIVING, LET = "ended_at IS NULL", "deceased_on IS NULL", "tenure = 'let'"


def upgrade() -> None:
    _create_file()
    _create_renewal()
    _create_grant()
    _create_visit()
    _create_benefit()
    _index("person", "ix_person_living", ["community_code", "grid_code", "id"], LIVING)
    _index("premises", "ix_premises_let", ["community_code", "grid_code", "id"], LET)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        _guard(table, sqlite=sqlite)


def downgrade() -> None:
    op.drop_index("ix_premises_let", table_name="premises")
    op.drop_index("ix_person_living", table_name="person")
    for table in reversed(TABLES):  # their indexes and triggers go with them
        op.drop_table(table)


def _index(table: str, name: str, columns: list[str], where: str = "", *, unique: bool = False) -> None:
    some = sa.text(where) if where else None
    op.create_index(name, table, columns, unique=unique, sqlite_where=some, postgresql_where=some)


def _account(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}"))
        for column in columns
    ]


def _of_file(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["file_id"], ["care_file.id"], name=op.f(f"fk_{table}_file_id"))


def _create_file() -> None:
    op.create_table(
        "care_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("programme", code_type(40), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("consent", code_type(10), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("opened_at", UtcMoment(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_why", sa.String(length=400), server_default="", nullable=False),
        sa.CheckConstraint("expires_on >= begins_on", name=op.f("ck_care_file_term")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_care_file_person_id")),
        *_account("care_file", "opened_by", "ended_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_file")),
    )
    _index("care_file", "ix_care_file_person_id", ["person_id"])
    _index("care_file", "ix_care_file_open", ["expires_on"], OPEN)


def _create_renewal() -> None:
    op.create_table(
        "care_renewal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("term_by", sa.Integer(), nullable=False),
        sa.Column("renewed_by", sa.Integer(), nullable=False),
        sa.Column("former_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.CheckConstraint("renewed_by <> term_by", name=op.f("ck_care_renewal_another_renews")),
        sa.CheckConstraint("until_on > former_on", name=op.f("ck_care_renewal_later")),
        _of_file("care_renewal"),
        *_account("care_renewal", "term_by", "renewed_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_renewal")),
    )
    _index("care_renewal", "uq_care_renewal_file_id_former_on", ["file_id", "former_on"], unique=True)


def _create_grant() -> None:
    op.create_table(
        "care_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("granted_at", UtcMoment(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", UtcMoment(), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        _of_file("care_grant"),
        *_account("care_grant", "account_id", "granted_by", "revoked_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_grant")),
    )
    _index("care_grant", "ix_care_grant_account_id", ["account_id", "file_id"])
    _index("care_grant", "ix_care_grant_file_id", ["file_id"])


def _create_visit() -> None:
    op.create_table(
        "care_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("visitor_id", sa.Integer(), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("planned_at", UtcMoment(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("outcome", code_type(20), server_default="", nullable=False),
        sa.Column("note", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UtcMoment(), nullable=True),
        _of_file("care_visit"),
        *_account("care_visit", "visitor_id", "planned_by", "recorded_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_visit")),
    )
    _index("care_visit", "ix_care_visit_file_id", ["file_id"])


def _create_benefit() -> None:
    op.create_table(
        "care_benefit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("amount", sa.String(length=100), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=100), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcMoment(), nullable=False),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_care_benefit_term")),
        _of_file("care_benefit"),
        *_account("care_benefit", "recorded_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_benefit")),
    )
    _index("care_benefit", "ix_care_benefit_file_id", ["file_id"])


def _guard(table: str, *, sqlite: bool) -> None:
    """Refuse removals and updates of what stands; PostgreSQL's function came with the guard of the trace (0002)."""
    refused = (
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        if sqlite
        else "EXECUTE FUNCTION refuse_append_only()"
    )
    each = "" if sqlite else "FOR EACH ROW "
    when = ""
    if table in FIRST:
        condition = _overwrites(table, "IS NOT" if sqlite else "IS DISTINCT FROM")
        when = f"WHEN {condition} " if sqlite else f"WHEN ({condition}) "
    op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {each}{refused}")
    op.execute(f"CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table} {each}{when}{refused}")


def _overwrites(table: str, unlike: str) -> str:
    """Return the condition of an update that would overwrite what stands; `unlike` compares with NULLs."""
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in FIRST[table]]
    return " OR ".join([*changed, f"OLD.{LAST[table]} IS NOT NULL"])
