"""What an organisation is and since when, and how persons belong to one; such a tie is ended, never written over."""

import sqlalchemy as sa
from alembic import op

from gridcenter.store.types import code_type

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TIE = ("id", "organisation_id", "person_id", "kind", "since", "source", "recorded_on")
"""What was written of a tie: never written over."""
TRIGGERS = ("organisation_person_no_delete", "organisation_person_written_once")
PRESENT = sa.text("until IS NULL")
OURS = "codes ours"
CODES = {
    ("organisation_kind", "组织类型", "Kind of organisation"): (
        ("enterprise", "企业", "enterprise"),
        ("self_employed", "个体工商户", "self-employed business"),
        ("institution", "事业单位", "public institution"),
        ("agency", "机关", "public agency"),
        ("social", "社会组织", "social organisation"),
        ("shop", "商铺", "shop"),
        ("office", "办公场所", "office"),
        ("plant", "厂库", "works or storehouse"),
        ("school", "学校", "school"),
        ("other", "其他", "other"),
    ),
    ("organisation_status", "存续状态", "Standing of an organisation"): (
        ("active", "存续", "active"),
        ("suspended", "停业", "suspended"),
        ("closed", "注销", "closed"),
        ("revoked", "吊销", "licence revoked"),
    ),
}


def upgrade() -> None:
    for column in (
        sa.Column("status", code_type(20), server_default="", nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=True),
    ):
        op.add_column("organisation", column)
    op.create_table(
        "organisation_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", code_type(10), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_person_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_organisation_person_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_person")),
    )
    for column in ("organisation_id", "person_id"):
        op.create_index(op.f(f"ix_organisation_person_{column}"), "organisation_person", [column])
    op.create_index(
        "uq_organisation_person_present",
        "organisation_person",
        ["organisation_id", "person_id", "kind"],
        unique=True,
        sqlite_where=PRESENT,
        postgresql_where=PRESENT,
    )
    _guard(op.get_bind().dialect.name == "sqlite")
    _name_codes()


def downgrade() -> None:
    """The names of the codes stay: a centre may have written its own beside them."""
    op.drop_table("organisation_person")
    for column in ("recorded_on", "source", "ended_on", "founded_on", "status"):
        op.drop_column("organisation", column)


def _guard(sqlite: bool) -> None:
    unlike = "IS NOT" if sqlite else "IS DISTINCT FROM"
    changed = [f"NEW.{column} {unlike} OLD.{column}" for column in TIE]
    overwrites = " OR ".join([*changed, "OLD.until IS NOT NULL"])
    refused = "BEGIN SELECT RAISE(ABORT, 'append-only: organisation_person'); END"
    if not sqlite:
        refused = "EXECUTE FUNCTION refuse_append_only()"
    each, when = ("", f"WHEN {overwrites} ") if sqlite else ("FOR EACH ROW ", f"WHEN ({overwrites}) ")
    op.execute(f"CREATE TRIGGER {TRIGGERS[0]} BEFORE DELETE ON organisation_person {each}{refused}")
    op.execute(f"CREATE TRIGGER {TRIGGERS[1]} BEFORE UPDATE ON organisation_person {each}{when}{refused}")


def _name_codes() -> None:
    """Give a store that has its code sets already the two new ones; a new store reads them from its tables."""
    bind = op.get_bind()
    sets = sa.table("code_set", *map(sa.column, ("key", "name", "name_en", "edition", "source")))
    entries = sa.table(
        "code_entry", *map(sa.column, ("set_key", "code", "name", "name_en", "parent_code", "position"))
    )
    known = set(bind.scalars(sa.select(sets.c.key)))
    last = bind.scalar(sa.select(sa.func.max(entries.c.position))) or 0
    for (key, name, name_en), lines in CODES.items():
        if not known or key in known:
            continue
        bind.execute(sets.insert().values(key=key, name=name, name_en=name_en, edition="", source=OURS))
        for place, (code, zh, en) in enumerate(lines, start=1):
            line = {"set_key": key, "code": code, "name": zh, "name_en": en, "parent_code": ""}
            bind.execute(entries.insert().values(**line, position=last + place))
        last += len(lines)
