"""Two people under one number told apart, ties that an import brought, and what else is said of an organisation."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

APART = ("id", "person_id", "other_id", "at", "actor_id", "actor", "actor_role", "reason", "batch_id")
"""What stands for good as soon as two persons are told apart."""
SAID = (
    *("id", "organisation_id", "key", "value", "source"),
    *("recorded_on", "said_at", "said_by", "speaker", "batch_id"),
)
"""What stands for good as soon as it was said of an organisation."""
FORMER_TIE = ("id", "organisation_id", "person_id", "kind", "since", "source", "recorded_on")
TIE = (*FORMER_TIE, "batch_id")
"""What was written of a tie: never written over."""
TIE_TRIGGERS = ("organisation_person_no_delete", "organisation_person_written_once")
IN_FORCE = sa.text("undone_at IS NULL")
MARKED = ("batch_id", "ended_at", "ended_by")
UNDONE = "SELECT 1 FROM import_batch WHERE id = OLD.batch_id AND state = 'undone'"
ENDED_BY_UNDONE = (
    "SELECT 1 FROM import_batch_change c JOIN import_batch b ON b.id = c.batch_id "
    "WHERE c.subject = 'organisation_person' AND c.subject_id = OLD.id AND b.state = 'undone'"
)


def upgrade() -> None:
    op.add_column("staged_row", sa.Column("other", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("staged_row", sa.Column("why", sa.String(length=200), server_default="", nullable=False))
    op.add_column("staged_row", sa.Column("settled_by", sa.Integer(), nullable=True))
    _create_person_apart()
    _create_organisation_item()
    for name in MARKED:
        op.add_column("organisation_person", sa.Column(name, _type(name), nullable=True))
    _drop_tie_triggers()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    _drop_tie_triggers()
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_organisation_person()")
    for name in reversed(MARKED):
        op.drop_column("organisation_person", name)
    _guard_ties_as_before(op.get_bind().dialect.name == "sqlite")
    op.drop_table("organisation_item")  # indexes and triggers go with their tables
    op.drop_table("person_apart")
    for name in ("settled_by", "why", "other"):
        op.drop_column("staged_row", name)


def _type(name: str) -> sa.types.TypeEngine[object]:
    return UtcMoment() if name == "ended_at" else sa.Integer()


def _create_person_apart() -> None:
    op.create_table(
        "person_apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=50), nullable=False),
        sa.Column("actor_role", code_type(20), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", UtcMoment(), nullable=True),
        sa.Column("undoer_id", sa.Integer(), nullable=True),
        sa.Column("undoer", sa.String(length=50), server_default="", nullable=False),
        sa.Column("undoing", sa.String(length=200), server_default="", nullable=False),
        sa.CheckConstraint("person_id <> other_id", name=op.f("ck_person_apart_two")),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_person_apart_actor_id")),
        sa.ForeignKeyConstraint(["undoer_id"], ["account.id"], name=op.f("fk_person_apart_undoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_apart")),
    )
    op.create_index(
        "uq_person_apart_two",
        "person_apart",
        ["person_id", "other_id"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    op.create_index("ix_person_apart_other_id", "person_apart", ["other_id"])


def _create_organisation_item() -> None:
    op.create_table(
        "organisation_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", code_type(20), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("said_at", UtcMoment(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.String(length=50), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcMoment(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_item_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_item")),
    )
    op.create_index(op.f("ix_organisation_item_organisation_id"), "organisation_item", ["organisation_id"])


def _drop_tie_triggers() -> None:
    place = "" if op.get_bind().dialect.name == "sqlite" else " ON organisation_person"
    for name in TIE_TRIGGERS:
        op.execute(f"DROP TRIGGER {name}{place}")


def _rewritten(columns: tuple[str, ...], unlike: str) -> str:
    return " OR ".join(f"NEW.{column} {unlike} OLD.{column}" for column in columns)


def _once(unlike: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return (name, verb, table, condition) of the triggers of what is only ever ended."""
    return (
        ("person_apart_no_delete", "DELETE", "person_apart", ""),
        (
            "person_apart_written_once",
            "UPDATE",
            "person_apart",
            f"{_rewritten(APART, unlike)} OR OLD.undone_at IS NOT NULL",
        ),
        ("organisation_item_no_delete", "DELETE", "organisation_item", ""),
        (
            "organisation_item_written_once",
            "UPDATE",
            "organisation_item",
            f"{_rewritten(SAID, unlike)} OR OLD.withdrawn_at IS NOT NULL",
        ),
    )


def _ended_again(exists: str) -> str:
    """Return the condition that an ended tie is changed otherwise than by undoing the import that ended it."""
    return f"OLD.until IS NOT NULL AND NOT (NEW.until IS NULL AND EXISTS ({exists}))"


def _guard_sqlite() -> None:
    for name, verb, table, condition in _once("IS NOT"):
        when = f"WHEN {condition} " if condition else ""
        refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when}{refused}")
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: organisation_person') WHERE {}; END"
    removal = refused.format(f"NOT EXISTS ({UNDONE})")
    rewriting = refused.format(f"{_rewritten(TIE, 'IS NOT')} OR ({_ended_again(ENDED_BY_UNDONE)})")
    op.execute(f"CREATE TRIGGER {TIE_TRIGGERS[0]} BEFORE DELETE ON organisation_person {removal}")
    op.execute(f"CREATE TRIGGER {TIE_TRIGGERS[1]} BEFORE UPDATE ON organisation_person {rewriting}")


def _guard_postgresql() -> None:
    """A condition of a trigger cannot ask another table there, so a function of its own keeps the ties."""
    unlike = "IS DISTINCT FROM"
    for name, verb, table, condition in _once(unlike):
        when = f"WHEN ({condition}) " if condition else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {when}"
            "EXECUTE FUNCTION refuse_append_only()"
        )
    refused = "RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;"
    op.execute(
        "CREATE FUNCTION keep_organisation_person() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN IF NOT EXISTS ({UNDONE}) THEN {refused} END IF; RETURN OLD; END IF; "
        f"IF {_rewritten(TIE, unlike)} OR ({_ended_again(ENDED_BY_UNDONE)}) THEN {refused} END IF; "
        "RETURN NEW; END $$"
    )
    for name, verb in zip(TIE_TRIGGERS, ("DELETE", "UPDATE"), strict=True):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON organisation_person FOR EACH ROW "
            "EXECUTE FUNCTION keep_organisation_person()"
        )


def _guard_ties_as_before(sqlite: bool) -> None:
    overwrites = (
        f"{_rewritten(FORMER_TIE, 'IS NOT' if sqlite else 'IS DISTINCT FROM')} OR OLD.until IS NOT NULL"
    )
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: organisation_person'); END"
    if not sqlite:
        refused = "EXECUTE FUNCTION refuse_append_only()"
    each, when = ("", f"WHEN {overwrites} ") if sqlite else ("FOR EACH ROW ", f"WHEN ({overwrites}) ")
    op.execute(f"CREATE TRIGGER {TIE_TRIGGERS[0]} BEFORE DELETE ON organisation_person {each}{refused}")
    op.execute(f"CREATE TRIGGER {TIE_TRIGGERS[1]} BEFORE UPDATE ON organisation_person {each}{when}{refused}")
