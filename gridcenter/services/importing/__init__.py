"""Bringing files in: divisions, grids, units, categories, standards, incidents, persons and premises.

`run.import_file` is the door. A file is opened by what it holds (`opening`), read as a stream of rows, checked by
the importer of its kind (`kinds`), and written in batches into the caller's transaction.
"""

from __future__ import annotations

from gridcenter.services.importing.batching import check_source
from gridcenter.services.importing.report import (
    ImportOptions,
    ImportReport,
    Kind,
)
from gridcenter.services.importing.run import check_preset, import_file

__all__ = [
    "ImportOptions",
    "ImportReport",
    "Kind",
    "check_preset",
    "check_source",
    "import_file",
]
