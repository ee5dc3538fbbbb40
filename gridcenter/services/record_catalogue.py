"""The catalogue of record items that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache

from gridcenter.domain.record_items import Catalogue, read_catalogue
from gridcenter.services.code_tables import table_lines


@cache
def record_catalogue() -> Catalogue:
    """Return the catalogue of `db/codes/record_catalogue.csv`.

    Raises:
        BadInput: The table has flaws.
    """
    code_sets = frozenset(line["key"] for line in table_lines("code_sets"))
    return read_catalogue(table_lines("record_catalogue"), code_sets=code_sets)
