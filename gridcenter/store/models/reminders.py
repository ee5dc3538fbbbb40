"""Who has taken note of what, and who keeps a desk quiet until when: evidence, only ever added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class Acknowledgement(Table):
    """Somebody has taken note (知悉) of one happening of an incident; for all desks, and once.

    `event` is what happened (new, red, review, card); `episode` tells one happening from the next of its kind: a
    second redness has another deadline and is therefore not acknowledged by the first one's row.
    """

    __tablename__ = "acknowledgement"
    __table_args__ = (
        Index("uq_acknowledgement_episode", "incident_id", "event", "episode", unique=True),
        Index("ix_acknowledgement_at", "at"),
    )
    change_kind = "acknowledgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    event: Mapped[str] = mapped_column(code_type(20))
    episode: Mapped[str] = mapped_column(code_type(64))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class Silence(Table):
    """No tone until a moment at the desks of one account, or with `unit_id` at all desks of that unit.

    The newest row that names a desk holds; ending it early is another row, whose `until` is its own moment.
    """

    __tablename__ = "silence"
    __table_args__ = (
        Index("ix_silence_account_id", "account_id"),
        Index("ix_silence_unit_id", "unit_id"),
    )
    change_kind = "silence"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    until: Mapped[datetime] = mapped_column(UtcMoment)
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
