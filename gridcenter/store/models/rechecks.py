"""Random re-checks (抽查复核): draws of closed incidents, and what became of each incident drawn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class RecheckDraw(Table):
    """One draw of a month's closed incidents in an area; append-only, so that nobody draws until it pleases.

    `sequence` numbers the draws of a month and area; each after the first has a reason. `population_hash` is the
    SHA-256 (hex) of what was drawn from, see `domain.rechecks`; with `seed`, `rule` and `rate_percent` anybody can
    compute the sample again.
    """

    __tablename__ = "recheck_draw"
    __table_args__ = (
        Index("uq_recheck_draw_month_area_sequence", "month", "area_code", "sequence", unique=True),
    )
    change_kind = "recheck"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(code_type(7))
    area_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    sequence: Mapped[int] = mapped_column(Integer)
    rule: Mapped[str] = mapped_column(code_type(20))
    rate_percent: Mapped[float] = mapped_column(Float)
    seed: Mapped[str] = mapped_column(code_type(64))
    population: Mapped[int] = mapped_column(Integer)
    population_hash: Mapped[str] = mapped_column(code_type(64))
    drawn: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    drawn_at: Mapped[datetime] = mapped_column(UtcMoment)
    drawer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    drawer: Mapped[str] = mapped_column(String(50))
    drawer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class Recheck(Versioned, Table):
    """One incident drawn, in its place in the draw; its result is set once. Triggers keep it so."""

    __tablename__ = "recheck"
    __table_args__ = (
        Index("uq_recheck_draw_id_incident_id", "draw_id", "incident_id", unique=True),
        Index("ix_recheck_incident_id", "incident_id"),
    )
    change_kind = "recheck"

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("recheck_draw.id"))
    place: Mapped[int] = mapped_column(Integer)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    result: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    checked_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    checker_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    checker: Mapped[str] = mapped_column(String(50), default="", server_default="")
    checker_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
