"""Rolls (名册): who asked for one, who approved it, and what was written."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class Roll(Versioned, Table):
    """A roll asked for, for a purpose; another account approves or refuses it, once. Triggers keep both.

    `definition` is the whole text of what is asked, `digest` its SHA-256: a later file of rules changes nothing here.
    `expected` rows were counted when it was asked for. `open_columns` asks for columns without their masks;
    `open_granted` is what was approved of it.
    """

    __tablename__ = "roll"
    __table_args__ = (
        CheckConstraint("decider_id IS NULL OR decider_id <> asker_id", name="another_decides"),
        Index("ix_roll_area", "area", "id"),
    )
    change_kind = "roll"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(code_type(40))
    definition_version: Mapped[int] = mapped_column(Integer)
    definition: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(code_type(64))
    area: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    day: Mapped[date]
    purpose: Mapped[str] = mapped_column(String(200))
    open_columns: Mapped[bool] = mapped_column(Boolean)
    expected: Mapped[int] = mapped_column(Integer)
    asked_at: Mapped[datetime] = mapped_column(UtcMoment)
    asker_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asker: Mapped[str] = mapped_column(String(50))
    asker_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    approved: Mapped[bool | None] = mapped_column(Boolean)
    open_granted: Mapped[bool | None] = mapped_column(Boolean)
    decision_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decider: Mapped[str] = mapped_column(String(50), default="", server_default="")
    decider_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class RollFile(Table):
    """One file of a roll: the row is there before the first byte, and says once how it ended.

    `content_hash` is the SHA-256 of heading and rows, the same for every form. `members` holds for each row the
    person's id and a keyed hash of the row, packed (see `domain.roll_members`), so that a later roll can say in
    numbers what differs; `compared_id` is the file it was compared with.
    """

    __tablename__ = "roll_file"
    change_kind = "roll"

    id: Mapped[int] = mapped_column(primary_key=True)
    roll_id: Mapped[int] = mapped_column(ForeignKey("roll.id"), index=True)
    export_id: Mapped[str] = mapped_column(code_type(40), unique=True)
    form: Mapped[str] = mapped_column(code_type(5))
    begun_at: Mapped[datetime] = mapped_column(UtcMoment)
    writer_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    writer: Mapped[str] = mapped_column(String(50))
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    outcome: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    rows: Mapped[int | None] = mapped_column(Integer)
    content_hash: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    members: Mapped[bytes | None] = mapped_column(LargeBinary)
    compared_id: Mapped[int | None] = mapped_column(ForeignKey("roll_file.id"))
    added: Mapped[int | None] = mapped_column(Integer)
    removed: Mapped[int | None] = mapped_column(Integer)
    changed: Mapped[int | None] = mapped_column(Integer)
