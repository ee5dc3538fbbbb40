"""Attachments (附件) of incidents: what is known about a file; the file itself stands outside the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

KEPT = text("removed_at IS NULL")


class Attachment(Versioned, Table):
    """One file of one incident; `sha256` (hex, lower case) names its content, of which there is one copy.

    Triggers keep it so: what was added stands for good, and a removal is a mark that is set once. `name` is what
    the person's file was called; it is only ever shown. `step_sequence` is the newest step when it was added.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        Index(
            "uq_attachment_kept",
            "incident_id",
            "kind",
            "sha256",
            unique=True,
            sqlite_where=KEPT,
            postgresql_where=KEPT,
        ),
        Index("ix_attachment_incident_id", "incident_id"),
        Index("ix_attachment_sha256", "sha256"),
    )
    change_kind = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    kind: Mapped[str] = mapped_column(code_type(20))
    name: Mapped[str] = mapped_column(String(200))
    content_type: Mapped[str] = mapped_column(code_type(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(code_type(64))
    added_at: Mapped[datetime] = mapped_column(UtcMoment)
    adder_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    adder: Mapped[str] = mapped_column(String(50))
    adder_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    step_sequence: Mapped[int | None] = mapped_column(Integer)
    removal: Mapped[str] = mapped_column(String(200), default="", server_default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    remover_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    remover: Mapped[str] = mapped_column(String(50), default="", server_default="")
    remover_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")

    @property
    def change_key(self) -> str:
        """Readers ask for all attachments of the incident again."""
        return str(self.incident_id)
