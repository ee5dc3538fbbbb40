"""Cards (催办 督办 黄牌 红牌): what a named person asks of a unit, with the reply it owes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

AWAITED = text("replied_at IS NULL AND withdrawn_at IS NULL")


class Card(Versioned, Table):
    """One card; it ends with one reply or one withdrawal and is never written again.

    Triggers keep it so: what was asked stands for good, and so does a reply or a withdrawal once it is there. On
    one incident a unit has at most one unanswered card of a kind. The limit is kept as it was stated, the deadline
    as it was computed then.
    """

    __tablename__ = "card"
    __table_args__ = (
        Index(
            "uq_card_awaited",
            "incident_id",
            "unit_id",
            "kind",
            unique=True,
            sqlite_where=AWAITED,
            postgresql_where=AWAITED,
        ),
        Index("ix_card_awaited_due_at", "due_at", sqlite_where=AWAITED, postgresql_where=AWAITED),
        Index("ix_card_incident_id", "incident_id"),
        Index("ix_card_issued_at", "issued_at"),
    )
    change_kind = "card"

    id: Mapped[int] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str | None] = mapped_column(code_type(64), unique=True)
    kind: Mapped[str] = mapped_column(code_type(20))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcMoment)
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    issuer: Mapped[str] = mapped_column(String(50))
    issuer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    text: Mapped[str] = mapped_column(Text)
    calendar_key: Mapped[str] = mapped_column(code_type(40))
    mode: Mapped[str] = mapped_column(code_type(12))
    limit_value: Mapped[float] = mapped_column(Float)
    limit_unit: Mapped[str] = mapped_column(code_type(20))
    limit_minutes: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime] = mapped_column(UtcMoment)
    yellow_at: Mapped[datetime] = mapped_column(UtcMoment)
    reply: Mapped[str] = mapped_column(Text, default="", server_default="")
    replied_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    replier_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    replier: Mapped[str] = mapped_column(String(50), default="", server_default="")
    replier_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    withdrawal: Mapped[str] = mapped_column(String(200), default="", server_default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawer: Mapped[str] = mapped_column(String(50), default="", server_default="")
    withdrawer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
