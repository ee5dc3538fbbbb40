"""The tables of `db/codes` as they are written: one dictionary for each line."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from gridcenter.paths import asset


def table_lines(name: str) -> Iterator[dict[str, str]]:
    """Read a table of `db/codes`; lines that begin with # say where it comes from."""
    with asset(f"db/codes/{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))
