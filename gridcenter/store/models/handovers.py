"""Shift handovers (交接班): what one shift leaves to the next, and the signature that takes it over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

UNSIGNED = text("signed_at IS NULL")


class Handover(Versioned, Table):
    """One handover; a signature by another account ends it, and then it is never written again.

    Triggers keep it so. `figures` is JSON: the lights, parked incidents and cards as they were at `written_at`, with
    the ids behind every count, and the incidents that the next shift is asked to watch.
    """

    __tablename__ = "handover"
    __table_args__ = (
        Index("ix_handover_written_at", "written_at"),
        Index("ix_handover_unsigned", "written_at", sqlite_where=UNSIGNED, postgresql_where=UNSIGNED),
        CheckConstraint("signer_id IS NULL OR signer_id <> author_id", name="another_signs"),
    )
    change_kind = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    idempotency_key: Mapped[str | None] = mapped_column(code_type(64), unique=True)
    area: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    written_at: Mapped[datetime] = mapped_column(UtcMoment)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    author: Mapped[str] = mapped_column(String(50))
    author_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    figures: Mapped[str] = mapped_column(Text)
    pending: Mapped[str] = mapped_column(Text, default="", server_default="")
    signed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    signer: Mapped[str] = mapped_column(String(50), default="", server_default="")
    signer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    remarks: Mapped[str] = mapped_column(Text, default="", server_default="")
