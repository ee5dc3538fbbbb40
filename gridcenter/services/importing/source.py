"""An opened file as a stream of rows, whatever its format; and the sentences about files that are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple


class Row(NamedTuple):
    """`line` is the place that a person can look up: line of a text file, row of a sheet, number of a feature.

    `fault` is a sentence when the row could not be taken apart; its cells are then empty.
    """

    line: int
    cells: dict[str, Any]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Rows in the file's order, to be read once; `total` is None or an estimate of their number."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    total: int | None
    geographic: bool = False
    """Cells hold a `geometry` member (GeoJSON), and coordinates are WGS-84 unless the caller knows better."""
    remarks: tuple[str, ...] = ()
