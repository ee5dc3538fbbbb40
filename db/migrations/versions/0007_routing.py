"""Routing: the responsibility list, the centre's rulings, and what was proposed when a step named a unit."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import UtcMoment, code_type

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RULED = (
    *("id", "step_id", "incident_id", "category_id", "grid_code", "community_code", "unit_id", "ruled_at"),
    *("ruler_id", "ruler", "ruler_role", "reason", "basis"),
)
"""What stands for good as soon as the centre has ruled; that it is not to be followed is marked once."""
ENTERED = (
    *("id", "set_key", "category_code", "place_code", "source_code", "unit_id", "basis", "valid_from"),
    *("entered_at", "enterer_id", "enterer", "enterer_role", "replaces_id", "ruling_id"),
)
"""What stands for good as soon as a line of the list is entered; it is ended once."""
PROPOSED = ("id", "step_id", "incident_id", "rule_id", "ruling_id", "unit_id", "at")
IN_FORCE = "ended_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("grid_code", code_type(24), server_default="", nullable=False),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("ruled_at", UtcMoment(), nullable=False),
        *_person("ruler", server_default=None),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=200), server_default="", nullable=False),
        sa.Column("dismissal", sa.String(length=200), server_default="", nullable=False),
        sa.Column("dismissed_at", UtcMoment(), nullable=True),
        *_person("dismisser", server_default=""),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_ruling_step_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_ruling_incident_id")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_ruling_category_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_ruling_unit_id")),
        sa.ForeignKeyConstraint(["ruler_id"], ["account.id"], name=op.f("fk_ruling_ruler_id")),
        sa.ForeignKeyConstraint(["dismisser_id"], ["account.id"], name=op.f("fk_ruling_dismisser_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
    )
    with op.batch_alter_table("ruling", schema=None) as batch_op:
        batch_op.create_index("uq_ruling_step_id", ["step_id"], unique=True)
        batch_op.create_index("ix_ruling_incident_id", ["incident_id"], unique=False)
        batch_op.create_index(
            "ix_ruling_category_id_community_code", ["category_id", "community_code"], unique=False
        )
    _create_rules()
    _create_proposals()
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    guard("ruling", RULED, "OLD.dismissed_at IS NOT NULL")
    guard("responsibility_rule", ENTERED, "OLD.ended_at IS NOT NULL", "NEW.ended_at IS NULL")
    guard("routing_proposal", PROPOSED, "OLD.returned_at IS NOT NULL")


def _create_rules() -> None:
    op.create_table(
        "responsibility_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_key", code_type(40), nullable=False),
        sa.Column("category_code", code_type(60), server_default="", nullable=False),
        sa.Column("place_code", code_type(24), server_default="", nullable=False),
        sa.Column("source_code", code_type(40), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=200), server_default="", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("entered_at", UtcMoment(), nullable=False),
        *_person("enterer", server_default=None),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("ruling_id", sa.Integer(), nullable=True),
        sa.Column("ending", sa.String(length=200), server_default="", nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        *_person("ender", server_default=""),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["set_key"], ["code_set.key"], name=op.f("fk_responsibility_rule_set_key")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_responsibility_rule_unit_id")),
        sa.ForeignKeyConstraint(
            ["enterer_id"], ["account.id"], name=op.f("fk_responsibility_rule_enterer_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["responsibility_rule.id"], name=op.f("fk_responsibility_rule_replaces_id")
        ),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_responsibility_rule_ruling_id")),
        sa.ForeignKeyConstraint(["ender_id"], ["account.id"], name=op.f("fk_responsibility_rule_ender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility_rule")),
    )
    with op.batch_alter_table("responsibility_rule", schema=None) as batch_op:
        batch_op.create_index(
            "uq_responsibility_rule_in_force",
            ["set_key", "category_code", "place_code", "source_code", "valid_from"],
            unique=True,
            sqlite_where=sa.text(IN_FORCE),
            postgresql_where=sa.text(IN_FORCE),
        )
        batch_op.create_index(
            "ix_responsibility_rule_set_key_category_code", ["set_key", "category_code"], unique=False
        )


def _create_proposals() -> None:
    op.create_table(
        "routing_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=True),
        sa.Column("ruling_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("returned_at", UtcMoment(), nullable=True),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_routing_proposal_step_id")),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_routing_proposal_incident_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["responsibility_rule.id"], name=op.f("fk_routing_proposal_rule_id")
        ),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_routing_proposal_ruling_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_routing_proposal_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_proposal")),
    )
    with op.batch_alter_table("routing_proposal", schema=None) as batch_op:
        batch_op.create_index("uq_routing_proposal_step_id", ["step_id"], unique=True)
        batch_op.create_index("ix_routing_proposal_rule_id", ["rule_id"], unique=False)
        batch_op.create_index("ix_routing_proposal_incident_id", ["incident_id"], unique=False)


def downgrade() -> None:
    for table in ("routing_proposal", "responsibility_rule", "ruling"):
        op.drop_table(table)  # its indexes and triggers go with it


def _person(part: str, *, server_default: str | None) -> tuple[sa.Column[object], ...]:
    """Return who took a part: account, name and role as they were then."""
    return (
        sa.Column(f"{part}_id", sa.Integer(), nullable=True),
        sa.Column(part, sa.String(length=50), server_default=server_default, nullable=False),
        sa.Column(f"{part}_role", code_type(20), server_default="", nullable=False),
    )


def _guard_sqlite(table: str, kept: tuple[str, ...], *also: str) -> None:
    refused = f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
    overwrites = " OR ".join([*(f"NEW.{column} IS NOT OLD.{column}" for column in kept), *also])
    op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refused}")
    op.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} WHEN {overwrites} {refused}")


def _guard_postgresql(table: str, kept: tuple[str, ...], *also: str) -> None:
    """The function that refuses came with the guard of the trace (0002)."""
    refused = "EXECUTE FUNCTION refuse_append_only()"
    overwrites = " OR ".join([*(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in kept), *also])
    op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refused}")
    op.execute(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({overwrites}) {refused}"
    )
