"""Records about the protection of personal information: assessments, audits, training, leaks; only ever added to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class PrivacyRecord(Table):
    """What somebody wrote down, `said` as JSON by field; with `follows_id` it is one step of that record."""

    __tablename__ = "privacy_record"
    __table_args__ = (Index("uq_privacy_record_follows_id_step", "follows_id", "step", unique=True),)
    change_kind = "privacy_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(code_type(40))
    about: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20))
    said: Mapped[str] = mapped_column(Text)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("privacy_record.id"))
    step: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
