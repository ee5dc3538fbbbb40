"""The first schema"""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import TransactionNumber, UtcMoment, code_type

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def transaction_number() -> list[sa.Column[str]]:
    """On PostgreSQL the transaction's number, declared before `seq` so that it is assigned before it."""
    if op.get_bind().dialect.name != "postgresql":
        return []
    return [
        sa.Column("xid", TransactionNumber(), server_default=sa.text("pg_current_xact_id()"), nullable=False)
    ]


def upgrade() -> None:
    op.create_table(
        "backdrop_shape",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backdrop_shape")),
    )
    op.create_table(
        "calendar",
        sa.Column("key", code_type(40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("spans", sa.String(length=100), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("years", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_calendar")),
    )
    op.create_table(
        "change",
        *transaction_number(),
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(always=False, cache=1),
            nullable=False,
        ),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("key", code_type(60), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "code_set",
        sa.Column("key", code_type(40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("edition", sa.String(length=40), server_default="", nullable=False),
        sa.Column("source", sa.String(length=200), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_code_set")),
    )
    op.create_table(
        "counter",
        sa.Column("key", code_type(60), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_counter")),
    )
    op.create_table(
        "division",
        sa.Column("code", code_type(12), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("parent_code", code_type(12), nullable=True),
        sa.Column("edition", sa.String(length=20), server_default="", nullable=False),
        sa.Column("geometry", sa.Text(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_division")),
    )
    with op.batch_alter_table("division", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_division_parent_code"), ["parent_code"], unique=False)

    op.create_table(
        "grid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code_type(24), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("community_code", code_type(24), nullable=False),
        sa.Column("kind", code_type(8), server_default="GT11", nullable=False),
        sa.Column("level", code_type(4), server_default="L1", nullable=False),
        sa.Column("level_reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("level_review_on", sa.Date(), nullable=True),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("valid_from", UtcMoment(), nullable=False),
        sa.Column("valid_until", UtcMoment(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid")),
    )
    with op.batch_alter_table("grid", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grid_community_code"), ["community_code"], unique=False)
        batch_op.create_index("uq_grid_code_valid_from", ["code", "valid_from"], unique=True)
        batch_op.create_index(
            "uq_grid_current_code",
            ["code"],
            unique=True,
            sqlite_where=sa.text("valid_until IS NULL"),
            postgresql_where=sa.text("valid_until IS NULL"),
        )

    op.create_table(
        "indicator",
        sa.Column("key", code_type(40), nullable=False),
        sa.Column("kind", code_type(10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("numerator", code_type(40), server_default="", nullable=False),
        sa.Column("denominator", code_type(40), server_default="", nullable=False),
        sa.Column("formula", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_indicator")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("id_number", code_type(18), nullable=True),
        sa.Column("id_kind", code_type(24), server_default="citizen_18", nullable=False),
        sa.Column("id_text", sa.String(length=40), server_default="", nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sex", code_type(1), server_default="0", nullable=False),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("education", code_type(2), server_default="", nullable=False),
        sa.Column("marital_status", code_type(2), server_default="", nullable=False),
        sa.Column("occupation_class", code_type(5), server_default="", nullable=False),
        sa.Column("occupation", sa.String(length=100), server_default="", nullable=False),
        sa.Column("employer", sa.String(length=100), server_default="", nullable=False),
        sa.Column("register_address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("pension", code_type(10), server_default="", nullable=False),
        sa.Column("medical", code_type(10), server_default="", nullable=False),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("deceased_on", sa.Date(), nullable=True),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_community_code", ["community_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_grid_code"), ["grid_code"], unique=False)
        batch_op.create_index("ix_person_id_number", ["id_number"], unique=False)
        batch_op.create_index(
            "uq_person_verified_id_number",
            ["id_number"],
            unique=True,
            sqlite_where=sa.text("verified"),
            postgresql_where=sa.text("verified"),
        )

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grid_code", code_type(24), nullable=False),
        sa.Column("role", code_type(16), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=50), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index("uq_post_grid_role_slot", ["grid_code", "role", "slot"], unique=True)

    op.create_table(
        "premises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code_type(40), nullable=False),
        sa.Column("kind", code_type(10), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("tenure", code_type(10), server_default="", nullable=False),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("geometry", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["premises.id"], name=op.f("fk_premises_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premises")),
        sa.UniqueConstraint("code", name=op.f("uq_premises_code")),
    )
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_premises_grid_code"), ["grid_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_premises_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "store_fact",
        sa.Column("key", code_type(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_fact")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code_type(40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), server_default="", nullable=False),
        sa.Column("kind", code_type(20), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("division_code", code_type(24), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_division_code"), ["division_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", code_type(40), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("role", code_type(20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_account_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("calendar_key", code_type(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_key"], ["calendar.key"], name=op.f("fk_calendar_day_calendar_key")
        ),
        sa.PrimaryKeyConstraint("calendar_key", "day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_key", code_type(40), nullable=False),
        sa.Column("code", code_type(60), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("major_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), server_default="", nullable=False),
        sa.Column("pinyin", sa.String(length=400), server_default="", nullable=False),
        sa.Column("initials", code_type(100), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["major_id"], ["category.id"], name=op.f("fk_category_major_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["category.id"], name=op.f("fk_category_parent_id")),
        sa.ForeignKeyConstraint(["set_key"], ["code_set.key"], name=op.f("fk_category_set_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
    )
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_category_major_id"), ["major_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_category_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("uq_category_set_key_code", ["set_key", "code"], unique=True)

    op.create_table(
        "code_entry",
        sa.Column("set_key", code_type(40), nullable=False),
        sa.Column("code", code_type(40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), server_default="", nullable=False),
        sa.Column("parent_code", code_type(40), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["set_key"], ["code_set.key"], name=op.f("fk_code_entry_set_key")),
        sa.PrimaryKeyConstraint("set_key", "code", name=op.f("pk_code_entry")),
    )
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", code_type(40), nullable=False),
        sa.Column("kind", code_type(2), server_default="10", nullable=False),
        sa.Column("premises_id", sa.Integer(), nullable=True),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"], name=op.f("fk_household_premises_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("number", name=op.f("uq_household_number")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_grid_code"), ["grid_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_household_premises_id"), ["premises_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uscc", code_type(18), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", code_type(20), server_default="", nullable=False),
        sa.Column("premises_id", sa.Integer(), nullable=True),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"], name=op.f("fk_organisation_premises_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("uscc", name=op.f("uq_organisation_uscc")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_grid_code"), ["grid_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_premises_id"), ["premises_id"], unique=False)

    op.create_table(
        "record_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", code_type(40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.Column("sensitivity", code_type(1), server_default="p", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_record_item_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_item")),
    )
    with op.batch_alter_table("record_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_item_person_id"), ["person_id"], unique=False)

    op.create_table(
        "residence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("premises_id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(10), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_residence_person_id")),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"], name=op.f("fk_residence_premises_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residence")),
    )
    with op.batch_alter_table("residence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_residence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_residence_premises_id"), ["premises_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("action", code_type(20), nullable=False),
        sa.Column("outcome", code_type(20), nullable=False),
        sa.Column("purpose", code_type(20), server_default="", nullable=False),
        sa.Column("incident_number", code_type(40), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=400), server_default="", nullable=False),
        sa.Column("subject_hash", code_type(64), server_default="", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.String(length=400), server_default="", nullable=False),
        sa.Column("previous_hash", code_type(64), server_default="", nullable=False),
        sa.Column("hash", code_type(64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_audit_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_subject_hash", ["subject_hash"], unique=False)
        batch_op.create_index("uq_audit_account_id_sequence", ["account_id", "sequence"], unique=True)

    op.create_table(
        "component",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", code_type(20), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("state", code_type(10), server_default="intact", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_component_category_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_component_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component")),
        sa.UniqueConstraint("code", name=op.f("uq_component_code")),
    )
    with op.batch_alter_table("component", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_category_id"), ["category_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_component_grid_code"), ["grid_code"], unique=False)

    op.create_table(
        "household_member",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("relation", code_type(4), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_household_member_household_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_household_member_person_id")),
        sa.PrimaryKeyConstraint("household_id", "person_id", name=op.f("pk_household_member")),
    )
    with op.batch_alter_table("household_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_member_person_id"), ["person_id"], unique=False)

    op.create_table(
        "scope",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("division_code", code_type(24), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_scope_account_id")),
        sa.PrimaryKeyConstraint("account_id", "division_code", name=op.f("pk_scope")),
    )
    op.create_table(
        "standard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("situation", sa.String(length=200), server_default="", nullable=False),
        sa.Column("handle_value", sa.Float(), nullable=False),
        sa.Column("handle_unit", code_type(20), nullable=False),
        sa.Column("whole_value", sa.Float(), nullable=True),
        sa.Column("whole_unit", code_type(20), server_default="", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_standard_category_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard")),
    )
    with op.batch_alter_table("standard", schema=None) as batch_op:
        batch_op.create_index("uq_standard_key", ["category_id", "sequence", "valid_from"], unique=True)

    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", code_type(40), nullable=False),
        sa.Column("idempotency_key", code_type(64), nullable=True),
        sa.Column("flow", code_type(30), server_default="city_matter", nullable=False),
        sa.Column("state", code_type(20), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=True),
        sa.Column("severity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("vulnerable", sa.Boolean(), nullable=False),
        sa.Column("source_code", code_type(40), server_default="", nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.String(length=200), server_default="", nullable=False),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("grid_code", code_type(24), nullable=True),
        sa.Column("community_code", code_type(24), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("first_unit_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", UtcMoment(), nullable=False),
        sa.Column("filed_at", UtcMoment(), nullable=True),
        sa.Column("dispatched_at", UtcMoment(), nullable=True),
        sa.Column("handled_at", UtcMoment(), nullable=True),
        sa.Column("closed_at", UtcMoment(), nullable=True),
        sa.Column("handle_due_at", UtcMoment(), nullable=True),
        sa.Column("whole_due_at", UtcMoment(), nullable=True),
        sa.Column("due_at", UtcMoment(), nullable=True),
        sa.Column("yellow_at", UtcMoment(), nullable=True),
        sa.Column("clock_mode", code_type(12), server_default="working", nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("report_count", sa.Integer(), server_default="1", nullable=False),
        sa.Column("return_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rework_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extend_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("suspend_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("outcome", code_type(20), server_default="", nullable=False),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("twin_of_id", sa.Integer(), nullable=True),
        sa.Column("import_hash", code_type(64), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_incident_category_id")),
        sa.ForeignKeyConstraint(["first_unit_id"], ["unit.id"], name=op.f("fk_incident_first_unit_id")),
        sa.ForeignKeyConstraint(["standard_id"], ["standard.id"], name=op.f("fk_incident_standard_id")),
        sa.ForeignKeyConstraint(["twin_of_id"], ["incident.id"], name=op.f("fk_incident_twin_of_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_incident_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_incident_idempotency_key")),
        sa.UniqueConstraint("number", name=op.f("uq_incident_number")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_category_id"), ["category_id"], unique=False)
        batch_op.create_index("ix_incident_closed_at", ["closed_at"], unique=False)
        batch_op.create_index("ix_incident_filed_at", ["filed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_grid_code"), ["grid_code"], unique=False)
        batch_op.create_index("ix_incident_handle_due_at", ["handle_due_at"], unique=False)
        batch_op.create_index(
            "ix_incident_open",
            ["community_code"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.create_index("ix_incident_reported_at", ["reported_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_incident_whole_due_at", ["whole_due_at"], unique=False)

    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", code_type(20), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("calendar_key", code_type(40), nullable=False),
        sa.Column("mode", code_type(12), nullable=False),
        sa.Column("limit_value", sa.Float(), nullable=False),
        sa.Column("limit_unit", code_type(20), nullable=False),
        sa.Column("limit_minutes", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcMoment(), nullable=False),
        sa.Column("due_at", UtcMoment(), nullable=False),
        sa.Column("yellow_at", UtcMoment(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_clock_incident_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_clock_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.create_index(
            "uq_clock_incident_id_kind_sequence", ["incident_id", "kind", "sequence"], unique=True
        )
        batch_op.create_index("ix_clock_state_due_at", ["state", "due_at"], unique=False)

    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("action", code_type(30), nullable=False),
        sa.Column("from_state", code_type(20), server_default="", nullable=False),
        sa.Column("to_state", code_type(20), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=50), server_default="", nullable=False),
        sa.Column("role", code_type(20), server_default="", nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("opinion", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["account.id"], name=op.f("fk_step_actor_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_step_incident_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_step_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index("uq_step_incident_id_sequence", ["incident_id", "sequence"], unique=True)

    op.create_table(
        "clock_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcMoment(), nullable=False),
        sa.Column("ended_at", UtcMoment(), nullable=True),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=100), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_clock_segment_clock_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_segment")),
    )
    with op.batch_alter_table("clock_segment", schema=None) as batch_op:
        batch_op.create_index("uq_clock_segment_clock_id_sequence", ["clock_id", "sequence"], unique=True)


def downgrade() -> None:
    with op.batch_alter_table("clock_segment", schema=None) as batch_op:
        batch_op.drop_index("uq_clock_segment_clock_id_sequence")

    op.drop_table("clock_segment")
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_index("uq_step_incident_id_sequence")

    op.drop_table("step")
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.drop_index("ix_clock_state_due_at")
        batch_op.drop_index("uq_clock_incident_id_kind_sequence")

    op.drop_table("clock")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_whole_due_at")
        batch_op.drop_index(batch_op.f("ix_incident_unit_id"))
        batch_op.drop_index("ix_incident_reported_at")
        batch_op.drop_index(
            "ix_incident_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index("ix_incident_handle_due_at")
        batch_op.drop_index(batch_op.f("ix_incident_grid_code"))
        batch_op.drop_index("ix_incident_filed_at")
        batch_op.drop_index("ix_incident_closed_at")
        batch_op.drop_index(batch_op.f("ix_incident_category_id"))

    op.drop_table("incident")
    with op.batch_alter_table("standard", schema=None) as batch_op:
        batch_op.drop_index("uq_standard_key")

    op.drop_table("standard")
    op.drop_table("scope")
    with op.batch_alter_table("household_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_member_person_id"))

    op.drop_table("household_member")
    with op.batch_alter_table("component", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_component_grid_code"))
        batch_op.drop_index(batch_op.f("ix_component_category_id"))

    op.drop_table("component")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("uq_audit_account_id_sequence")
        batch_op.drop_index("ix_audit_subject_hash")
        batch_op.drop_index("ix_audit_at")

    op.drop_table("audit")
    with op.batch_alter_table("residence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_residence_premises_id"))
        batch_op.drop_index(batch_op.f("ix_residence_person_id"))

    op.drop_table("residence")
    with op.batch_alter_table("record_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_item_person_id"))

    op.drop_table("record_item")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_premises_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_grid_code"))

    op.drop_table("organisation")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_premises_id"))
        batch_op.drop_index(batch_op.f("ix_household_grid_code"))

    op.drop_table("household")
    op.drop_table("code_entry")
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.drop_index("uq_category_set_key_code")
        batch_op.drop_index(batch_op.f("ix_category_parent_id"))
        batch_op.drop_index(batch_op.f("ix_category_major_id"))

    op.drop_table("category")
    op.drop_table("calendar_day")
    op.drop_table("account")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_parent_id"))
        batch_op.drop_index(batch_op.f("ix_unit_division_code"))

    op.drop_table("unit")
    op.drop_table("store_fact")
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_premises_parent_id"))
        batch_op.drop_index(batch_op.f("ix_premises_grid_code"))

    op.drop_table("premises")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index("uq_post_grid_role_slot")

    op.drop_table("post")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_person_verified_id_number",
            sqlite_where=sa.text("verified"),
            postgresql_where=sa.text("verified"),
        )
        batch_op.drop_index("ix_person_id_number")
        batch_op.drop_index(batch_op.f("ix_person_grid_code"))
        batch_op.drop_index("ix_person_community_code")

    op.drop_table("person")
    op.drop_table("indicator")
    with op.batch_alter_table("grid", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_grid_current_code",
            sqlite_where=sa.text("valid_until IS NULL"),
            postgresql_where=sa.text("valid_until IS NULL"),
        )
        batch_op.drop_index("uq_grid_code_valid_from")
        batch_op.drop_index(batch_op.f("ix_grid_community_code"))

    op.drop_table("grid")
    with op.batch_alter_table("division", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_division_parent_code"))

    op.drop_table("division")
    op.drop_table("counter")
    op.drop_table("code_set")
    op.drop_table("change")
    op.drop_table("calendar")
    op.drop_table("backdrop_shape")
