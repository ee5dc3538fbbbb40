"""Which importer reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable

from gridcenter.services.importing.divisions import DivisionImporter
from gridcenter.services.importing.grids import GridImporter
from gridcenter.services.importing.records import Importer, Job
from gridcenter.services.importing.report import Kind

KINDS: dict[Kind, Callable[[Job], Importer]] = {
    Kind.DIVISIONS: DivisionImporter,
    Kind.GRIDS: GridImporter,
}
