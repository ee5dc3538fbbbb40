"""Filters of the queue that somebody has given a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class SavedFilter(Versioned, Table):
    """A filter under a name, for its owner or shared with a unit, an area or everyone.

    `content` is the filter as JSON text. It names areas, categories and units without foreign keys: a filter
    outlives what it names, and then says so.
    """

    __tablename__ = "saved_filter"
    __table_args__ = (
        Index("uq_saved_filter_owner_id_name", "owner_id", "name", unique=True),
        Index("ix_saved_filter_sharing", "sharing"),
    )
    change_kind = "saved_filter"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    owner: Mapped[str] = mapped_column(String(50))
    name: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(Text)
    sharing: Mapped[str] = mapped_column(code_type(12), default="own", server_default="own")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    area: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    changed_at: Mapped[datetime] = mapped_column(UtcMoment)
