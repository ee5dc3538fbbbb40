"""Column types and SQL expressions that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Dialect, String, and_, true
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

HIGHEST_CHARACTER = "\U0010ffff"
_WITHOUT_ZONE = len("2026-11-18 06:32:00.000000")


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, stored as UTC; naive values are refused because they mean different times on two desks."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Every step binds a dozen moments: one function each, where SQLAlchemy's own way has three."""
        return _text_of_moment if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002
        return _moment_of_text if dialect.name == "sqlite" else _in_utc


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment in the store needs a time zone")
    return moment.astimezone(UTC)


def _text_of_moment(moment: datetime | None) -> str | None:
    known = _in_utc(moment)
    return None if known is None else _written(known)


@lru_cache(maxsize=256)
def _written(moment: datetime) -> str:
    """Write a moment in UTC; a step says the same one half a dozen times."""
    return moment.isoformat(" ", "microseconds")[:_WITHOUT_ZONE]


def _moment_of_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


class TransactionNumber(UserDefinedType[str]):
    """PostgreSQL's 64-bit transaction number; other stores have no such column."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        return "xid8"


def code_type(length: int) -> TypeEngine[str]:
    """Text that sorts and ranges byte by byte on both stores ("C" collation on PostgreSQL)."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def inside(column: InstrumentedAttribute[Any] | ColumnElement[Any], area: str) -> ColumnElement[bool]:
    """Return "code lies in the area with this prefix" as a range, which both stores answer from an index."""
    if not area:
        return true()
    return and_(column >= area, column < area + HIGHEST_CHARACTER)
