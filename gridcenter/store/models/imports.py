"""Import batches (导入批次): who brought which file in, what waits in staging, and what a batch changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class ImportBatch(Table):
    """One import of one file. `state` is staged, applied, dropped or undone.

    Counts are those of the staging until it is applied, then those of the writing. Triggers keep who brought what,
    and let a batch only go on: from staged to applied or dropped, from applied to undone, with who, when and why.
    `settings` is JSON: what applying needs to read the staged rows as the staging did.
    """

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(code_type(20))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    actor_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(code_type(64))
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    preset: Mapped[str] = mapped_column(String(40), default="", server_default="")
    encoding: Mapped[str] = mapped_column(String(20), default="", server_default="")
    settings: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[str] = mapped_column(code_type(10))
    rows: Mapped[int | None] = mapped_column(Integer)
    accepted: Mapped[int | None] = mapped_column(Integer)
    unchanged: Mapped[int | None] = mapped_column(Integer)
    twins: Mapped[int | None] = mapped_column(Integer)
    refused: Mapped[int | None] = mapped_column(Integer)
    applied_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    applier: Mapped[str] = mapped_column(String(50), default="", server_default="")
    """Who wrote the staged rows, and when; of a batch that was not staged: who brought it."""
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ender_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ender: Mapped[str] = mapped_column(String(50), default="", server_default="")
    end_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """When, by whom and why the batch was dropped or undone."""


class StagedRow(Table):
    """A row of a file that waits: `cells` and `evidence` are JSON and hold personal data until the batch is ended.

    `outcome` is new, agrees, differs, conflict, refused or twin. `field`, `value` (masked) and `reason` belong to
    rows that will not be written. `evidence` lists [field, old value, new value].
    """

    __tablename__ = "staged_row"
    __table_args__ = (Index("ix_staged_row_batch_id_outcome_line", "batch_id", "outcome", "line"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True)
    outcome: Mapped[str] = mapped_column(code_type(10))
    same: Mapped[bool] = mapped_column(default=False)
    """Somebody said that the row is about the person who holds the number, although it reads otherwise."""
    other: Mapped[bool] = mapped_column(default=False, server_default=false())
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")
    settled_by: Mapped[int | None]
    """Somebody (an account) said that the row is about another person under the same number, and why."""
    key: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    cells: Mapped[str] = mapped_column(Text, default="", server_default="")
    evidence: Mapped[str] = mapped_column(Text, default="", server_default="")
    field: Mapped[str] = mapped_column(String(60), default="", server_default="")
    value: Mapped[str] = mapped_column(String(200), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(400), default="", server_default="")


class BatchChange(Table):
    """A row that a batch did not make but changed, as it was `before` and as it left it (`after`), both JSON.

    `subject` is person, premises, organisation_person (a tie) or household_member, and of former imports organisation;
    of a member `subject_id` is the person, `second_id` the household. Triggers keep the row; no foreign key leads to
    what was changed.
    """

    __tablename__ = "import_batch_change"
    __table_args__ = (
        Index("ix_import_batch_change_batch_id", "batch_id"),
        Index("ix_import_batch_change_subject_subject_id", "subject", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    subject: Mapped[str] = mapped_column(code_type(20))
    subject_id: Mapped[int] = mapped_column(Integer)
    second_id: Mapped[int | None] = mapped_column(Integer)
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
