"""Routing (派遣依据): the responsibility list, the centre's rulings, and what was proposed when a unit was named."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type

IN_FORCE = text("ended_at IS NULL")


class Ruling(Versioned, Table):
    """What the centre ruled (裁定) about who is responsible for one incident; offered next time as a precedent.

    Category and place are those of the incident when it was ruled. Triggers keep it so: what was ruled stands for
    good, and that it is not to be followed is a mark that is set once.
    """

    __tablename__ = "ruling"
    __table_args__ = (
        Index("uq_ruling_step_id", "step_id", unique=True),
        Index("ix_ruling_incident_id", "incident_id"),
        Index("ix_ruling_category_id_community_code", "category_id", "community_code"),
    )
    change_kind = "ruling"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    grid_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    ruled_at: Mapped[datetime] = mapped_column(UtcMoment)
    ruler_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ruler: Mapped[str] = mapped_column(String(50))
    ruler_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200))
    basis: Mapped[str] = mapped_column(String(200), default="", server_default="")
    dismissal: Mapped[str] = mapped_column(String(200), default="", server_default="")
    dismissed_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    dismisser_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    dismisser: Mapped[str] = mapped_column(String(50), default="", server_default="")
    dismisser_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class ResponsibilityRule(Versioned, Table):
    """One line of the responsibility list (权责清单): category × place (× source) → unit, from a day until a day.

    An empty `category_code` is the whole set, an empty `place_code` everywhere, an empty `source_code` any source.
    `valid_until` is the first day on which it no longer holds. Triggers keep it so: a line is never written over; it
    is ended once, and a changed one is a new line that `replaces_id` ties to the old.
    """

    __tablename__ = "responsibility_rule"
    __table_args__ = (
        Index(
            "uq_responsibility_rule_in_force",
            "set_key",
            "category_code",
            "place_code",
            "source_code",
            "valid_from",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
        Index("ix_responsibility_rule_set_key_category_code", "set_key", "category_code"),
    )
    change_kind = "responsibility"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_key: Mapped[str] = mapped_column(ForeignKey("code_set.key"))
    category_code: Mapped[str] = mapped_column(code_type(60), default="", server_default="")
    place_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    source_code: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    basis: Mapped[str] = mapped_column(String(200), default="", server_default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    entered_at: Mapped[datetime] = mapped_column(UtcMoment)
    enterer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    enterer: Mapped[str] = mapped_column(String(50))
    enterer_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("responsibility_rule.id"))
    ruling_id: Mapped[int | None] = mapped_column(ForeignKey("ruling.id"))
    ending: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    ender_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ender: Mapped[str] = mapped_column(String(50), default="", server_default="")
    ender_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")


class RoutingProposal(Table):
    """What was proposed when a step named a unit, and which unit was taken.

    `rule_id` is the line of the list that proposed, `ruling_id` the precedent that was followed; `unit_id` is the
    unit that was named. The rule was taken where this is its own unit. `returned_at` is set once, when that unit
    returns the task.
    """

    __tablename__ = "routing_proposal"
    __table_args__ = (
        Index("uq_routing_proposal_step_id", "step_id", unique=True),
        Index("ix_routing_proposal_rule_id", "rule_id"),
        Index("ix_routing_proposal_incident_id", "incident_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("responsibility_rule.id"))
    ruling_id: Mapped[int | None] = mapped_column(ForeignKey("ruling.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    returned_at: Mapped[datetime | None] = mapped_column(UtcMoment)
