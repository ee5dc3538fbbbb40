"""Refuse changing or removing a line of the trace or the audit, whoever asks for it."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("step", "audit")
REFUSED = ("UPDATE", "DELETE")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in APPEND_ONLY:
        for verb in REFUSED:
            place = "" if sqlite else f" ON {table}"
            op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}{place}")
    if not sqlite:
        op.execute("DROP FUNCTION refuse_append_only()")


def _guard_sqlite() -> None:
    """`recursive_triggers` is on for every connection, so that REPLACE meets the delete trigger too."""
    for table in APPEND_ONLY:
        for verb in REFUSED:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
            )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        for verb in REFUSED:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"
            )
