"""Care files (关爱服务): who is helped, why and until when, who may know, visits and benefits. Append-only.

None of it is announced as a change: a desk that may not know hears nothing of it either.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type

OPEN = text("ended_at IS NULL")


class CareFile(Table):
    """One person in one programme. `expires_on` is the last day of the first term; renewals have rows of their own.

    Basis and consent stand as they were when the file was opened. Triggers let only its end be written, once.
    """

    __tablename__ = "care_file"
    __table_args__ = (
        Index("ix_care_file_person_id", "person_id"),
        Index("ix_care_file_open", "expires_on", sqlite_where=OPEN, postgresql_where=OPEN),
        CheckConstraint("expires_on >= begins_on", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    programme: Mapped[str] = mapped_column(code_type(40))
    reason: Mapped[str] = mapped_column(String(400))
    basis: Mapped[str] = mapped_column(String(300))
    consent: Mapped[str] = mapped_column(code_type(10))
    consent_on: Mapped[date | None]
    begins_on: Mapped[date]
    expires_on: Mapped[date]
    opened_at: Mapped[datetime] = mapped_column(UtcMoment)
    opened_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ended_why: Mapped[str] = mapped_column(String(400), default="", server_default="")


class CareRenewal(Table):
    """A further term, agreed by somebody else (`renewed_by`) than who made the term before (`term_by`)."""

    __tablename__ = "care_renewal"
    __table_args__ = (
        Index("uq_care_renewal_file_id_former_on", "file_id", "former_on", unique=True),
        CheckConstraint("renewed_by <> term_by", name="another_renews"),
        CheckConstraint("until_on > former_on", name="later"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("care_file.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    term_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    renewed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    former_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(400))


class CareGrant(Table):
    """Need to know (知悉范围): which account may see a file, named by whom, through which day. Taken back once."""

    __tablename__ = "care_grant"
    __table_args__ = (
        Index("ix_care_grant_account_id", "account_id", "file_id"),
        Index("ix_care_grant_file_id", "file_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("care_file.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    granted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcMoment)
    until_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class CareVisit(Table):
    """A visit (走访): planned, and once made with its outcome."""

    __tablename__ = "care_visit"
    __table_args__ = (Index("ix_care_visit_file_id", "file_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("care_file.id"))
    planned_on: Mapped[date]
    visitor_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    planned_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    planned_at: Mapped[datetime] = mapped_column(UtcMoment)
    made_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    note: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class CareBenefit(Table):
    """What is given (救助待遇): kind, amount in words, from and until, and who decided it."""

    __tablename__ = "care_benefit"
    __table_args__ = (
        Index("ix_care_benefit_file_id", "file_id"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("care_file.id"))
    kind: Mapped[str] = mapped_column(code_type(20))
    amount: Mapped[str] = mapped_column(String(100))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(String(100))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcMoment)
