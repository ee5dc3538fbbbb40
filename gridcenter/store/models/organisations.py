"""The register of organisations (组织), and how persons belong to them (任职、投资、从业)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

PRESENT = text("until IS NULL")


class Organisation(Versioned, Table):
    """Company, shop, school or association; `uscc` is its unified social credit code (GB 32100).

    `kind` and `status` are of the code sets organisation_kind and organisation_status; an empty one is unknown. Name,
    kind, status, days and place hold what comes first of what is said (`OrganisationItem`), or what the first source
    said where nothing else was ever said; `source` and `recorded_on` belong to that one.
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    uscc: Mapped[str | None] = mapped_column(code_type(18), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    status: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    founded_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    premises_id: Mapped[int | None] = mapped_column(ForeignKey("premises.id"), index=True)
    grid_code: Mapped[str | None] = mapped_column(code_type(24), index=True)
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded_on: Mapped[date | None]
    synthetic: Mapped[bool] = mapped_column(default=False)
    batch_id: Mapped[int | None]


class OrganisationPerson(Table):
    """How a person belongs to an organisation, with dates and source; `kind` is a `domain.organisations.Tie`.

    What was written stands for good: triggers let a row only be ended, once; undoing the import that made or ended it
    removes it, or opens it again. `ended_by` is the account that ended it.
    """

    __tablename__ = "organisation_person"
    __table_args__ = (
        Index(
            "uq_organisation_person_present",
            "organisation_id",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=PRESENT,
            postgresql_where=PRESENT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(code_type(10))
    since: Mapped[date | None]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded_on: Mapped[date | None]
    batch_id: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_by: Mapped[int | None]


class OrganisationItem(Table):
    """What a source says of an organisation; the columns of the organisation hold what comes first of it.

    `key` is one of `domain.organisations.ITEMS`. A `base` row keeps what the column held before anything else was said.
    Triggers let a row only be verified, and taken back once; undoing the import that wrote it may remove it.
    """

    __tablename__ = "organisation_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    key: Mapped[str] = mapped_column(code_type(20))
    value: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded_on: Mapped[date | None]
    said_at: Mapped[datetime] = mapped_column(UtcMoment)
    said_by: Mapped[int | None]
    speaker: Mapped[str] = mapped_column(String(50), default="", server_default="")
    batch_id: Mapped[int | None]
    base: Mapped[bool] = mapped_column(default=False, server_default=false())
    verified_by: Mapped[int | None]
    verified_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_by: Mapped[int | None]
    withdrawn_why: Mapped[str] = mapped_column(String(200), default="", server_default="")
