"""Moments in SQL that both stores compute alike: quarter hours for grouping, and minutes between two moments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Float, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

QUARTER = 900
"""Seconds; every time zone in use is a whole number of quarter hours away from UTC."""


class quarter_of(FunctionElement[int]):  # noqa: N801 - reads as an SQL function
    """The number of whole quarter hours from 1970-01-01 UTC to a moment."""

    type = Integer()
    inherit_cache = True
    name = "quarter_of"


class minutes_between(FunctionElement[float]):  # noqa: N801
    """Minutes from a first moment to a second one, with fractions."""

    type = Float()
    inherit_cache = True
    name = "minutes_between"


def _arguments(element: FunctionElement[Any], compiler: SQLCompiler, options: Any) -> list[str]:
    clauses: list[ColumnElement[Any]] = list(element.clauses)
    return [compiler.process(clause, **options) for clause in clauses]


@compiles(quarter_of, "sqlite")
def _sqlite_quarter(element: quarter_of, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = _arguments(element, compiler, options)
    return f"unixepoch({moment}) / {QUARTER}"


@compiles(quarter_of, "postgresql")
def _postgres_quarter(element: quarter_of, compiler: SQLCompiler, **options: Any) -> str:
    (moment,) = _arguments(element, compiler, options)
    return f"CAST(floor(extract(epoch from {moment}) / {QUARTER}) AS BIGINT)"


@compiles(minutes_between, "sqlite")
def _sqlite_minutes(element: minutes_between, compiler: SQLCompiler, **options: Any) -> str:
    first, second = _arguments(element, compiler, options)
    return f"((unixepoch({second}, 'subsec') - unixepoch({first}, 'subsec')) / 60.0)"


@compiles(minutes_between, "postgresql")
def _postgres_minutes(element: minutes_between, compiler: SQLCompiler, **options: Any) -> str:
    first, second = _arguments(element, compiler, options)
    return f"CAST(extract(epoch from ({second} - {first})) / 60.0 AS DOUBLE PRECISION)"
