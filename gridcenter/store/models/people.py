"""The registers (人、户、房): persons, households, premises, residences (居住关系), items.

`batch_id` names the import that brought a row, without a foreign key or an index: bulk imports pay for neither, and
only the undoing of a batch asks for it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

VERIFIED = text("verified")
LIVING = text("deceased_on IS NULL")
LET = text("tenure = 'let'")


class Person(Versioned, Table):
    """A resident under a surrogate key; the ID number is unique only among verified persons.

    `source` and `recorded_on` belong to the plain columns; values from other sources stand in `record_item`.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_id_number", "id_number"),
        Index(
            "uq_person_verified_id_number",
            "id_number",
            unique=True,
            sqlite_where=VERIFIED,
            postgresql_where=VERIFIED,
        ),
        Index("ix_person_community_code", "community_code"),
        Index(
            "ix_person_living",
            *("community_code", "grid_code", "id", "deceased_on"),
            sqlite_where=LIVING,
            postgresql_where=LIVING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    id_number: Mapped[str | None] = mapped_column(code_type(18))
    id_kind: Mapped[str] = mapped_column(code_type(24), default="citizen_18", server_default="citizen_18")
    id_text: Mapped[str] = mapped_column(String(40), default="", server_default="")
    verified: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(100))
    sex: Mapped[str] = mapped_column(code_type(1), default="0", server_default="0")
    birth: Mapped[date | None]
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    education: Mapped[str] = mapped_column(code_type(2), default="", server_default="")
    marital_status: Mapped[str] = mapped_column(code_type(2), default="", server_default="")
    occupation_class: Mapped[str] = mapped_column(code_type(5), default="", server_default="")
    occupation: Mapped[str] = mapped_column(String(100), default="", server_default="")
    employer: Mapped[str] = mapped_column(String(100), default="", server_default="")
    register_address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    pension: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    medical: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    grid_code: Mapped[str | None] = mapped_column(code_type(24), index=True)
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded_on: Mapped[date | None]
    deceased_on: Mapped[date | None]
    synthetic: Mapped[bool] = mapped_column(default=False)
    batch_id: Mapped[int | None]


class RecordItem(Table):
    """One value about a person with source, date and sensitivity; conflicting sources stand side by side.

    What was said stands for good: triggers let a row only be verified, again, and taken back, once.
    `verified_by` and `withdrawn_by` are accounts. `base`: the row speaks for the person's own column of that key, which
    holds the same text and is never written; so that value, too, can be verified and taken back.
    """

    __tablename__ = "record_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    key: Mapped[str] = mapped_column(code_type(40))
    value: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded_on: Mapped[date | None]
    sensitivity: Mapped[str] = mapped_column(code_type(1), default="p", server_default="p")
    base: Mapped[bool] = mapped_column(default=False, server_default=false())
    verified: Mapped[bool] = mapped_column(default=False, server_default=false())
    verified_by: Mapped[int | None]
    verified_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_by: Mapped[int | None]
    withdrawn_why: Mapped[str] = mapped_column(String(200), default="", server_default="")
    batch_id: Mapped[int | None]


class Premises(Versioned, Table):
    """Estate → building → unit → room; `tenure` is owned, let, untitled or empty. `geometry` only for buildings.

    `placed_by`: nothing where grid and community are its own; "all" or "grid" where both, or the grid alone, are those
    of what it stands in (see `store.premises_places`).
    """

    __tablename__ = "premises"
    __table_args__ = (
        Index(
            "ix_premises_let",
            *("community_code", "grid_code", "id"),
            sqlite_where=LET,
            postgresql_where=LET,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_type(40), unique=True)
    kind: Mapped[str] = mapped_column(code_type(10))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("premises.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    tenure: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    grid_code: Mapped[str | None] = mapped_column(code_type(24), index=True)
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    longitude: Mapped[float | None] = mapped_column(Float)
    latitude: Mapped[float | None] = mapped_column(Float)
    geometry: Mapped[str | None] = mapped_column(Text)
    placed_by: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    batch_id: Mapped[int | None]


class Household(Versioned, Table):
    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(code_type(40), unique=True)
    kind: Mapped[str] = mapped_column(code_type(2), default="10", server_default="10")
    premises_id: Mapped[int | None] = mapped_column(ForeignKey("premises.id"), index=True)
    grid_code: Mapped[str | None] = mapped_column(code_type(24), index=True)
    batch_id: Mapped[int | None]


class HouseholdMember(Table):
    """Membership with relation to the head (GB/T 4761) and dates; a person who left keeps the row."""

    __tablename__ = "household_member"

    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    relation: Mapped[str] = mapped_column(code_type(4))
    since: Mapped[date | None]
    until: Mapped[date | None]
    batch_id: Mapped[int | None]


class Residence(Table):
    """Person ↔ premises with dates; kind is owner, tenant or lodger. History is kept."""

    __tablename__ = "residence"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    premises_id: Mapped[int] = mapped_column(ForeignKey("premises.id"), index=True)
    kind: Mapped[str] = mapped_column(code_type(10))
    since: Mapped[date | None]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    batch_id: Mapped[int | None]
