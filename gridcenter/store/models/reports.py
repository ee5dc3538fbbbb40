"""Reports (诉求) behind an incident, and the merging (并案) of incidents that are one matter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

IN_FORCE = text("undone_at IS NULL")
WITH_CONTACT = text("contact_hash <> ''")


class Report(Table):
    """One report of a matter: who told of it, when, through which channel, and in which words.

    `reporter` and `phone` are personal data: shown masked, in full only by an audited reveal. `contact_hash` is the
    keyed hash of the phone number, by which earlier reports of the same caller are found. Triggers keep what was
    told; only the three of them can be emptied. An imported incident has no row of its own first report: it is that
    report itself.
    """

    __tablename__ = "report"
    __table_args__ = (
        Index("uq_report_incident_id_sequence", "incident_id", "sequence", unique=True),
        Index(
            "ix_report_contact_hash", "contact_hash", sqlite_where=WITH_CONTACT, postgresql_where=WITH_CONTACT
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    key: Mapped[str | None] = mapped_column(code_type(64), unique=True)
    source_code: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    reporter: Mapped[str] = mapped_column(String(50), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    contact_hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    text: Mapped[str] = mapped_column(Text, default="", server_default="")
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    taker: Mapped[str] = mapped_column(String(50), default="", server_default="")


class IncidentMerge(Versioned, Table):
    """One incident merged into another, for as long as it is not undone.

    An incident is merged into at most one at a time. `former_state` is the state to which it comes back, `added` the
    reports by which the kept one's count grew, `score` how alike the two were thought to be. Triggers keep what was
    written and let the undoing be written once.
    """

    __tablename__ = "incident_merge"
    __table_args__ = (
        Index(
            "uq_incident_merge_merged_id",
            "merged_id",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
        Index("ix_incident_merge_kept_id", "kept_id"),
        CheckConstraint("kept_id <> merged_id", name="two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    merged_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    actor_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200))
    score: Mapped[int | None] = mapped_column(Integer)
    former_state: Mapped[str] = mapped_column(code_type(20))
    added: Mapped[int] = mapped_column(Integer)
    undone_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    undoer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    undoer: Mapped[str] = mapped_column(String(50), default="", server_default="")
    undoer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    undoing: Mapped[str] = mapped_column(String(200), default="", server_default="")
