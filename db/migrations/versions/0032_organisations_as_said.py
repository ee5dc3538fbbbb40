"""Statements about an organisation are verified, too, and its columns hold what comes first of them."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0032"
down_revision = "0030"
branch_labels = None
depends_on = None

FORMER = (
    *("id", "organisation_id", "key", "value", "source"),
    *("recorded_on", "said_at", "said_by", "speaker", "batch_id"),
)
SAID = (*FORMER, "base")
"""What stands for good as soon as it was said."""
TRIGGERS = ("organisation_item_no_delete", "organisation_item_written_once")
UNDONE = "SELECT 1 FROM import_batch WHERE id = OLD.batch_id AND state = 'undone'"
DAYS = frozenset({"founded_on", "ended_on"})

ITEM = sa.table(
    "organisation_item",
    *(
        sa.column(name, kind)
        for name, kind in (
            ("id", sa.Integer()),
            ("organisation_id", sa.Integer()),
            ("key", code_type(20)),
            ("value", sa.String(200)),
            ("source", sa.String(40)),
            ("recorded_on", sa.Date()),
            ("said_at", UtcMoment()),
            ("batch_id", sa.Integer()),
            ("base", sa.Boolean()),
            ("withdrawn_at", UtcMoment()),
        )
    ),
)
ORGANISATION = sa.table(
    "organisation",
    *(
        sa.column(name, kind)
        for name, kind in (
            ("id", sa.Integer()),
            ("name", sa.String(200)),
            ("kind", code_type(20)),
            ("status", code_type(20)),
            ("founded_on", sa.Date()),
            ("ended_on", sa.Date()),
            ("source", sa.String(40)),
            ("recorded_on", sa.Date()),
            ("batch_id", sa.Integer()),
            ("version", sa.Integer()),
        )
    ),
)


def upgrade() -> None:
    op.add_column(
        "organisation_item", sa.Column("base", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("organisation_item", sa.Column("verified_by", sa.Integer(), nullable=True))
    op.add_column("organisation_item", sa.Column("verified_on", sa.Date(), nullable=True))
    _drop_triggers()
    _keep_what_columns_say()
    _let_columns_hold_what_comes_first()
    sqlite = op.get_bind().dialect.name == "sqlite"
    (_guard_sqlite if sqlite else _guard_postgresql)()


def downgrade() -> None:
    """The columns hold again what their own source said; what was said beside it stays beside it."""
    _drop_triggers()
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_organisation_item()")
    _give_columns_back()
    for name in ("verified_on", "verified_by", "base"):
        op.drop_column("organisation_item", name)
    sqlite = op.get_bind().dialect.name == "sqlite"
    unlike = "IS NOT" if sqlite else "IS DISTINCT FROM"
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: organisation_item'); END"
    if not sqlite:
        refused = "EXECUTE FUNCTION refuse_append_only()"
    rewritten = f"{_rewritten(FORMER, unlike)} OR OLD.withdrawn_at IS NOT NULL"
    each, when = ("", f"WHEN {rewritten} ") if sqlite else ("FOR EACH ROW ", f"WHEN ({rewritten}) ")
    op.execute(f"CREATE TRIGGER {TRIGGERS[0]} BEFORE DELETE ON organisation_item {each}{refused}")
    op.execute(f"CREATE TRIGGER {TRIGGERS[1]} BEFORE UPDATE ON organisation_item {each}{when}{refused}")


def _drop_triggers() -> None:
    place = "" if op.get_bind().dialect.name == "sqlite" else " ON organisation_item"
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}{place}")


def _keep_what_columns_say() -> None:
    """Write the column down as a statement of its source wherever something else is said of the same item."""
    bind, at = op.get_bind(), datetime.now(UTC)
    spoken = sa.select(ITEM.c.organisation_id, ITEM.c.key).distinct()
    for organisation, key in bind.execute(spoken).all():
        if key not in ORGANISATION.c:
            continue
        columns = (ORGANISATION.c[name] for name in (key, "source", "recorded_on", "batch_id"))
        own = bind.execute(sa.select(*columns).where(ORGANISATION.c.id == organisation)).one()
        if own[0]:
            said = {"organisation_id": organisation, "key": key, "value": str(own[0]), "source": own[1]}
            values = {**said, "recorded_on": own[2], "said_at": at, "batch_id": own[3], "base": True}
            bind.execute(ITEM.insert().values(values))


def _let_columns_hold_what_comes_first() -> None:
    """Nothing is verified yet: the value recorded last comes first, then the column's own, then what was said last."""
    bind = op.get_bind()
    standing = sa.select(ITEM).where(ITEM.c.withdrawn_at.is_(None))
    first: dict[tuple[int, str], sa.Row] = {}
    for row in bind.execute(standing.order_by(ITEM.c.id)).all():
        key = (row.organisation_id, row.key)
        if key not in first or _weight(row) >= _weight(first[key]):
            first[key] = row
    for (organisation, key), row in first.items():
        if key in ORGANISATION.c:
            _set(organisation, key, row.value)


def _weight(row: sa.Row) -> tuple[date, bool, int]:
    return row.recorded_on or date.min, bool(row.base), row.id


def _set(organisation: int, key: str, text: str) -> None:
    value = date.fromisoformat(text) if key in DAYS else text
    raised = {key: value, "version": ORGANISATION.c.version + 1}
    op.get_bind().execute(ORGANISATION.update().where(ORGANISATION.c.id == organisation).values(raised))


def _give_columns_back() -> None:
    bind = op.get_bind()
    base = sa.select(ITEM).where(ITEM.c.base)
    for row in bind.execute(base).all():
        if row.key in ORGANISATION.c:
            _set(row.organisation_id, row.key, row.value)
    bind.execute(ITEM.delete().where(sa.or_(ITEM.c.base, ITEM.c.key == "place")))


def _rewritten(columns: tuple[str, ...], unlike: str) -> str:
    return " OR ".join(f"NEW.{column} {unlike} OLD.{column}" for column in columns)


def _overwritten(unlike: str) -> str:
    """Return the condition that more is done than verifying a statement, or taking it back once."""
    unverified = "(OLD.verified_on IS NOT NULL AND NEW.verified_on IS NULL)"
    return f"{_rewritten(SAID, unlike)} OR OLD.withdrawn_at IS NOT NULL OR {unverified}"


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: organisation_item') WHERE {}; END"
    for name, verb, condition in (
        (TRIGGERS[0], "DELETE", f"NOT EXISTS ({UNDONE})"),
        (TRIGGERS[1], "UPDATE", _overwritten("IS NOT")),
    ):
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON organisation_item {refused.format(condition)}")


def _guard_postgresql() -> None:
    """A condition of a trigger cannot ask another table there, so a function of its own keeps the statements."""
    refused = "RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME;"
    op.execute(
        "CREATE FUNCTION keep_organisation_item() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN IF NOT EXISTS ({UNDONE}) THEN {refused} END IF; RETURN OLD; END IF; "
        f"IF {_overwritten('IS DISTINCT FROM')} THEN {refused} END IF; RETURN NEW; END $$"
    )
    for name, verb in zip(TRIGGERS, ("DELETE", "UPDATE"), strict=True):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON organisation_item FOR EACH ROW "
            "EXECUTE FUNCTION keep_organisation_item()"
        )
