"""Divisions (行政区划), grids (网格) with their versions, posts (岗位: 格长, 网格员), and the backdrop of the map."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Float, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class Division(Versioned, Table):
    """A node of the official tree; level 1 province … 5 community; old codes stay with `valid_until`."""

    __tablename__ = "division"
    change_kind = "division"

    code: Mapped[str] = mapped_column(code_type(12), primary_key=True)
    level: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    parent_code: Mapped[str | None] = mapped_column(code_type(12), index=True)
    edition: Mapped[str] = mapped_column(String(20), default="", server_default="")
    geometry: Mapped[str | None] = mapped_column(Text)
    longitude: Mapped[float | None] = mapped_column(Float)
    latitude: Mapped[float | None] = mapped_column(Float)
    valid_until: Mapped[date | None]

    @property
    def change_key(self) -> str:
        return self.code


class Grid(Versioned, Table):
    """One version of a grid; the current one has no `valid_until`. A boundary change makes a new row."""

    __tablename__ = "grid"
    __table_args__ = (
        Index("uq_grid_code_valid_from", "code", "valid_from", unique=True),
        Index(
            "uq_grid_current_code",
            "code",
            unique=True,
            sqlite_where=text("valid_until IS NULL"),
            postgresql_where=text("valid_until IS NULL"),
        ),
    )
    change_kind = "grid"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_type(24))
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    community_code: Mapped[str] = mapped_column(code_type(24), index=True)
    kind: Mapped[str] = mapped_column(code_type(8), default="GT11", server_default="GT11")
    level: Mapped[str] = mapped_column(code_type(4), default="L1", server_default="L1")
    level_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    level_review_on: Mapped[date | None]
    geometry: Mapped[str] = mapped_column(Text)
    longitude: Mapped[float] = mapped_column(Float)
    latitude: Mapped[float] = mapped_column(Float)
    valid_from: Mapped[datetime] = mapped_column(UtcMoment)
    valid_until: Mapped[datetime | None] = mapped_column(UtcMoment)

    @property
    def change_key(self) -> str:
        return self.code


class Post(Versioned, Table):
    """A role slot of a grid; an empty `holder` is a vacancy. Holders are staff, not residents."""

    __tablename__ = "post"
    __table_args__ = (Index("uq_post_grid_role_slot", "grid_code", "role", "slot", unique=True),)
    change_kind = "post"

    id: Mapped[int] = mapped_column(primary_key=True)
    grid_code: Mapped[str] = mapped_column(code_type(24))
    role: Mapped[str] = mapped_column(code_type(16))
    slot: Mapped[int] = mapped_column(Integer, default=1)
    holder: Mapped[str] = mapped_column(String(50), default="", server_default="")


class BackdropShape(Table):
    """Water, parks and roads under the grids: kind is water, park, road_major, road_collector or road_minor."""

    __tablename__ = "backdrop_shape"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(code_type(20))
    name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    geometry: Mapped[str] = mapped_column(Text)
