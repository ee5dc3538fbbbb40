"""How the rows of a demo are written: in portions, telling after each how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.bulk import insert_rows
from gridcenter.store.models import Table

ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes rows in portions inside the caller's transaction and tells how far it is."""

    session: Session
    progress: OnProgress

    def write(
        self,
        part: str,
        model: type[Table],
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        total: int,
    ) -> None:
        written = 0
        for portion in _portions(rows):
            insert_rows(self.session, model, columns, portion)
            written += len(portion)
            self.progress(Progress(part, written, max(total, written)))


def _portions(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    remaining = iter(rows)
    while portion := list(islice(remaining, ROWS_AT_ONCE)):
        yield portion
