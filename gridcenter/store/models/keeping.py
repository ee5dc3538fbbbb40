"""Keeping the register true: persons who are one human (并档), and visits (走访) by which it stays fresh."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

IN_FORCE = text("undone_at IS NULL")


class PersonMerge(Versioned, Table):
    """One row of the register seen as another, for as long as it is not undone; neither row is written or removed.

    A person is merged into at most one at a time. `basis` is number, upgraded (a number of 15 digits that is the
    other's 18) or decision. Triggers keep what was written and let the undoing be written once.
    """

    __tablename__ = "person_merge"
    __table_args__ = (
        Index(
            "uq_person_merge_merged_id",
            "merged_id",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
        Index("ix_person_merge_kept_id", "kept_id"),
        CheckConstraint("kept_id <> merged_id", name="two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    merged_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    actor_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    actor_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    basis: Mapped[str] = mapped_column(code_type(10))
    reason: Mapped[str] = mapped_column(String(200))
    undone_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    undoer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    undoer: Mapped[str] = mapped_column(String(50), default="", server_default="")
    undoer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    undoing: Mapped[str] = mapped_column(String(200), default="", server_default="")


class PersonApart(Table):
    """Two rows under one number of which somebody said that they are two people, for as long as it is not undone.

    No foreign key leads to `person`: a decision keeps nobody in the register. Triggers keep what was written and let
    the undoing be written once.
    """

    __tablename__ = "person_apart"
    __table_args__ = (
        Index(
            "uq_person_apart_two",
            "person_id",
            "other_id",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
        Index("ix_person_apart_other_id", "other_id"),
        CheckConstraint("person_id <> other_id", name="two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int]
    other_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcMoment)
    actor_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    actor_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200))
    batch_id: Mapped[int | None]
    undone_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    undoer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    undoer: Mapped[str] = mapped_column(String(50), default="", server_default="")
    undoing: Mapped[str] = mapped_column(String(200), default="", server_default="")


class Visit(Table):
    """A visit to a household, or to a person who is in none. Triggers refuse an update or a removal.

    `grid_code` and `community_code` are the place as it was on the day. `outcome` is met, not_at_home, moved or
    refused. `note` is about people: it stands in no log and no list.
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_household_id_day", "household_id", "day"),
        Index("ix_visit_person_id_day", "person_id", "day"),
        CheckConstraint("(household_id IS NULL) <> (person_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    grid_code: Mapped[str | None] = mapped_column(code_type(24))
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    outcome: Mapped[str] = mapped_column(code_type(20))
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")


class VisitCorrection(Table):
    """A visit that replaces another one, which was noted wrongly, and why. Triggers refuse an update or a removal.

    A visit is replaced once: a correction that was wrong is corrected itself.
    """

    __tablename__ = "visit_correction"
    __table_args__ = (
        Index("uq_visit_correction_visit_id", "visit_id", unique=True),
        Index("uq_visit_correction_replaced_id", "replaced_id", unique=True),
        CheckConstraint("visit_id > replaced_id", name="newer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    replaced_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    reason: Mapped[str] = mapped_column(String(200))
