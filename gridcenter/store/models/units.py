"""Units (单位), the accounts of the people who work with the program, and the areas they may see."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class Unit(Versioned, Table):
    """Whoever can be responsible; kind is department, street, community, grid_team, company or volunteers.

    Availability and capacity repeat the newest row of `unit_duty`; `capacity` None is that of the kind.
    """

    __tablename__ = "unit"
    change_kind = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_type(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    kind: Mapped[str] = mapped_column(code_type(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    division_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="", index=True)
    availability: Mapped[str] = mapped_column(code_type(20), server_default="free")
    availability_since: Mapped[datetime | None] = mapped_column(UtcMoment)
    available_again_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    capacity: Mapped[int | None]


class Account(Versioned, Table):
    """A person who works with the program; roles are those of the flow plus auditor, administrator and wall."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(code_type(40), unique=True)
    name: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(code_type(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    password_hash: Mapped[str] = mapped_column(String(200), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class Scope(Table):
    """An area an account may see; an empty code is the whole store."""

    __tablename__ = "scope"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    division_code: Mapped[str] = mapped_column(code_type(24), primary_key=True)
