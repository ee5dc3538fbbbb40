"""From a model to the table it stands for."""

from __future__ import annotations

from sqlalchemy import Table as SqlTable

from gridcenter.store.models import Table


def table_of(model: type[Table]) -> SqlTable:
    table = model.__table__
    if not isinstance(table, SqlTable):
        raise TypeError("a model stands for one table")
    return table
