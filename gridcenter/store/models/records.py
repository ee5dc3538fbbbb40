"""What the store writes about itself: committed changes, and the audit of who looked at what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class Change(Table):
    """One committed change: kind, key and row version, no content.

    On PostgreSQL the column `xid` stands before `seq`, so that a transaction has its number before it takes a
    sequence number; the reader's gap chasing depends on it (see `store.changes`).
    """

    __tablename__ = "change"
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), Identity(always=False, cache=1), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(UtcMoment)
    kind: Mapped[str] = mapped_column(code_type(20))
    key: Mapped[str] = mapped_column(code_type(60))
    row_version: Mapped[int] = mapped_column(Integer)


class AuditEntry(Table):
    """Who did what, when and why; chained per account so that an edit or a removal shows.

    `subject_hash` is an HMAC of the ID number under the store's audit key: never the number itself.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("uq_audit_account_id_sequence", "account_id", "sequence", unique=True),
        Index("ix_audit_subject_hash", "subject_hash"),
        Index("ix_audit_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    action: Mapped[str] = mapped_column(code_type(20))
    outcome: Mapped[str] = mapped_column(code_type(20))
    purpose: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    incident_number: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(400), default="", server_default="")
    subject_hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    person_id: Mapped[int | None] = mapped_column(Integer)
    """No foreign key: a person who is removed from the register leaves the audit as it was."""
    fields: Mapped[str] = mapped_column(String(400), default="", server_default="")
    previous_hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")


class AuditListed(Table):
    """A person whom the list of an audited search named: by key and by keyed hash of the ID number, never by name.

    The line of the search holds a seal over its rows, so that a row added, changed or removed shows.
    """

    __tablename__ = "audit_listed"
    __table_args__ = (
        Index("ix_audit_listed_person_id", "person_id"),
        Index("ix_audit_listed_subject_hash", "subject_hash"),
    )

    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int]
    """No foreign key, as in the audit itself."""
    record_id: Mapped[int | None]
    """The value of another source by which the person was found."""
    subject_hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")


class AuditAnchor(Table):
    """The last line removed from the beginning of an account's chain by one pruning (see `store.audit_pruning`).

    Triggers let a line of the audit go only up to an anchor, and an anchor never.
    """

    __tablename__ = "audit_anchor"
    __table_args__ = (Index("uq_audit_anchor_account_id_pruning", "account_id", "pruning", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pruning: Mapped[int] = mapped_column(Integer)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sequence: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(code_type(64))
