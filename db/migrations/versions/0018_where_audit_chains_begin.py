"""Where the chains of the audit begin after its old part was moved away; only such a part may be removed."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import code_type

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

APPEND_ONLY = ("UPDATE", "DELETE")
PRUNED = "SELECT 1 FROM audit_anchor WHERE account_id = OLD.account_id AND sequence >= OLD.sequence"


def upgrade() -> None:
    op.create_table(
        "audit_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pruning", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", code_type(64), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_anchor_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_anchor")),
    )
    op.create_index(
        "uq_audit_anchor_account_id_pruning", "audit_anchor", ["account_id", "pruning"], unique=True
    )
    _guard(op.get_bind().dialect.name == "sqlite")


def downgrade() -> None:
    """Removals are refused altogether again; the lines moved away stay away."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER audit_no_delete" + ("" if sqlite else " ON audit"))
    if sqlite:
        op.execute(
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
            "BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END"
        )
    else:
        op.execute(
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"
        )
    op.drop_table("audit_anchor")
    if not sqlite:
        op.execute("DROP FUNCTION refuse_kept_audit()")


def _guard(sqlite: bool) -> None:
    op.execute("DROP TRIGGER audit_no_delete" + ("" if sqlite else " ON audit"))
    if sqlite:
        op.execute(
            f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit WHEN NOT EXISTS ({PRUNED}) "
            "BEGIN SELECT RAISE(ABORT, 'append-only: audit'); END"
        )
    else:
        op.execute(
            "CREATE FUNCTION refuse_kept_audit() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF NOT EXISTS ({PRUNED}) THEN "
            "RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME; END IF; RETURN OLD; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
            "FOR EACH ROW EXECUTE FUNCTION refuse_kept_audit()"
        )
    for verb in APPEND_ONLY:
        guard = f"CREATE TRIGGER audit_anchor_no_{verb.lower()} BEFORE {verb} ON audit_anchor "
        refusal = "BEGIN SELECT RAISE(ABORT, 'append-only: audit_anchor'); END"
        op.execute(guard + (refusal if sqlite else "FOR EACH ROW EXECUTE FUNCTION refuse_append_only()"))
