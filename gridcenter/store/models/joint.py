"""Joint handling (会办, 协办): which unit was called in to an incident, what it was asked, and how that ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type

OWED = text("ended_at IS NULL")


class CoHandling(Table):
    """One call of a unit; it ends once, with the unit's answer, its release, or the end of the incident.

    `ending` is answered, released or incident_ended. Triggers keep what was asked and how it ended. On one incident
    a unit owes at most one answer at a time. Its clock is the row of `clock` with this key.
    """

    __tablename__ = "co_handling"
    __table_args__ = (
        Index(
            "uq_co_handling_owed",
            "unit_id",
            "incident_id",
            unique=True,
            sqlite_where=OWED,
            postgresql_where=OWED,
        ),
        Index("ix_co_handling_incident_id", "incident_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    called_at: Mapped[datetime] = mapped_column(UtcMoment)
    caller_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    caller: Mapped[str] = mapped_column(String(50))
    caller_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    asked: Mapped[str] = mapped_column(Text, default="", server_default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ending: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    said: Mapped[str] = mapped_column(Text, default="", server_default="")
    ender_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ender: Mapped[str] = mapped_column(String(50), default="", server_default="")
    ender_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class UnitDuty(Table):
    """What a named person said about a unit's availability and capacity, and why; append-only.

    `availability` is free, busy or off_duty. The unit repeats its newest row. `capacity` None is that of its kind.
    """

    __tablename__ = "unit_duty"
    __table_args__ = (Index("ix_unit_duty_unit_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    availability: Mapped[str] = mapped_column(code_type(20))
    until: Mapped[datetime | None] = mapped_column(UtcMoment)
    capacity: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(200))
    setter_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    setter: Mapped[str] = mapped_column(String(50))
    setter_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
