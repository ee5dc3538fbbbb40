"""Population changes (人口变动), the passes that find them, and the tasks (一对接两跟进) they make."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

STANDING = text("withdrawn_at IS NULL")
OPEN = text("ended_at IS NULL")


class PopulationRuleText(Table):
    """The rules of a version as they were when the store first worked with them; append-only."""

    __tablename__ = "population_rule_text"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(code_type(64))
    text: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(UtcMoment)


class PopulationPass(Table):
    """One pass over the registers that came to its end; append-only.

    `baseline`: what the registers held then is known and no change. The newest baseline says what is news: rows above
    the ids, and whatever happened from `horizon` on.
    """

    __tablename__ = "population_pass"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    day: Mapped[date]
    baseline: Mapped[bool] = mapped_column(default=False, server_default=false())
    horizon: Mapped[date]
    last_person_id: Mapped[int] = mapped_column(Integer)
    last_residence_id: Mapped[int] = mapped_column(Integer)
    last_item_id: Mapped[int] = mapped_column(Integer)
    rules_version: Mapped[int] = mapped_column(Integer)
    found: Mapped[int] = mapped_column(Integer)
    withdrawn: Mapped[int] = mapped_column(Integer)
    tasks: Mapped[int] = mapped_column(Integer)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    account: Mapped[str] = mapped_column(String(50), default="", server_default="")


class PopulationChange(Table):
    """One change; what was found stands for good, and that it does not hold any more is written once, with why.

    Triggers keep it so. While it stands, (person, kind, ref) names it once; `ref` is a residence or an age. No
    foreign key leads to `person`, so that removing a person from the register needs no hand on what was counted.
    `replaces_id` is the withdrawn change of which this one is the correction; `initial` ones make no tasks.
    """

    __tablename__ = "population_change"
    __table_args__ = (
        Index(
            "uq_population_change_standing",
            "person_id",
            "kind",
            "ref",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
        Index("ix_population_change_day", "day", "id"),
        Index("ix_population_change_community_code", "community_code", "day"),
    )
    change_kind = "population_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(code_type(12))
    ref: Mapped[str] = mapped_column(code_type(12), default="", server_default="")
    day: Mapped[date]
    day_known: Mapped[bool] = mapped_column(default=True, server_default=true())
    found_at: Mapped[datetime] = mapped_column(UtcMoment)
    source: Mapped[str] = mapped_column(String(40), default="", server_default="")
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    grid_code: Mapped[str | None] = mapped_column(code_type(24))
    initial: Mapped[bool] = mapped_column(default=False, server_default=false())
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("population_change.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    withdrawn_why: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class PopulationTask(Versioned, Table):
    """What one unit has to do about a change; it ends once, by an outcome or because the change was withdrawn.

    Triggers keep what was asked and how it ended. `place_code` is that of the grid, else of the community. The limit
    is kept as it was stated, with calendar and share for yellow: deadlines follow from the segments alone.
    """

    __tablename__ = "population_task"
    __table_args__ = (
        Index("uq_population_task_change_id_rule_serial", "change_id", "rule", "serial", unique=True),
        Index("ix_population_task_unit_id_due_at", "unit_id", "due_at"),
        Index("ix_population_task_due_at", "due_at"),
        Index("ix_population_task_open", "unit_id", "due_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )
    change_kind = "population_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("population_change.id"))
    rule: Mapped[str] = mapped_column(code_type(40))
    rules_version: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    part: Mapped[str] = mapped_column(code_type(10))
    unit_kind: Mapped[str] = mapped_column(code_type(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    what: Mapped[str] = mapped_column(String(200))
    what_en: Mapped[str] = mapped_column(String(200), default="", server_default="")
    place_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    calendar_key: Mapped[str] = mapped_column(code_type(40))
    mode: Mapped[str] = mapped_column(code_type(12))
    limit_value: Mapped[float] = mapped_column(Float)
    limit_unit: Mapped[str] = mapped_column(code_type(20))
    limit_minutes: Mapped[int] = mapped_column(Integer)
    yellow_percent: Mapped[int] = mapped_column(Integer)
    started_at: Mapped[datetime] = mapped_column(UtcMoment)
    due_at: Mapped[datetime] = mapped_column(UtcMoment)
    yellow_at: Mapped[datetime] = mapped_column(UtcMoment)
    paused: Mapped[bool] = mapped_column(default=False, server_default=false())
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    outcome: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50), default="", server_default="")
    actor_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class PopulationTaskSegment(Table):
    """One run or pause of a task's clock, half-open; the last one is open while the task is. Triggers keep the rest."""

    __tablename__ = "population_task_segment"

    task_id: Mapped[int] = mapped_column(ForeignKey("population_task.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcMoment)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    running: Mapped[bool]
    ground: Mapped[str] = mapped_column(String(200), default="", server_default="")
