"""How premises were held over time (房屋性质), and what was kept by hand of residences, households and tenures."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class PremisesTenure(Table):
    """Owned, let, untitled or empty, with dates; `premises.tenure` repeats the one that goes on."""

    __tablename__ = "premises_tenure"

    id: Mapped[int] = mapped_column(primary_key=True)
    premises_id: Mapped[int] = mapped_column(ForeignKey("premises.id"), index=True)
    tenure: Mapped[str] = mapped_column(code_type(10))
    since: Mapped[date | None]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")


class HomeChange(Table):
    """One act of keeping a residence, a membership or a tenure by hand: how the line was and how it is, and why.

    `subject` is residence (`subject_id` is its id), member (`subject_id` is the household) or tenure (`second_id` is
    the premises). `before` and `after` are JSON, empty where there was or is no line. No foreign key leads to the
    registers: what was noted keeps nobody in them. Triggers refuse an update or a removal.
    """

    __tablename__ = "home_change"
    __table_args__ = (
        Index("ix_home_change_subject_subject_id", "subject", "subject_id"),
        Index("ix_home_change_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(code_type(12))
    subject_id: Mapped[int]
    second_id: Mapped[int | None]
    person_id: Mapped[int | None]
    deed: Mapped[str] = mapped_column(code_type(20))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    before: Mapped[str] = mapped_column(Text, default="", server_default="")
    after: Mapped[str] = mapped_column(Text, default="", server_default="")
