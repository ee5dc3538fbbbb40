"""What `pandas.DataFrame.to_sql` makes of the same rows: the way that a script of one's own would go.

It writes columns as they come: nothing is validated, and nobody is known again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sqlalchemy.types import TypeEngine

from gridcenter.store.engine import Store
from gridcenter.store.models import Table

EXTRA = "bench"
CHUNK = 10_000
Rows = Mapping[str, tuple[list[str], list[tuple[Any, ...]]]]


def has_pandas() -> bool:
    return find_spec("pandas") is not None


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of one table; `types` of columns without any value, which pandas would write as text."""

    table: str
    rows: Any
    types: Mapping[str, TypeEngine[Any]]


def frames_of(ready: Rows) -> list[Frame]:
    """Return ready rows as frames; not part of what is measured."""
    pandas = import_module("pandas")
    frames = []
    for table, (names, rows) in ready.items():
        frame = pandas.DataFrame.from_records(rows, columns=names)
        empty = [name for name in names if frame[name].isna().all()]
        columns = Table.metadata.tables[table].columns
        frames.append(Frame(table, frame, {name: columns[name].type for name in empty}))
    return frames


def write_frames(store: Store, frames: Sequence[Frame]) -> None:
    """Append the frames to their tables and commit once."""
    with store.connect() as connection:
        for one in frames:
            where = {"con": connection, "if_exists": "append", "index": False}
            one.rows.to_sql(one.table, **where, chunksize=CHUNK, dtype=one.types)
