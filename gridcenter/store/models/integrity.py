"""Integrity rules (数据核查): what was switched on, what a run found, and what somebody decided about it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

STILL_THERE = text("ended_at IS NULL")


class IntegritySwitch(Table):
    """Who switched a rule on or off, why and when; append-only. `definition` is the whole text of the rule.

    The newest line of a rule says what runs: a new version of the program changes no rule by itself.
    """

    __tablename__ = "integrity_switch"
    __table_args__ = (Index("ix_integrity_switch_rule", "rule", "id"),)
    change_kind = "integrity"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(code_type(40))
    rule_version: Mapped[int] = mapped_column(Integer)
    on: Mapped[bool] = mapped_column("switched_on", Boolean)
    definition: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class IntegrityRun(Table):
    """One pass over an area, or one trial of a rule (`digest` of its text then); written when it is over."""

    __tablename__ = "integrity_run"
    __table_args__ = (Index("ix_integrity_run_digest", "digest"),)
    change_kind = "integrity"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    area: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    day: Mapped[date]
    begun_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime] = mapped_column(UtcMoment)
    checked: Mapped[int] = mapped_column(Integer)
    rules: Mapped[str] = mapped_column(Text, default="", server_default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class IntegrityHit(Versioned, Table):
    """What a rule found, for as long as the registers say so: the same contradiction is the same row.

    No values of the registers are kept here; they are read when a hit is shown. `person_id` and the other keys have
    no foreign key, so that nobody is kept in a register by a hit. `verdict` repeats the newest decision.
    """

    __tablename__ = "integrity_hit"
    __table_args__ = (
        Index(
            "uq_integrity_hit_still_there",
            "rule",
            "subject_id",
            unique=True,
            sqlite_where=STILL_THERE,
            postgresql_where=STILL_THERE,
        ),
        Index("ix_integrity_hit_rule", "rule", "id"),
        Index("ix_integrity_hit_person_id", "person_id"),
    )
    change_kind = "integrity"

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(code_type(40))
    rule_version: Mapped[int] = mapped_column(Integer)
    subject: Mapped[str] = mapped_column(code_type(10))
    subject_id: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[int | None] = mapped_column(Integer)
    premises_id: Mapped[int | None] = mapped_column(Integer)
    household_id: Mapped[int | None] = mapped_column(Integer)
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    grid_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    run_id: Mapped[int] = mapped_column(ForeignKey("integrity_run.id"))
    found_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ended_why: Mapped[str] = mapped_column(code_type(10), default="", server_default="")
    verdict: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class IntegrityDecision(Table):
    """What somebody said about a hit, and why; append-only: the newest line counts."""

    __tablename__ = "integrity_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    hit_id: Mapped[int] = mapped_column(ForeignKey("integrity_hit.id"), index=True)
    verdict: Mapped[str] = mapped_column(code_type(20))
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
