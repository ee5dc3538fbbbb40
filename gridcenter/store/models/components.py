"""Components (部件): things in the street that somebody keeps."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import code_type


class Component(Versioned, Table):
    """A component; code = division (6) + major (2) + minor (3) + serial (6) (GB/T 47678.5), state GLBJZT."""

    __tablename__ = "component"
    change_kind = "component"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(code_type(20), unique=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), index=True)
    name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    state: Mapped[str] = mapped_column(code_type(10), default="intact", server_default="intact")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    grid_code: Mapped[str | None] = mapped_column(code_type(24), index=True)
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    longitude: Mapped[float] = mapped_column(Float)
    latitude: Mapped[float] = mapped_column(Float)
