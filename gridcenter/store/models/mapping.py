"""What all tables share: the declarative root, row versions, and the mark of rows whose changes are announced."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    change_kind: ClassVar[str] = ""
    """Kind under which a committed insert, update or delete is announced; empty means not announced."""

    @property
    def change_key(self) -> str:
        """Key by which readers ask for the row again."""
        return str(self.id)  # type: ignore[attr-defined]


class Versioned:
    """A row that desks write: the number grows with every update, and a write on a stale number is refused."""

    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}
