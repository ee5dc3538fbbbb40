"""What is remembered of how files are brought in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class ImportPreset(Versioned, Table):
    """Which column of a file is which field, under a name; for everybody who brings files of this kind in.

    `columns` is JSON: column by field, "" for a field that is left out. Encoding and datum are empty where the file
    or its reader says.
    """

    __tablename__ = "import_preset"
    __table_args__ = (Index("uq_import_preset_name", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(code_type(20))
    columns: Mapped[str] = mapped_column(Text)
    encoding: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    datum: Mapped[str] = mapped_column(code_type(12), default="", server_default="")
    saved_by: Mapped[str] = mapped_column(String(50))
    saved_at: Mapped[datetime] = mapped_column(UtcMoment)
