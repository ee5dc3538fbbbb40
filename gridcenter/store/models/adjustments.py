"""Adjustments (延期 挂账 作废): what somebody applied for about an incident, and the one decision that ends it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

PENDING = text("ended_at IS NULL")


class Adjustment(Versioned, Table):
    """One application for a move that needs an approval; it ends once and is never written again.

    Triggers keep it so. On one incident one application for a move is open at a time. `inputs` is JSON: everything
    that the move asked for, so that approving carries out exactly what was applied for; `until` repeats the new
    deadline or the review date in it. `applied_step` and `ended_step` are numbers in the trace.
    """

    __tablename__ = "adjustment"
    __table_args__ = (
        Index(
            "uq_adjustment_pending",
            "incident_id",
            "action",
            unique=True,
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
        Index(
            "ix_adjustment_pending_applied_at", "applied_at", sqlite_where=PENDING, postgresql_where=PENDING
        ),
        Index("ix_adjustment_incident_id", "incident_id"),
    )
    change_kind = "adjustment"

    id: Mapped[int] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str | None] = mapped_column(code_type(64), unique=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    action: Mapped[str] = mapped_column(code_type(30))
    inputs: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(200))
    until: Mapped[datetime | None] = mapped_column(UtcMoment)
    applied_at: Mapped[datetime] = mapped_column(UtcMoment)
    applied_step: Mapped[int] = mapped_column(Integer)
    applicant_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    applicant: Mapped[str] = mapped_column(String(50))
    applicant_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    outcome: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    remark: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_step: Mapped[int | None] = mapped_column(Integer)
    ender_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ender: Mapped[str] = mapped_column(String(50), default="", server_default="")
    ender_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
