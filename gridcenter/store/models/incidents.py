"""Incidents (事件), their steps (环节) and clocks (时限钟)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

OPEN = text("closed_at IS NULL")
RETURNED = text("closed_at IS NULL AND return_count > 0")
LATE = text("ended_at > due_at")
HELD = text("closed_at IS NULL AND handled_at IS NULL")


class Incident(Versioned, Table):
    """One matter from report to evaluation.

    `due_at`, `yellow_at`, `clock_mode` and `paused` repeat the clock that presses now, so that the queue needs
    no join; the ledger in `clock` and `clock_segment` is the truth they are computed from. `due_unit_id` is the unit
    called in whose clock that is, empty for the incident's own; `called_in` are the ids of all units that owe an
    answer, with blanks around each.
    `community_code` may hold a street or district code where no community is known.
    `recurrence` counts the closed incidents before it in its chain of reopenings. `self_handled`: whoever reported it
    settled it on the spot. `vulnerable_itself` is what its own reports say of a vulnerable person while others are
    merged into it, empty while none is.
    `review_at` is when a parked incident comes back; `applications` counts those in `adjustment` that await a decision.
    """

    __tablename__ = "incident"
    __table_args__ = (
        Index("ix_incident_open", "community_code", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_incident_held", "unit_id", sqlite_where=HELD, postgresql_where=HELD),
        Index("ix_incident_returned", "community_code", sqlite_where=RETURNED, postgresql_where=RETURNED),
        Index("ix_incident_reported_at", "reported_at"),
        Index("ix_incident_filed_at", "filed_at"),
        Index("ix_incident_closed_at", "closed_at"),
        Index("ix_incident_handle_due_at", "handle_due_at"),
        Index("ix_incident_whole_due_at", "whole_due_at"),
    )
    change_kind = "incident"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(code_type(40), unique=True)
    idempotency_key: Mapped[str | None] = mapped_column(code_type(64), unique=True)
    flow: Mapped[str] = mapped_column(code_type(30), default="city_matter", server_default="city_matter")
    flow_version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    state: Mapped[str] = mapped_column(code_type(20))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    standard_id: Mapped[int | None] = mapped_column(ForeignKey("standard.id"))
    severity: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    urgent: Mapped[bool] = mapped_column(default=False)
    vulnerable: Mapped[bool] = mapped_column(default=False)
    vulnerable_itself: Mapped[bool | None]
    source_code: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    description: Mapped[str] = mapped_column(Text, default="", server_default="")
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    longitude: Mapped[float | None] = mapped_column(Float)
    latitude: Mapped[float | None] = mapped_column(Float)
    approximate: Mapped[bool] = mapped_column(default=False)
    grid_code: Mapped[str | None] = mapped_column(code_type(24), index=True)
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    first_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    reported_at: Mapped[datetime] = mapped_column(UtcMoment)
    filed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    dispatched_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    handled_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    closed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    handle_due_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    whole_due_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    due_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    yellow_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    clock_mode: Mapped[str] = mapped_column(code_type(12), default="working", server_default="working")
    paused: Mapped[bool] = mapped_column(default=False)
    due_unit_id: Mapped[int | None] = mapped_column(Integer)
    called_in: Mapped[str] = mapped_column(Text, default="", server_default="")
    report_count: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    return_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    rework_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    extend_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    suspend_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    outcome: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    satisfied: Mapped[bool | None]
    twin_of_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))
    recurrence: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    self_handled: Mapped[bool] = mapped_column(default=False, server_default=false())
    import_hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    review_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    applications: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class Reopening(Table):
    """The link from a closed incident to the one that takes it up again; append-only.

    An incident is reopened at most once: what comes after reopens its successor. The closed one is not written again.
    """

    __tablename__ = "reopening"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    reopened_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), unique=True)


class Step(Table):
    """One move of an incident; append-only (痕迹)."""

    __tablename__ = "step"
    __table_args__ = (Index("uq_step_incident_id_sequence", "incident_id", "sequence", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    action: Mapped[str] = mapped_column(code_type(30))
    from_state: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    to_state: Mapped[str] = mapped_column(code_type(20))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50), default="", server_default="")
    role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    opinion: Mapped[str] = mapped_column(Text, default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")


class IncidentClock(Table):
    """A clock of an incident: kind accept, step or whole; a new step clock is a new row with the next sequence."""

    __tablename__ = "clock"
    __table_args__ = (
        Index("uq_clock_incident_id_kind_sequence", "incident_id", "kind", "sequence", unique=True),
        Index("ix_clock_state_due_at", "state", "due_at"),
        Index("ix_clock_late_ended_at", "ended_at", sqlite_where=LATE, postgresql_where=LATE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    kind: Mapped[str] = mapped_column(code_type(10))
    sequence: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    calendar_key: Mapped[str] = mapped_column(code_type(40))
    mode: Mapped[str] = mapped_column(code_type(12))
    limit_value: Mapped[float] = mapped_column(Float)
    limit_unit: Mapped[str] = mapped_column(code_type(20))
    limit_minutes: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(UtcMoment)
    due_at: Mapped[datetime] = mapped_column(UtcMoment)
    yellow_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    paused: Mapped[bool] = mapped_column(default=False)


class ClockSegment(Table):
    """One run or pause of a clock, half-open [started_at, ended_at); the last one is open while the clock lives."""

    __tablename__ = "clock_segment"
    __table_args__ = (Index("uq_clock_segment_clock_id_sequence", "clock_id", "sequence", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    running: Mapped[bool]
    ground: Mapped[str] = mapped_column(String(100), default="", server_default="")
